"""`make bench-coldstart`: how long a function takes from nothing to an answer, and beside FastAPI.

Every function of the wiring table is started alone, as the image starts it, in the cloud's
configuration on the emulators, and a FastAPI "hello" before them in each round, so that whatever
else the machine does meets all alike. Nothing here passes or fails: it prints.
"""

import argparse
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import httpx2
from pydantic import SecretStr
from starlette.testclient import TestClient

from infra import bootstrap, cloud_events, wiring
from infra.cloud_events import ObjectFinalized, encode_finalized
from infra.local import gateway
from infra.settings import Settings
from infra.speech.espeak_voice import EspeakVoice
from shared.ports.voice import AudioFormat
from tests.chain import cloud
from tests.chain.embedded import ROOT, free_port
from tests.peers.keys_peer import KeysPeer

HELLO = """
import os
import uvicorn
from fastapi import FastAPI
app = FastAPI()
@app.get("/health")
async def health() -> dict[str, str]:
    return {"status": "ok"}
port = int(os.environ["PORT"])
uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
"""
# What no code of ours can go below: the framework, and one document read through Google's client.
FLOOR = """
import os
import functions_framework.aio
import uvicorn
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route
def read(request):
    from google.auth.credentials import AnonymousCredentials
    from google.cloud.firestore_v1.client import Client
    project = os.environ["GOOGLE_CLOUD_PROJECT"]
    Client(project=project, credentials=AnonymousCredentials()).document("a/b").get()
    return PlainTextResponse("read")
async def health(request):
    return PlainTextResponse("ok")
app = Starlette(routes=[Route("/health", health), Route("/", read)])
port = int(os.environ["PORT"])
uvicorn.run(app, host="127.0.0.1", port=port, log_level="warning", access_log=False)
"""
HEALTH_GOAL = 0.7
REQUEST_GOALS = {
    **dict.fromkeys(("upload", "convert", "recordings"), 1.3),
    **dict.fromkeys(("transcribe", "synthesize", "learners"), 1.6),
    **dict.fromkeys(("feedback", "chat"), 2.0),
}
"""Times of FastAPI's hello, which reaches no store."""
LEARNER = "emma"
TEXT = "Hier, j'ai allé au marché. Ensuite je suis rentré à la maison avec mon frère."
GIVE_UP_SECONDS = 60.0
STAGES = ("convert", "transcribe", "feedback", "synthesize")


@dataclass(frozen=True, slots=True)
class Ask:
    """A request to be measured."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""

    def send(self, port: int) -> int:
        """Send it over a fresh connection; gives the status."""
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=GIVE_UP_SECONDS)
        try:
            connection.request(self.method, self.path, self.body, dict(self.headers))
            answer = connection.getresponse()
            answer.read()
        finally:
            connection.close()
        return answer.status


@dataclass
class House:
    """The stores on the emulators, and all functions in this process to bring recordings forward.

    No subscription pushes what is published: nothing works beside the function measured.
    """

    chosen: Settings
    keys: KeysPeer
    ports: bootstrap.Ports
    client: TestClient
    audio: bytes

    def ask(self, function: str) -> Ask:
        """Make a real request for a function: new work, which it has to write down."""
        if function in STAGES:
            return self._push(*self._recording(until=function))
        return {
            "upload": self._new,
            "recordings": lambda: self._get(f"/api/recordings/{self._stored()}"),
            "chat": lambda: self._post("/api/chat", {"message": TEXT}),
            "learners": lambda: self._get(f"/api/learners/{LEARNER}/memory"),
            "classes": lambda: self._get("/api/classes/5b/settings", role="admin"),
            "study_plans": self._unsubscribe,
            "upkeep": lambda: self._push({"ce-type": "tick"}, b""),
        }[function]()

    def prepare(self) -> None:
        """Take a learner's consent and make a class."""
        consent = self._post(f"/api/learners/{LEARNER}/consent", {"kind": "processing"})
        made = self._post("/api/classes/5b/settings", {"name": "5e B"}, role="admin")
        made = Ask("PATCH", made.path, made.headers, made.body)
        for ask in (consent, made):
            self._do(ask)

    def _do(self, ask: Ask) -> httpx2.Response:
        answer = self.client.request(
            ask.method, ask.path, headers=dict(ask.headers), content=ask.body
        )
        assert answer.status_code < 300, f"{ask.path}: {answer.text}"
        return answer

    def _bearer(self, role: str) -> dict[str, str]:
        token = cloud.learner_token(self.keys, LEARNER, role=role)
        return {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}

    def _get(self, path: str, *, role: str = "learner") -> Ask:
        return Ask("GET", path, self._bearer(role))

    def _post(self, path: str, body: object, *, role: str = "learner") -> Ask:
        return Ask("POST", path, self._bearer(role), json.dumps(body).encode())

    def _new(self, **more: str) -> Ask:
        new = {"filename": "a.webm", "content_type": "audio/webm", "size": len(self.audio)}
        return self._post("/api/recordings", {**new, **more})

    def _push(self, attributes: Mapping[str, str], data: bytes) -> Ask:
        headers = {
            "Authorization": f"Bearer {self.keys.token()}",
            "Content-Type": "application/json",
        }
        return Ask("POST", "/", headers, cloud.envelope(data, attributes))

    def _stored(self) -> str:
        return str(self._do(self._new(transcript=TEXT)).json()["id"])

    def _recording(self, *, until: str) -> tuple[Mapping[str, str], bytes]:
        """Upload a recording and carry it to just before a stage; gives that stage's message."""
        created = self._do(self._new(transcript=TEXT)).json()
        upload = created["upload"]
        sent = httpx2.put(upload["url"], content=self.audio, headers=upload["headers"])
        assert sent.status_code == 200, sent.text
        recording = self.ports.recordings.get(created["id"])
        assert recording is not None
        blob = self.ports.blobs.stat(recording.source)
        assert blob is not None
        message = encode_finalized(ObjectFinalized(self.chosen.bucket, blob.name, blob.generation))
        for stage in STAGES[: STAGES.index(until)]:
            push = self._push(*message)
            self._do(Ask("POST", f"/_push/{stage}", push.headers, push.body))
            recording = self.ports.recordings.get(created["id"])
            assert recording is not None
            message = cloud_events.encode(recording.unpublished[-1])
        return message

    def _unsubscribe(self) -> Ask:
        return Ask(
            "GET", f"/api/unsubscribe?token={self.ports.unsubscribe_tokens.issue(LEARNER)}", {}
        )


@dataclass
class Times:
    """Seconds from the start of the process, one of each a round."""

    health: list[float] = field(default_factory=list)
    request: list[float] = field(default_factory=list)
    statuses: set[int] = field(default_factory=set)


def start(
    command: list[str], port: int, environment: Mapping[str, str], *, output: IO[str] | None = None
) -> tuple[subprocess.Popen[bytes], float]:
    """Start a process and wait for its first 200 of /health; gives it and when it began."""
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env=dict(environment), stdout=output, stderr=subprocess.DEVNULL
    )
    while time.perf_counter() - begun < GIVE_UP_SECONDS:
        with suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            if Ask("GET", "/health", {}).send(port) == 200:
                return process, begun
        if process.poll() is not None:
            raise AssertionError(f"{command}: ended with {process.returncode}")
        time.sleep(0.002)
    raise AssertionError(f"{command}: no answer")


def measure(times: Times, command: list[str], ask: Ask | None, **environment: str) -> None:
    """Start once, ask once, stop."""
    port = free_port()
    base = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PORT": str(port), **environment}
    process, begun = start(command, port, base)
    try:
        times.health.append(time.perf_counter() - begun)
        if ask is not None:
            times.statuses.add(ask.send(port))
            times.request.append(time.perf_counter() - begun)
    finally:
        process.terminate()
        process.wait(timeout=20)


def environment_of(chosen: Settings) -> dict[str, str]:
    """The environment that gives these settings to another process."""
    texts = {name.upper(): _text(getattr(chosen, name)) for name in chosen.model_fields_set}
    texts["GOOGLE_APPLICATION_CREDENTIALS"] = os.environ["GOOGLE_APPLICATION_CREDENTIALS"]
    return texts


def _text(value: object) -> str:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)


def report(hello: Times, functions: Mapping[str, Times]) -> None:
    """Print the table: medians, and how many times FastAPI's hello they are."""
    base = statistics.median(hello.health)
    print(f"FastAPI hello: start to first 200 {base * 1000:.0f} ms, median of {len(hello.health)}")
    print(f"\n{'function':14}{'health':>9}{'×':>7}{'goal':>8}{'request':>11}{'×':>7}{'goal':>8}")
    for name, times in functions.items():
        health, request = statistics.median(times.health), statistics.median(times.request)
        goal = REQUEST_GOALS.get(name)
        print(
            f"{name:14}{health * 1000:6.0f} ms{health / base:7.2f}{f'≤ {HEALTH_GOAL}':>8}"
            f"{request * 1000:8.0f} ms{request / base:7.2f}{f'≤ {goal}' if goal else '':>8}"
            f"{'' if max(times.statuses) < 300 else f'   ANSWERED {sorted(times.statuses)}'}"
        )


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", nargs="*", help="functions; default: all")
    options = parser.parse_args()
    names = options.only or [service.name for service in wiring.SERVICES]
    hello, floor, functions = Times(), Times(), {name: Times() for name in names}
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        house = open_house(Path(folder), stack)
        environment = environment_of(house.chosen)
        house.prepare()
        for _ in range(options.rounds):
            measure(hello, [sys.executable, "-c", HELLO], None)
            bare = [sys.executable, "-c", FLOOR]
            measure(floor, bare, Ask("GET", "/", {}), **environment)
            for name, times in functions.items():
                source = f"functions/{name}/main.py"
                target = {"FUNCTION_TARGET": name, "FUNCTION_SOURCE": source}
                command = [sys.executable, "-m", "infra.serve"]
                measure(times, command, house.ask(name), **environment, **target)
    report(hello, {"(one read)": floor, **functions})
    return 0


def open_house(folder: Path, stack: ExitStack) -> House:
    """Open the stores on the emulators and load all functions over them."""
    from infra.google.pubsub_publisher import open_client

    keys = stack.enter_context(KeysPeer())
    key = SecretStr("0" * 32)
    chosen = stack.enter_context(cloud.configured(folder, keys, unsubscribe_key=key))
    broker = open_client(chosen.pubsub_emulator_host)
    cloud.make_topics(broker, chosen.google_cloud_project)
    broker.transport.close()
    ports = bootstrap.Ports(chosen)
    stack.callback(ports.close)
    stack.enter_context(bootstrap.use(ports))
    client = TestClient(gateway.build(gateway.load_functions()))
    audio = EspeakVoice().speak(TEXT, format=AudioFormat.WEBM).audio
    return House(chosen, keys, ports, client, audio)


if __name__ == "__main__":
    sys.exit(main())
