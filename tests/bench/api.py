"""`make bench-api`: the API on one worker, beside a minimal FastAPI endpoint with the same work.

Ours is the function as deployed (`infra.serve`); the other is uvicorn with one FastAPI route that
signs in, draws from the rate limits, calls the same use case over the same store and returns the
same model. Both run at once, and take turns under load. Nothing here passes or fails: it prints.
"""

import argparse
import asyncio
import itertools
import json
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from infra import bootstrap
from infra.settings import Settings
from shared.application.analyse_turn import analyse_turn
from shared.domain.error_types import Level
from shared.domain.feedback import Feedback
from shared.domain.recording import AUDIO, FEEDBACK, TRANSCRIPT, Recording, State
from shared.domain.transcript import Transcript
from shared.ports.system import Principal, Role
from tests.bench.api_server import FIRST_TOKEN_SECONDS, Server
from tests.bench.pipeline import show

LEARNERS = 1_500
AT_ONCE = 16
# Short and many: whatever else this machine does then meets both alike.
ROUNDS = 24
ROUND_SECONDS = 0.7
STREAMS = 200
SAID = "Hier, j'ai allé au marché avec mes amis et nous avons acheté beaucoup des fruits."
NEW = {"filename": "lundi.webm", "content_type": "audio/webm", "size": 48_213, "level": "B1"}


@dataclass(frozen=True)
class Load:
    """Requests of many learners, as they go over the wire."""

    function: str
    title: str
    requests: Sequence[bytes]


@dataclass(frozen=True)
class Taken:
    """What one round took."""

    rate: float
    median: float
    p99: float


def fill(folder: Path) -> list[tuple[str, str]]:
    """Make a finished recording for each learner; gives their tokens and recordings."""
    ports = bootstrap.Ports(Settings(data_dir=folder, tutor="rules", detector_llm="off"))  # type: ignore[call-arg]
    turn = analyse_turn(
        SAID,
        learner_id="x",
        level=Level.B1,
        words=(),
        spoken=True,
        engine=ports.engine,
        learners=ports.learners,
    )
    feedback = Feedback(
        turn.analysis, turn.choice.raised, turn.choice.move, turn.choice.trace, "Très bien.", {}
    )
    now = ports.clock.now()
    made = []
    for number in range(LEARNERS):
        learner = f"learner{number}"
        recording = Recording(
            f"rec{number}", learner, "a.webm", "audio/webm", 5, now, now, generation="g"
        )
        names = {kind: recording.result(f"{kind}.json") for kind in (TRANSCRIPT, FEEDBACK)}
        ports.artefacts.write(names[TRANSCRIPT], Transcript(SAID, (), "fixed"))
        ports.artefacts.write(names[FEEDBACK], feedback)
        recording.artefacts.update({**names, AUDIO: recording.result("audio.flac")})
        recording.reached.update({State.UPLOADED: now, State.ANSWERED: now})
        ports.recordings.create(recording)
        found = ports.recordings.get(recording.id)
        assert found is not None
        token = ports.dev_identity.issue(Principal(learner, Role.LEARNER))
        made.append((token, recording.id))
    ports.close()
    return made


def request(method: str, path: str, token: str, body: object = None, **headers: str) -> bytes:
    """Write one request."""
    data = b"" if body is None else json.dumps(body).encode()
    lines = [f"{method} {path} HTTP/1.1", "Host: x", f"Authorization: Bearer {token}"]
    if data:
        lines += ["Content-Type: application/json", f"Content-Length: {len(data)}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + data


def loads(people: Sequence[tuple[str, str]]) -> list[Load]:
    """The three routes."""
    said = {"message": SAID}
    return [
        Load("chat", "POST /api/chat", [request("POST", "/api/chat", t, said) for t, _ in people]),
        Load(
            "recordings",
            "GET /api/recordings/{id}",
            [request("GET", f"/api/recordings/{r}", t) for t, r in people],
        ),
        Load(
            "upload",
            "POST /api/recordings",
            [request("POST", "/api/recordings", t, NEW) for t, _ in people],
        ),
    ]


async def fire(port: int, requests: "itertools.cycle[bytes]", *, seconds: float) -> Taken:
    """Keep `AT_ONCE` requests on their way for a while."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    async def worker() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while (sent := time.perf_counter()) < end:
            writer.write(next(requests))
            head = await reader.readuntil(b"\r\n\r\n")
            status = int(head[9:12])
            assert status in {200, 201}, head
            lower = head.lower()
            start = lower.index(b"content-length: ") + 16
            await reader.readexactly(int(lower[start : lower.index(b"\r\n", start)]))
            times.append(time.perf_counter() - sent)
        writer.close()

    await asyncio.gather(*(worker() for _ in range(AT_ONCE)))
    ordered = sorted(times)
    return Taken(
        len(times) / seconds, statistics.median(ordered), ordered[int(len(ordered) * 0.99)]
    )


def compare(folder: Path, load: Load) -> None:
    """Let both take turns, each first as often as the other, and print the medians."""
    with Server.ours(folder, load.function) as ours, Server.fastapi(folder, load.function) as other:
        requests = itertools.cycle(load.requests)
        taken: dict[Server, list[Taken]] = {ours: [], other: []}
        for each in (ours, other):
            asyncio.run(fire(each.port, requests, seconds=1.5))
        before = {each: each.cpu_seconds() for each in taken}
        for number in range(ROUNDS):
            for each in (ours, other) if number % 2 else (other, ours):
                taken[each].append(asyncio.run(fire(each.port, requests, seconds=ROUND_SECONDS)))
        spent = {each: each.cpu_seconds() - before[each] for each in taken}
    show(f"{load.title}, {AT_ONCE} at once", "")
    cpu = {}
    for each in (ours, other):
        rate, median, p99 = (
            statistics.median(getattr(t, name) for t in taken[each])
            for name in ("rate", "median", "p99")
        )
        answered = sum(t.rate for t in taken[each]) * ROUND_SECONDS
        cpu[each] = spent[each] / answered
        figures = f"{rate:.0f} /s, {median * 1e3:.1f} ms, {p99 * 1e3:.1f} ms"
        print(f"  {each.name:<20} {figures:>32}, CPU {cpu[each] * 1e3:.2f} ms", flush=True)
    pairs = list(zip(taken[ours], taken[other], strict=True))
    show("  requests/s", f"{statistics.median(a.rate / b.rate for a, b in pairs):.2f} ×", "≥ 1.0 ×")
    show("  CPU a request", f"{cpu[ours] / cpu[other]:.2f} ×")
    show("  p99", f"{statistics.median(a.p99 / b.p99 for a, b in pairs):.2f} ×", "≤ 1.2 ×")


async def first_token(port: int, sent: bytes) -> tuple[float, float]:
    """Ask for a stream; gives the seconds to its first piece, and to its end."""
    begun = time.perf_counter()
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(sent)
    received = await reader.readuntil(b"\r\n\r\n")
    assert b" 200 " in received[:16], received
    received = await reader.readuntil(b'"content"')
    first = time.perf_counter() - begun
    rest = await reader.read()
    assert b"[DONE]" in rest
    writer.close()
    return first, time.perf_counter() - begun


def streams(folder: Path, people: Sequence[tuple[str, str]]) -> None:
    """Time to the first token of one stream, and two hundred of them at once."""
    said = {"message": SAID, "stream": True}
    asked = itertools.cycle(
        request("POST", "/api/chat", token, said, Connection="close") for token, _ in people
    )
    with Server.paced(folder) as server:
        firsts = []
        for _ in range(43):
            first, _ = asyncio.run(first_token(server.port, next(asked)))
            firsts.append((first - FIRST_TOKEN_SECONDS) * 1e3)
        firsts = sorted(firsts[3:])
        show(
            "first SSE token beyond the tutor's own, p50",
            f"{statistics.median(firsts):.1f} ms",
            "≤ 15 ms",
        )
        show("  p95", f"{firsts[-2]:.1f} ms")
        process = psutil.Process(server.process.pid)

        async def wave() -> tuple[float, float]:
            peak = 0.0

            async def watch() -> None:
                nonlocal peak
                while True:
                    peak = max(peak, process.memory_info().rss / 1e6)
                    await asyncio.sleep(0.05)

            watching = asyncio.create_task(watch())
            done = await asyncio.gather(
                *(first_token(server.port, next(asked)) for _ in range(STREAMS))
            )
            watching.cancel()
            return peak, max(whole for _, whole in done)

        show("  memory before", f"{process.memory_info().rss / 1e6:.0f} MB")
        for number in range(1, 7):
            peak, longest = asyncio.run(wave())
            show(
                f"{STREAMS} streams at once, wave {number}: peak memory, last one whole",
                f"{peak:.0f} MB, {longest:.1f} s",
                "flat" if number > 1 else "",
            )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="The API on one worker, beside FastAPI.")
    parser.add_argument("--only", choices=["chat", "recordings", "upload", "streams"])
    only = parser.parse_args().only
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        people = fill(folder)
        for load in loads(people):
            if only in {None, load.function}:
                compare(folder, load)
        if only in {None, "streams"}:
            streams(folder, people)


if __name__ == "__main__":
    main()
