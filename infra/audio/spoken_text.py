"""A text of any length through a speech engine that takes it piece by piece."""

import math
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from infra.audio.sentences import Size, split_text
from infra.audio.speech_encoder import Samples, SpeechEncoder
from shared.domain.errors import Code, Refused
from shared.ports.voice import AudioFormat

SLOWEST, FASTEST = 0.5, 2.0
# Between pieces, in seconds at normal speed; inside a piece the engine makes its own pauses.
_SENTENCE_PAUSE = 0.3
_CLAUSE_PAUSE = 0.1
_SPOKEN = frozenset("LNS")  # letters, numbers, symbols: the first letter of Unicode's categories


@dataclass(frozen=True, slots=True)
class Spoken:
    """An encoded text and its length."""

    audio: bytes
    seconds: float


def check_speed(speed: float) -> None:
    """Refuse a speed that the port does not allow.

    Raises:
        Refused: `invalid_request`.
    """
    if not (math.isfinite(speed) and SLOWEST <= speed <= FASTEST):
        raise Refused(Code.INVALID_REQUEST, f"speed: between {SLOWEST} and {FASTEST}")


def speak_text(
    text: str,
    say: Callable[[str], Samples],
    *,
    format: AudioFormat,
    speed: float,
    limit: int,
    size: Size = len,
) -> Spoken:
    """Say a text piece by piece, in order, and encode what comes as one file.

    Args:
        text: plain text; half a character, as a broken client may send it, becomes "?".
        say: speaks one piece, at the speed already.
        speed: checked; it shortens the pauses between pieces.
        limit: longest piece, in what `size` counts.

    Raises:
        Refused: `invalid_request`, nothing in it can be spoken.
    """
    encoder: SpeechEncoder | None = None
    pause = 0.0
    for piece in split_text(text.encode("utf-8", "replace").decode(), limit, size):
        if not any(unicodedata.category(sign)[0] in _SPOKEN for sign in piece.text):
            continue  # an engine that is paid for is not asked to say a full stop
        said = say(piece.text)
        if not said.pcm.strip(b"\0"):
            continue
        encoder = encoder or SpeechEncoder(format, said.rate)
        encoder.write_silence(pause)
        encoder.write(said.pcm)
        pause = (_SENTENCE_PAUSE if piece.ends_sentence else _CLAUSE_PAUSE) / speed
    if encoder is None:
        raise Refused(Code.INVALID_REQUEST, "text: nothing in it can be spoken")
    audio = encoder.finish()
    return Spoken(audio, encoder.seconds)
