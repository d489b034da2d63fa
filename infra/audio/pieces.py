"""Long recordings for recognizers that take short ones: cut at pauses, heard piece by piece."""

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import replace
from itertools import islice, pairwise
from pathlib import Path

from infra.audio.flac_reader import RATE, flac_seconds, read_samples
from infra.audio.heard import Heard, joined
from infra.fallback import close, warm
from infra.media.flac_writer import FlacWriter
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Interval, Transcript
from shared.ports.audio import Scratch, SpeechActivity
from shared.ports.transcriber import Hint, Transcriber

# Cuts fall on multiples of it, so that a piece is whole blocks of samples.
_STEP_SECONDS = 0.1
_SLACK = 1e-6  # a tenth is no round number to a computer
_BLOCK_SAMPLES = int(RATE * _STEP_SECONDS)
# One after the other, 90 minutes a minute at a time would outlast the call they are heard in.
_AT_ONCE = 4


class PiecewiseTranscriber(Transcriber):
    """Hands a recognizer pieces that it can take, cut in the middle of pauses.

    What needs no cutting goes through as it is. A few pieces are heard at once, and those without
    speech not at all.

    Args:
        inner: who hears the pieces.
        longest: of a piece, in seconds.
        activity: tells speech from silence, where the hint does not.
        scratch: where a few pieces at a time lie meanwhile.
    """

    def __init__(
        self, inner: Transcriber, *, longest: float, activity: SpeechActivity, scratch: Scratch
    ) -> None:
        self.name = inner.name
        self.inner = inner
        self._longest = longest
        self._activity = activity
        self._scratch = scratch

    def warm(self) -> None:
        """Prepare who hears the pieces."""
        warm(self.inner)

    def close(self) -> None:
        """Close what that one opened."""
        close(self.inner)

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Transcribe piece by piece; times are those of the whole recording.

        Raises:
            Permanent: `no_speech`, and what the recognizer raises.
            Transient: what the recognizer raises; nothing is kept of the pieces before.
        """
        seconds = flac_seconds(audio)
        if seconds <= self._longest:
            return self.inner.transcribe(audio, hint, progress=progress)
        speech = tuple(hint.speech) or self._activity.speech(audio)
        heard: list[Transcript] = []
        spans = pairwise((0.0, *cuts(speech, seconds, self._longest)))
        samples = read_samples(audio, 2 * _BLOCK_SAMPLES)
        with self._scratch() as folder, ThreadPoolExecutor(_AT_ONCE) as pool:
            while some := [Interval(*span) for span in islice(spans, _AT_ONCE)]:
                asked = []
                for span in some:
                    path = folder / f"{span.start}.flac"
                    _write(islice(samples, _blocks(span)), path)
                    if inside := _within(speech, span):
                        own = replace(hint, speech=inside, stored="")
                        # Deadline and log context are this thread's; each piece takes them along.
                        asked.append(
                            pool.submit(copy_context().run, self._hear, path, own, span.start)
                        )
                heard += [one for future in asked if (one := future.result())]
                for path in folder.iterdir():
                    path.unlink()
                progress(min(0.99, some[-1].end / seconds))
        if not heard:
            raise Permanent(Code.NO_SPEECH)
        progress(1.0)
        whole = joined([Heard(one.text, one.words, one.alternatives) for one in heard])
        return replace(
            heard[0],
            text=whole.text,
            words=whole.words,
            alternatives=whole.alternatives,
            speech=speech,
            seconds=round(seconds, 3),
        )

    def _hear(self, piece: Path, hint: Hint, start: float) -> Transcript | None:
        try:
            return _moved(self.inner.transcribe(piece, hint), start)
        except Permanent as error:
            # A cough may pass for speech; the other pieces are heard all the same.
            if error.code is not Code.NO_SPEECH:
                raise
            return None


def cuts(speech: Sequence[Interval], seconds: float, longest: float) -> list[float]:
    """Choose where pieces end: in the last pause that a piece reaches, or else where it must.

    Returns:
        The ends in order, the last at or behind `seconds`; multiples of a tenth of a second.
    """
    pauses = [(a.end + b.start) / 2 for a, b in pairwise(speech)]
    ends: list[float] = []
    start = 0.0
    while seconds - start > longest:
        reached = [pause for pause in pauses if start + longest / 2 < pause <= start + longest]
        start = _on_grid(reached[-1] if reached else start + longest)
        ends.append(start)
    return [*ends, seconds]


def _on_grid(seconds: float) -> float:
    return round(math.floor(seconds / _STEP_SECONDS + _SLACK) * _STEP_SECONDS, 3)


def _blocks(span: Interval) -> int:
    return math.ceil(span.seconds / _STEP_SECONDS - _SLACK)


def _within(speech: Sequence[Interval], span: Interval) -> tuple[Interval, ...]:
    """The speech inside a span, in seconds from its beginning."""
    return tuple(
        Interval(max(one.start, span.start) - span.start, min(one.end, span.end) - span.start)
        for one in speech
        if one.start < span.end and one.end > span.start
    )


def _moved(heard: Transcript, seconds: float) -> Transcript:
    words = tuple(
        word
        if word.start is None or word.end is None
        else replace(word, start=round(word.start + seconds, 3), end=round(word.end + seconds, 3))
        for word in heard.words
    )
    return replace(heard, words=words)


def _write(blocks: Iterable[bytes], path: Path) -> None:
    import av

    with path.open("wb") as sink, FlacWriter(sink) as flac:
        for block in blocks:
            frame = av.AudioFrame("s16", "mono", len(block) // 2)
            frame.planes[0].update(block)
            frame.sample_rate = RATE
            flac.write(frame)
        flac.finish()
