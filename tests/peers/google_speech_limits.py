"""What Speech-to-Text v2 refuses, and how it writes words, for `google_speech_peer`.

Limits: https://cloud.google.com/speech-to-text/docs/quotas and the comments of the message types.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager

import grpc
from google.cloud.speech_v2 import types as speech
from google.protobuf.duration_pb2 import Duration

Code = grpc.StatusCode
FLAC = speech.ExplicitDecodingConfig.AudioEncoding.FLAC
# What the regional endpoints list for French (the documentation's table of languages).
MODELS = frozenset({"long", "short", "chirp_2", "chirp_3"})


class Fault(Exception):
    """A call that is answered by a status; `delay` is a RetryInfo."""

    def __init__(self, code: Code, message: str = "no", delay: float | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.delay = code, message, delay


def check_recognizer(name: str) -> None:
    """Refuse what is no full name of a recognizer."""
    parts = name.split("/")
    if len(parts) != 6 or parts[0::2] != ["projects", "locations", "recognizers"]:
        raise Fault(Code.INVALID_ARGUMENT, "Invalid resource field value in the request.")


def check_config(config: speech.RecognitionConfig) -> None:
    """Limits of a configuration, and of what adapts it."""
    if config.model not in MODELS:
        raise Fault(Code.INVALID_ARGUMENT, f'The model "{config.model}" does not exist.')
    if list(config.language_codes) != ["fr-FR"]:
        raise Fault(Code.INVALID_ARGUMENT, "this peer hears French")
    if not 0 <= config.features.max_alternatives <= 30:
        raise Fault(Code.INVALID_ARGUMENT, "max_alternatives: 0 to 30")
    sets = [one.inline_phrase_set for one in config.adaptation.phrase_sets]
    phrases = [phrase.value for one in sets for phrase in one.phrases]
    if (
        any(len(one.phrases) > 1_200 or not 0 <= one.boost <= 20 for one in sets)
        or any(not 0 < len(phrase) <= 100 for phrase in phrases)
        or len(phrases) > 5_000
        or sum(map(len, phrases)) > 100_000
    ):
        raise Fault(Code.INVALID_ARGUMENT, "Speech adaptation is beyond its limits.")


def decoded_seconds(config: speech.RecognitionConfig, content: bytes) -> float:
    """Decode the audio as it is declared; it must be that."""
    import av

    wanted = config.explicit_decoding_config
    with _bad_encoding(), av.open(io.BytesIO(content), "r", format="flac") as container:
        context = container.streams.audio[0].codec_context
        if (
            wanted.encoding != FLAC
            or context.codec.name != "flac"
            or context.sample_rate != wanted.sample_rate_hertz
            or context.channels != wanted.audio_channel_count
        ):
            raise Fault(Code.INVALID_ARGUMENT, "bad encoding: the audio is not what it says.")
        return sum(frame.samples for frame in container.decode(audio=0)) / context.sample_rate
    raise AssertionError("unreachable")


@contextmanager
def _bad_encoding() -> Iterator[None]:
    import av

    try:
        yield
    except av.FFmpegError:
        raise Fault(Code.INVALID_ARGUMENT, "Audio data does not appear to be FLAC.") from None


def spoken_words(
    text: str,
    start: float,
    seconds: float,
    features: speech.RecognitionFeatures,
    confidence: float,
) -> list[speech.WordInfo]:
    """Words with what was asked for, one as long as the other."""
    if not (features.enable_word_time_offsets or features.enable_word_confidence):
        return []
    words = text.split()
    each = seconds / max(1, len(words))
    return [
        speech.WordInfo(
            word=word,
            start_offset=duration(start + i * each) if features.enable_word_time_offsets else None,
            end_offset=duration(start + (i + 1) * each)
            if features.enable_word_time_offsets
            else None,
            confidence=confidence if features.enable_word_confidence else 0,
        )
        for i, word in enumerate(words)
    ]


def duration(seconds: float) -> Duration:
    """Seconds as a message."""
    duration = Duration()
    duration.FromNanoseconds(int(seconds * 1e9))
    return duration
