"""The main job, shown: `python -m infra.local.demo [--audio FILE [--transcript FILE]] [--stop]`.

Starts the embedded stack and talks to it over its public HTTP API, as a browser would.
"""

import argparse
import contextlib
import json
import mimetypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from infra import bootstrap
from infra.local import demo_report as report
from infra.local.demo_texts import TALKS
from infra.local.dev_identity import DEMO_LEARNER
from infra.settings import settings
from shared.ports.voice import AudioFormat

START_SECONDS = 30.0
RECORDING_SECONDS = 600.0
_TYPES = {".amr": "audio/amr", ".m4a": "audio/mp4", ".webm": "audio/webm", ".opus": "audio/ogg"}


@dataclass(frozen=True, slots=True)
class Sample:
    """A recording to send."""

    filename: str
    content_type: str
    audio: bytes
    transcript: str
    prompt: str = ""


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


@contextlib.contextmanager
def stack() -> Iterator[subprocess.Popen[bytes]]:
    """Run the embedded stack until the block ends."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])}
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


def send(client: httpx2.Client, sample: Sample) -> Mapping[str, Any]:
    """Create a recording, upload its audio, follow its progress, and fetch what came of it."""
    created = client.post(
        "/api/recordings",
        json={
            "filename": sample.filename,
            "content_type": sample.content_type,
            "size": len(sample.audio),
            "prompt": sample.prompt,
            "transcript": sample.transcript,
        },
    )
    _insist(created)
    upload = created.json()["upload"]
    _insist(httpx2.put(upload["url"], content=sample.audio, headers=upload["headers"], timeout=60))
    begun = time.monotonic()
    path = f"/api/recordings/{created.json()['id']}"
    with client.stream("GET", f"{path}/events", timeout=RECORDING_SECONDS) as events:
        for line in events.iter_lines():
            if line.startswith("data: {") and "state" in line:
                _show_progress(json.loads(line.removeprefix("data: ")), time.monotonic() - begun)
    view: dict[str, Any] = _insist(client.get(path)).json()
    return view


def _show_progress(step: Mapping[str, Any], seconds: float) -> None:
    bar = "█" * step["step"] + "░" * (step["steps"] - step["step"])
    report.say(f"  {bar}  {seconds:5.2f} s  {step['state']}")


def _insist(response: httpx2.Response) -> httpx2.Response:
    if response.is_success:
        return response
    with contextlib.suppress(ValueError):
        body = response.json()
        raise SystemExit(f"{body['code']}: {body['title']} {body.get('detail', '')}")
    raise SystemExit(f"The stack answered {response.status_code}.")


def save_reply(view: Mapping[str, Any], folder: Path) -> Path | None:
    """Fetch the spoken reply into a file."""
    reply = view["reply"]
    if not reply or not reply["audio"]:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"reply-{view['id']}.webm"
    path.write_bytes(_insist(httpx2.get(reply["audio"]["url"], timeout=60)).content)
    return path


def show(client: httpx2.Client, samples: Iterator[Sample]) -> None:
    """Send each sample and print what came of it."""
    for number, sample in enumerate(samples, 1):
        report.heading(f"recording {number}: {sample.filename}, {len(sample.audio):,} bytes")
        view = send(client, sample)
        report.recording(view)
        if audio := save_reply(view, settings().data_dir / "replies"):
            report.say(f"  audio    {audio}")
        report.times(view)
        memory = _insist(client.get(f"/api/learners/{DEMO_LEARNER}/memory")).json()
        report.say()
        report.say(f"  memory after recording {number}:")
        report.memory(memory["entries"])


def main() -> int:
    """Show the main job, then leave the stack up where somebody is watching."""
    parser = argparse.ArgumentParser(description="Show the main job on recordings.")
    parser.add_argument("--audio", type=Path, help="your own recording")
    parser.add_argument("--transcript", type=Path, help="what is said in it: text, SRT or WebVTT")
    parser.add_argument("--stop", action="store_true", help="stop the stack after the report")
    chosen = parser.parse_args()
    for path in filter(None, (chosen.audio, chosen.transcript)):
        if not path.is_file():
            parser.error(f"{path} is not a file")
    samples = (
        iter([given_sample(chosen.audio, chosen.transcript)]) if chosen.audio else own_samples()
    )
    with stack() as process, httpx2.Client(base_url=settings().base_url, timeout=60) as client:
        seconds = wait_until_up(client, process)
        report.heading("Parlons")
        report.say(f"  {settings().base_url} is up, {seconds:.1f} s after its start")
        report.engines(_insist(client.get("/")).json()["uses"])
        show(client, samples)
        if chosen.stop or not sys.stdout.isatty():
            return 0
        report.heading(f"the stack stays up at {settings().base_url}; Ctrl-C ends it")
        with contextlib.suppress(KeyboardInterrupt):
            process.wait()
    return 0


if __name__ == "__main__":
    sys.exit(main())
