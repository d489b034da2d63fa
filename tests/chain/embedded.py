"""The embedded stack as its user runs it: a process of its own on a port of its own."""

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Self

import httpx2

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 30.0


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stack:
    """One data folder, and the process that serves it at the moment."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start the process; gives the seconds to the first 200."""
        self.folder.mkdir(parents=True, exist_ok=True)
        begun = time.monotonic()
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "infra.local.stack"],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=self._environment,
            )
        while time.monotonic() - begun < START_SECONDS:
            if self.process.poll() is not None:
                raise AssertionError(f"the stack ended:\n{self.log()}")
            with contextlib.suppress(httpx2.TransportError):
                if httpx2.get(f"{self.url}/health", timeout=5).status_code == 200:
                    return time.monotonic() - begun
            time.sleep(0.01)
        raise AssertionError(f"the stack does not answer:\n{self.log()}")

    def run(self, module: str) -> int:
        """Run a program over the same data, as a job beside the stack; gives the exit code."""
        with (self.folder / "log").open("ab") as log:
            return subprocess.run(
                [sys.executable, "-m", module],
                cwd=ROOT,
                stdout=log,
                stderr=log,
                env=self._environment,
                check=False,
                timeout=60,
            ).returncode

    @property
    def data(self) -> Path:
        """Its data folder."""
        return self.folder / "var"

    @property
    def _environment(self) -> Mapping[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "TMPDIR": str(self.temp),
            "DATA_DIR": str(self.data),
            "PORT": str(self.port),
            "TUTOR": "rules",
            "DETECTOR_LLM": "off",
            **self.environment,
        }

    @property
    def temp(self) -> Path:
        """Where its jobs put their temporary folders."""
        path = self.folder / "tmp"
        path.mkdir(exist_ok=True)
        return path

    def log(self) -> str:
        """What it has logged."""
        return (self.folder / "log").read_text()

    def stop(self, sign: int = signal.SIGTERM) -> int:
        """Send a signal and wait for the end; gives the exit code."""
        assert self.process is not None
        self.process.send_signal(sign)
        code = self.process.wait(timeout=START_SECONDS)
        self.process = None
        return code


@contextlib.contextmanager
def running(folder: Path, **environment: str) -> Iterator[Stack]:
    """Run a stack until the block ends."""
    stack = Stack(folder, **environment)
    stack.start()
    try:
        yield stack
    finally:
        if stack.process is not None:
            stack.stop()


class Learner:
    """Somebody at a browser; the demo learner without a token."""

    def __init__(self, url: str, token: str = "") -> None:
        signed_in = {"Authorization": f"Bearer {token}"} if token else {}
        self.http = httpx2.Client(base_url=url, timeout=30, headers=signed_in)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def create(
        self, audio: bytes, *, name: str = "lundi.webm", kind: str = "audio/webm", **more: object
    ) -> Mapping[str, Any]:
        """Ask for a recording; gives the answer's body."""
        answer = self.http.post(
            "/api/recordings",
            json={"filename": name, "content_type": kind, "size": len(audio), **more},
        )
        assert answer.status_code == 201, answer.text
        created: Mapping[str, Any] = answer.json()
        return created

    def upload(self, created: Mapping[str, Any], audio: bytes) -> int:
        """Send the audio to the signed address; gives the status."""
        upload = created["upload"]
        sent = httpx2.put(upload["url"], content=audio, headers=upload["headers"], timeout=30)
        return sent.status_code

    def send(self, audio: bytes, **more: Any) -> str:
        """Create and upload; gives the recording's id."""
        created = self.create(audio, **more)
        assert self.upload(created, audio) == 201
        return str(created["id"])

    def view(self, recording_id: str) -> Mapping[str, Any]:
        """What the learner sees of a recording."""
        found: Mapping[str, Any] = self.http.get(f"/api/recordings/{recording_id}").json()
        return found

    def wait(self, recording_id: str, *, seconds: float = 60) -> Mapping[str, Any]:
        """Follow a recording to its end over SSE, and give what came of it."""
        path = f"/api/recordings/{recording_id}/events"
        with self.http.stream("GET", path, timeout=seconds) as events:
            for line in events.iter_lines():
                if line == "event: done":
                    break
                if line.startswith("data: {"):
                    json.loads(line.removeprefix("data: "))
        return self.view(recording_id)

    def memory(self) -> list[Mapping[str, Any]]:
        """What is remembered of this learner."""
        answer = self.http.get("/api/learners/demo-learner/memory").json()
        entries: list[Mapping[str, Any]] = answer["entries"]
        return entries
