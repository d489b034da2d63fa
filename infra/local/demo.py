"""The main job, shown: `python -m infra.local.demo [--weeks N] [--stop]`, or with one's own audio.

Starts the embedded stack and talks to it over its public HTTP API, as a browser would: three
recordings of one learner, then some weeks of a made-up class. What is made up lies in
`DATA_DIR/demo`, apart from anybody's real data, and every run begins anew. One's own recording
(`--audio FILE [--transcript FILE]`) goes into `DATA_DIR` itself, and no class is made up.
"""

import argparse
import contextlib
import mimetypes
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from infra import bootstrap
from infra.local import demo_client as api
from infra.local import demo_report as report
from infra.local import demo_weeks
from infra.local.demo_client import Json, Sample
from infra.local.demo_texts import TALKS
from infra.local.dev_identity import DEMO_LEARNER
from infra.local.simulated_weeks import mondays
from infra.local.stack_lock import DataFolderInUseError, StackLock
from infra.settings import Settings, settings
from shared.ports.voice import AudioFormat

START_SECONDS = 30.0
MOST_WEEKS = 52
_TYPES = {".amr": "audio/amr", ".m4a": "audio/mp4", ".webm": "audio/webm", ".opus": "audio/ogg"}
_LOCK = "stack.lock"


def own_samples() -> Iterator[Sample]:
    """Speak the demonstration's texts; in a browser a microphone would give these WebM files."""
    voice = bootstrap.ports().voice
    for talk in TALKS:
        speech = voice.speak(talk.text, format=AudioFormat.WEBM)
        yield Sample(f"{talk.title}.webm", "audio/webm", speech.audio, talk.text, talk.prompt)


def given_sample(audio: Path, transcript: Path | None) -> Sample:
    """Read the user's own recording, and its transcript if there is one."""
    guessed = _TYPES.get(audio.suffix.lower()) or mimetypes.guess_type(audio.name)[0]
    text = transcript.read_text(encoding="utf-8") if transcript else ""
    return Sample(audio.name, guessed or "audio/unknown", audio.read_bytes(), text)


def begin_anew(chosen: Settings) -> Settings:
    """Empty the demonstration's own folder, and give the settings that use it.

    No mail of made-up people leaves this machine, whatever server is set.

    Raises:
        SystemExit: a stack is at work there, or the folder is somebody else's.
    """
    folder = chosen.data_dir / "demo"
    if folder.is_dir() and any(folder.iterdir()) and not (folder / _LOCK).is_file():
        raise SystemExit(f"{folder} is not from a demonstration; move it, or set DATA_DIR.")
    try:
        lock = StackLock(folder)
    except DataFolderInUseError as error:
        raise SystemExit(str(error)) from None
    try:
        for entry in folder.iterdir():
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry)
            elif not entry.name.startswith(_LOCK):
                entry.unlink()
    finally:
        lock.release()
    return chosen.model_copy(update={"data_dir": folder, "smtp_host": ""})


@contextlib.contextmanager
def stack(chosen: Settings) -> Iterator[subprocess.Popen[bytes]]:
    """Run the embedded stack in a process of its own until the block ends."""
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "DATA_DIR": str(chosen.data_dir),
        "SMTP_HOST": chosen.smtp_host,
    }
    process = subprocess.Popen([sys.executable, "-m", "infra.local.stack"], env=environment)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=START_SECONDS)


def wait_until_up(client: httpx2.Client, process: subprocess.Popen[bytes]) -> float:
    """Wait for the first 200.

    Returns:
        Seconds it took.

    Raises:
        SystemExit: the stack ended or does not answer.
    """
    begun = time.monotonic()
    while time.monotonic() - begun < START_SECONDS:
        if process.poll() is not None:
            raise SystemExit("The stack did not start; the lines above say why.")
        with contextlib.suppress(httpx2.TransportError):
            if client.get("/health").status_code == 200:
                return time.monotonic() - begun
        time.sleep(0.02)
    raise SystemExit(f"The stack did not answer within {START_SECONDS:.0f} s.")


@contextlib.contextmanager
def running(chosen: Settings) -> Iterator[tuple[subprocess.Popen[bytes], httpx2.Client, float]]:
    """Run the embedded stack; gives it, a client of it, and the seconds its start took.

    Raises:
        SystemExit: it does not start, or somebody else is at its address.
    """
    with api.connect(chosen.base_url) as client, contextlib.suppress(httpx2.TransportError):
        client.get("/health")
        # What we start could not listen there, and we would talk to somebody's real data.
        raise SystemExit(f"{chosen.base_url} is taken; stop what answers there, or set PORT.")
    with stack(chosen) as process, api.connect(chosen.base_url) as client:
        yield process, client, wait_until_up(client, process)


def send(client: httpx2.Client, sample: Sample) -> Json:
    """Send a recording, show its progress, and fetch what came of it."""
    recording_id = api.send(client, sample)
    begun = time.monotonic()
    for step in api.follow(client, recording_id):
        done = report.bar(step["step"], step["steps"], width=step["steps"])
        report.say(f"  {done}  {time.monotonic() - begun:5.2f} s  {step['state']}")
    return api.fetch(client, f"/api/recordings/{recording_id}")


def save_reply(view: Json, folder: Path) -> Path | None:
    """Fetch the spoken reply into a file."""
    reply = view["reply"]
    if not reply or not reply["audio"]:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"reply-{view['id']}.webm"
    path.write_bytes(api.insist(httpx2.get(reply["audio"]["url"], timeout=60)).content)
    return path


def show(client: httpx2.Client, samples: Iterable[Sample], replies: Path) -> None:
    """Send each sample and print what came of it."""
    for number, sample in enumerate(samples, 1):
        report.heading(f"recording {number}: {sample.filename}, {len(sample.audio):,} bytes")
        view = send(client, sample)
        report.recording(view)
        if audio := save_reply(view, replies):
            report.say(f"  audio    {audio}")
        report.times(view)
        memory = api.fetch(client, f"/api/learners/{DEMO_LEARNER}/memory")
        report.say()
        report.say(f"  memory after recording {number}:")
        report.memory(memory["entries"])


def main() -> int:
    """Show the main job, then leave the stack up where somebody is watching."""
    wanted = _arguments()
    os.umask(0o077)
    try:
        _demonstrate(wanted)
    except KeyboardInterrupt:
        report.say()
        return 130  # what a shell expects of a program that was interrupted
    return 0


def _demonstrate(wanted: argparse.Namespace) -> None:
    stays = not wanted.stop and sys.stdout.isatty()
    chosen = settings() if wanted.audio else begin_anew(settings())
    samples = (
        iter([given_sample(wanted.audio, wanted.transcript)]) if wanted.audio else own_samples()
    )
    weeks = mondays(wanted.weeks, today=datetime.now(UTC))
    with running(chosen) as (process, client, seconds):
        report.heading("Parlons")
        report.say(f"  {chosen.base_url} is up, {seconds:.1f} s after its start")
        report.engines(api.fetch(client, "/")["uses"])
        show(client, samples, chosen.data_dir / "replies")
        if not weeks:
            _leave(process, chosen, stays=stays)
            return
    demo_weeks.live(chosen, weeks)
    # The usual stack again, by the machine's clock: what it answers is what anybody would get.
    with running(chosen) as (process, _, _):
        demo_weeks.show(chosen)
        if stays:
            demo_weeks.look_around(chosen)
        _leave(process, chosen, stays=stays)


def _leave(process: subprocess.Popen[bytes], chosen: Settings, *, stays: bool) -> None:
    """Leave the stack up until Ctrl-C where somebody is watching."""
    if not stays:
        return
    report.heading(f"the stack stays up at {chosen.base_url}; Ctrl-C ends it")
    with contextlib.suppress(KeyboardInterrupt):
        process.wait()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Show the main job on recordings.")
    parser.add_argument("--audio", type=Path, help="your own recording")
    parser.add_argument("--transcript", type=Path, help="what is said in it: text, SRT or WebVTT")
    parser.add_argument(
        "--weeks",
        type=int,
        help=f"weeks of a made-up class, 0 to {MOST_WEEKS}; by default the 8 to 11 that the "
        "progress of today rests on, and none with --audio",
    )
    parser.add_argument("--stop", action="store_true", help="stop the stack after the report")
    wanted = parser.parse_args()
    for path in filter(None, (wanted.audio, wanted.transcript)):
        if not path.is_file():
            parser.error(f"{path} is not a file")
    if wanted.transcript and not wanted.audio:
        parser.error("--transcript belongs to an --audio")
    if wanted.audio:
        if wanted.weeks:
            parser.error("--weeks is for the made-up class, which --audio does without")
        wanted.weeks = 0
    if wanted.weeks is not None and not 0 <= wanted.weeks <= MOST_WEEKS:
        parser.error(f"--weeks: 0 to {MOST_WEEKS}")
    return wanted


if __name__ == "__main__":
    sys.exit(main())
