"""CPU and memory of converting a long WebM, against the ffmpeg command line on the same file.

    python -m tests.bench.conversion [--minutes 60]

Each side runs in a fresh process, and the operating system's own account of it is read.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests import sounds

_IDLE = "import av"  # what stands in memory before any work: Python and FFmpeg's libraries
_CONVERT = (
    "import sys; from pathlib import Path\n"
    "from infra.media.av_converter import AvConverter\n"
    "AvConverter(wall_clock_seconds=3600).convert("
    "Path(sys.argv[1]), Path(sys.argv[2]), max_seconds=1e6)"
)

# A process's peak memory counts from that of the process which started it, so a small one does.
_LAUNCH = (
    "import os, sys\n"
    "child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)\n"
    "_, status, usage = os.wait4(child, 0)\n"
    "print(usage.ru_utime + usage.ru_stime, usage.ru_maxrss)\n"
    "sys.exit(os.waitstatus_to_exitcode(status))"
)


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    cpu_seconds: float
    peak_mb: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """The converter against ffmpeg; `ffmpeg` is None where it is not installed."""

    minutes: float
    ours: Cost
    idle: Cost
    ffmpeg: Cost | None

    @property
    def extra_mb(self) -> float:
        """Peak memory above idle."""
        return self.ours.peak_mb - self.idle.peak_mb

    @property
    def ratio(self) -> float | None:
        """CPU-seconds of ours for one of ffmpeg's; the start of Python counts as ours."""
        return self.ours.cpu_seconds / self.ffmpeg.cpu_seconds if self.ffmpeg else None


def write_long_webm(path: Path, minutes: float) -> Path:
    """Write French by espeak-ng as a browser records it: WebM, Opus, mono, 48 kHz."""
    minute = sounds.speech() + sounds.silence(1)
    count = round(minutes * 60 * sounds.SPEECH_RATE * 2 / len(minute))
    return sounds.write(path, minute * max(1, count), kind="live.webm")


def run(command: list[str]) -> Cost:
    """Run a command and read what it took."""
    account = subprocess.run(
        [sys.executable, "-I", "-S", "-c", _LAUNCH, *command], capture_output=True, check=True
    )
    cpu_seconds, peak = (float(part) for part in account.stdout.split()[-2:])
    return Cost(cpu_seconds, peak / (1 << 20 if sys.platform == "darwin" else 1 << 10))


def compare(minutes: float, *, repeats: int = 3) -> Comparison:
    """Convert a file of so many minutes with both, in turns; the least cost of each counts."""
    ffmpeg = shutil.which("ffmpeg")
    with tempfile.TemporaryDirectory(prefix="parlons-bench-") as name:
        folder = Path(name)
        source = str(write_long_webm(folder / "long.webm", minutes))
        ours: list[Cost] = []
        theirs: list[Cost] = []
        for _ in range(repeats):
            target = folder / "ours.flac"
            ours.append(run([sys.executable, "-c", _CONVERT, source, str(target)]))
            target.unlink()
            if ffmpeg:
                shape = ["-ac", "1", "-ar", "16000", "-sample_fmt", "s16"]
                quiet = [ffmpeg, "-v", "error", "-nostdin", "-y"]
                theirs.append(run([*quiet, "-i", source, *shape, str(folder / "theirs.flac")]))
        idle = run([sys.executable, "-c", _IDLE])
    return Comparison(minutes, _least(ours), idle, _least(theirs) if theirs else None)


def _least(costs: list[Cost]) -> Cost:
    # The least CPU is the measure that other work on the machine disturbs least.
    return Cost(min(cost.cpu_seconds for cost in costs), max(cost.peak_mb for cost in costs))


def report(found: Comparison) -> str:
    """Say it in three lines."""
    ours = (
        f"conversion of {found.minutes:g} min WebM: {found.ours.cpu_seconds:.1f} CPU-s, "
        f"{found.ours.peak_mb:.0f} MB at most, {found.extra_mb:.0f} MB above idle (goal ≤ 80)"
    )
    if found.ffmpeg is None or found.ratio is None:
        return f"{ours}\nffmpeg: not installed, nothing to compare with"
    theirs = f"ffmpeg: {found.ffmpeg.cpu_seconds:.1f} CPU-s, {found.ffmpeg.peak_mb:.0f} MB"
    return f"{ours}\n{theirs}\nratio: {found.ratio:.2f} × (goal ≤ 0.8)"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Compare the converter with ffmpeg.")
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--repeats", type=int, default=3)
    arguments = parser.parse_args()
    print(report(compare(arguments.minutes, repeats=arguments.repeats)))
