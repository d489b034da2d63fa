"""The servers that `bench-api` compares: `python -m tests.bench.api_server fastapi|paced …`."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Self

import httpx2
import psutil
import uvicorn

from infra import bootstrap
from infra.edge.limits import MINUTE
from infra.settings import RATES, RateClass
from shared.domain.rate import Draw
from shared.ports.system import Principal
from shared.ports.tutor import Tutor, TutorRequest
from tests.chain.embedded import ROOT, START_SECONDS, free_port

FIRST_TOKEN_SECONDS = 0.1
TOKENS, TOKEN_SECONDS = 40, 0.05


class Server:
    """A server in a process of its own, one worker."""

    def __init__(self, name: str, command: list[str], **environment: str) -> None:
        self.name = name
        self.port = free_port()
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command],
            cwd=ROOT,
            env={
                "PATH": os.environ["PATH"],
                "PYTHONPATH": str(ROOT),
                "PORT": str(self.port),
                "TUTOR": "rules",
                "DETECTOR_LLM": "off",
                "LOG_LEVEL": "WARNING",
                # Callers keep their limit, and with it its cost; so many at once is for a bench.
                "RATE_LIMITS": ",".join(
                    f"{kind}={rate.caller}:{10**8}" for kind, rate in RATES.items()
                ),
                "MAX_LEARNER_AUDIO_SECONDS_PER_DAY": str(10**8),
                "MAX_TOTAL_AUDIO_SECONDS_PER_DAY": str(10**8),
                **environment,
            },
        )

    @classmethod
    def ours(cls, folder: Path, function: str) -> Self:
        """The function as the image runs it."""
        source = f"functions/{function}/main.py"
        return cls(
            "ours",
            ["infra.serve"],
            DATA_DIR=str(folder),
            FUNCTION_SOURCE=source,
            FUNCTION_TARGET=function,
        )

    @classmethod
    def fastapi(cls, folder: Path, function: str) -> Self:
        """The minimal endpoint."""
        return cls("FastAPI + uvicorn", ["tests.bench.api_server", function], DATA_DIR=str(folder))

    @classmethod
    def paced(cls, folder: Path) -> Self:
        """The function chat with a tutor whose pace is known."""
        return cls("paced", ["tests.bench.api_server", "paced"], DATA_DIR=str(folder))

    def cpu_seconds(self) -> float:
        """What it has used so far."""
        times = psutil.Process(self.process.pid).cpu_times()
        return times.user + times.system

    def __enter__(self) -> Self:
        end = time.monotonic() + START_SECONDS
        while True:
            try:
                httpx2.get(f"http://127.0.0.1:{self.port}/health", timeout=5)
            except httpx2.TransportError:
                assert time.monotonic() < end, self.name
                assert self.process.poll() is None, self.name
                time.sleep(0.05)
            else:
                return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(timeout=START_SECONDS)


class PacedTutor(Tutor):
    """Gives tokens at a known pace."""

    name = "paced"

    def reply(self, request: TutorRequest) -> Iterator[str]:
        time.sleep(FIRST_TOKEN_SECONDS)
        yield "Bon"
        for _ in range(TOKENS):
            time.sleep(TOKEN_SECONDS)
            yield " mot"


def minimal(function: str) -> "object":
    """One FastAPI route, with the work that ours has and nothing else."""
    from fastapi import FastAPI, Header

    from functions.chat.schemas import ChatAnswer, ChatRequest
    from functions.recordings.schemas import RecordingModel
    from functions.upload.schemas import NewRecording, RecordingCreated
    from shared.application.converse import Say, converse
    from shared.application.show_recording import show_recording
    from shared.application.start_recording import StartRecording, start_recording

    ports = bootstrap.ports()
    app = FastAPI()

    def admit(authorization: str, kind: RateClass) -> Principal:
        principal = ports.identity.authenticate(authorization)
        rate = ports.settings.rate_limits[kind]
        draws = [
            Draw(f"{kind} {principal.id}", rate.caller, MINUTE),
            Draw(f"{kind} of all", rate.all, MINUTE),
        ]
        found = ports.rate_limits.draw(draws, now=ports.clock.now())
        assert not any(each.wait for each in found)
        return principal

    def chat(said: ChatRequest, authorization: Annotated[str, Header()] = "") -> ChatAnswer:
        principal = admit(authorization, RateClass.CHAT)
        exchange = converse(
            Say(principal.id, said.message, said.conversation_id, said.level),
            engine=ports.engine,
            tutor=ports.tutor,
            conversations=ports.conversations,
            learners=ports.learners,
            people=ports.people,
            clock=ports.clock,
            ids=ports.ids,
        )
        return ChatAnswer.of(exchange, reply="".join(exchange.pieces))

    def recordings(id: str, authorization: Annotated[str, Header()] = "") -> RecordingModel:
        view = show_recording(
            id,
            principal=admit(authorization, RateClass.READ),
            recordings=ports.recordings,
            people=ports.people,
            artefacts=ports.artefacts,
            blobs=ports.blobs,
        )
        return RecordingModel.of(view)

    def upload(new: NewRecording, authorization: Annotated[str, Header()] = "") -> RecordingCreated:
        principal = admit(authorization, RateClass.UPLOAD)
        started = start_recording(
            StartRecording(learner_id=principal.id, **dict(new)),
            recordings=ports.recordings,
            blobs=ports.blobs,
            artefacts=ports.artefacts,
            clock=ports.clock,
            ids=ports.ids,
            max_bytes=ports.settings.max_upload_bytes,
            people=ports.people,
            audio_day=ports.audio_day,
        )
        return RecordingCreated.of(started)

    if function == "chat":
        app.post("/api/chat")(chat)
    elif function == "recordings":
        app.get("/api/recordings/{id}")(recordings)
    else:
        app.post("/api/recordings", status_code=201)(upload)
    return app


def main() -> None:
    """Serve until told to stop."""
    port, what = int(os.environ["PORT"]), sys.argv[1]
    if what == "paced":
        from functions_framework.aio import create_asgi_app

        from infra.edge.server import build_server

        bootstrap.ports().__dict__["tutor"] = PacedTutor()
        app = create_asgi_app("chat", str(ROOT / "functions/chat/main.py"))
        build_server(app, host="127.0.0.1", port=port, stop_seconds=5).run()
    else:
        uvicorn.run(minimal(what), port=port, log_level="warning", access_log=False)  # type: ignore[arg-type]


if __name__ == "__main__":
    main()
