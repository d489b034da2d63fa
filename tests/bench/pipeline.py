"""`make bench-pipeline`: how fast, how small and how flat the main job is on this machine.

Every figure comes with its goal. Nothing here passes or fails: it prints.
"""

import argparse
import statistics
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import psutil

from infra.local.demo_texts import TALKS
from infra.local.sqlite_learners import SqliteLearners
from infra.local.sqlite_recordings import SqliteRecordings
from infra.local.store_schema import open_store
from infra.speech.espeak_voice import EspeakVoice
from shared.domain.error_types import ErrorType
from shared.domain.memory import Learned, Observation, Quote
from shared.domain.recording import Recording, State
from shared.ports.voice import AudioFormat
from tests.bench import conversion
from tests.chain.embedded import Learner, Stack

TURNS = 15
BURST = 40
AT_ONCE = 8


def show(what: str, figure: str, goal: str = "") -> None:
    """Print one line of the table."""
    print(f"{what:<58} {figure:>16}   {f'goal {goal}' if goal else ''}".rstrip(), flush=True)


def thirty_seconds() -> tuple[bytes, str]:
    """Half a minute of speech as a browser would send it, and its words."""
    voice, text = EspeakVoice(), " ".join(talk.text for talk in TALKS)
    seconds = voice.speak(text).seconds
    words = text.split()
    text = " ".join(words[: round(len(words) * 30 / seconds)]) + "."
    speech = voice.speak(text, format=AudioFormat.WEBM)
    print(f"A WebM/Opus of {speech.seconds:.1f} s, {len(speech.audio):,} bytes, with transcript\n")
    return speech.audio, text


def start_up(folder: Path) -> None:
    """From the start of the process to the first 200, installed and compiled."""
    seconds = []
    for number in range(5):
        stack = Stack(folder / f"start{number}")
        seconds.append(stack.start())
        stack.stop()
    show("stack start to first 200, median of 5", f"{statistics.median(seconds):.2f} s", "≤ 3 s")


def one_turn(learner: Learner, audio: bytes, text: str) -> None:
    """From the last byte uploaded to the spoken reply, and what each stage took."""
    waits, stages = [], dict[str, list[float]]()
    for _ in range(TURNS):
        created = learner.create(audio, transcript=text)
        assert learner.upload(created, audio) == 201
        sent = time.time()
        view = learner.wait(created["id"])
        assert view["state"] == "answered", view["failure"]
        reached = {s: datetime.fromisoformat(t).timestamp() for s, t in view["reached"].items()}
        waits.append(reached["answered"] - sent)
        times = sorted((at, state) for state, at in reached.items())
        for (earlier, _), (later, state) in pairwise(times):
            stages.setdefault(state, []).append(later - earlier)
    show(
        f"last byte uploaded to reply.ready, median of {TURNS}",
        f"{statistics.median(waits):.2f} s",
        "≤ 1.0 s",
    )
    show("  slowest", f"{max(waits):.2f} s")
    for state, seconds in stages.items():
        show(f"  {state}", f"{statistics.median(seconds) * 1000:.0f} ms")


def throughput(learner: Learner, audio: bytes, text: str) -> None:
    """Recordings per second through the whole chain, eight at once."""
    begun = time.monotonic()

    def one(_: int) -> str:
        return str(learner.wait(learner.send(audio, transcript=text))["state"])

    with ThreadPoolExecutor(AT_ONCE) as pool:
        states = list(pool.map(one, range(BURST)))
    assert set(states) == {"answered"}
    rate = BURST / (time.monotonic() - begun)
    show(f"whole chain, {AT_ONCE} at once, {BURST} recordings of 30 s", f"{rate:.1f} /s")


def history() -> None:
    """A turn's reads and writes with few and with many earlier recordings."""
    costs = {earlier: _turn_cost(earlier) for earlier in (10, 10_000)}
    for earlier, (documents, micros) in costs.items():
        show(
            f"store work of a turn after {earlier:,} recordings",
            f"{documents} docs, {micros:.0f} µs",
            "the same" if earlier > 10 else "",
        )


def _turn_cost(earlier: int) -> tuple[int, float]:
    with tempfile.TemporaryDirectory() as folder:
        database = open_store(Path(folder) / "store.db")
        recordings, learners = SqliteRecordings(database), SqliteLearners(database)
        now = datetime(2026, 1, 1, tzinfo=UTC)
        for number in range(earlier):
            _turn(recordings, learners, number, now)
        times = []
        for number in range(earlier, earlier + 30):
            begun = time.perf_counter()
            documents = _turn(recordings, learners, number, now)
            times.append(time.perf_counter() - begun)
        database.close()
        return documents, statistics.median(times) * 1e6


def _turn(
    recordings: SqliteRecordings, learners: SqliteLearners, number: int, now: datetime
) -> int:
    """Store one recording's way with two errors; gives the documents read and written."""
    at = now + timedelta(minutes=number)
    new = Recording(f"{number:010}", "emma", "a.webm", "audio/webm", 5, at, at)
    patterns = [f"auxiliary:{number % 40}", "noun_gender:table"]
    recordings.create(new)
    stored = recordings.get(new.id)
    assert stored is not None
    learners.entries("emma", patterns)
    observations = tuple(
        Observation(p, ErrorType.AUXILIARY, Quote("said", "better", at)) for p in patterns
    )
    learned = Learned("emma", new.id, new.id, at, observations, {ErrorType.AUXILIARY: 3})
    recordings.save(replace(stored, state=State.ANSWERED), learned=learned)
    return 1 + 1 + len(patterns) + 1 + len(patterns)


def memory_of(stack: Stack) -> None:
    """What the stack holds after the work."""
    assert stack.process is not None
    rss = psutil.Process(stack.process.pid).memory_info().rss / 1e6
    show("memory of the stack after the work", f"{rss:.0f} MB")


def main(arguments: list[str] | None = None) -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Time, memory and throughput of the chain.")
    parser.add_argument("--minutes", type=int, default=60, help="length of the long conversion")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        audio, text = thirty_seconds()
        start_up(folder)
        # More than one learner may send: it is the chain that is measured.
        stack = Stack(
            folder / "stack",
            RATE_LIMITS="upload=10000:10000",
            MAX_LEARNER_AUDIO_SECONDS_PER_DAY=str(10**8),
            MAX_TOTAL_AUDIO_SECONDS_PER_DAY=str(10**8),
        )
        stack.start()
        with Learner(stack.url) as learner:
            learner.wait(learner.send(audio, transcript=text))  # warm
            one_turn(learner, audio, text)
            throughput(learner, audio, text)
        memory_of(stack)
        stack.stop()
    history()
    print()
    print(conversion.report(conversion.compare(chosen.minutes, repeats=1)))


if __name__ == "__main__":
    main()
