"""Speech to text by Cloud Speech-to-Text v2.

Up to a minute is answered at once; more is transcribed where it lies, in Cloud Storage, as an
operation that is asked for its end (https://cloud.google.com/speech-to-text/docs/quotas).
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from infra.audio.flac_reader import RATE, flac_seconds
from infra.audio.heard import Heard, HeardWord, joined, placed
from infra.google.calls import CHANNEL_OPTIONS, Engine
from infra.google.failures import of_status, translated
from infra.resilience import Resilience, deadline
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.transcript import Timing, Transcript
from shared.ports.audio import SpeechActivity
from shared.ports.transcriber import Hint, Transcriber

if TYPE_CHECKING:
    from google.cloud.speech_v2 import SpeechClient
    from google.cloud.speech_v2.types import (
        BatchRecognizeRequest,
        RecognitionConfig,
        SpeechAdaptation,
        SpeechRecognitionResult,
        WordInfo,
    )
    from google.longrunning.operations_pb2 import Operation

LANGUAGE = "fr-FR"
MAX_SECONDS = 60.0
MAX_BYTES = 10_000_000
ALTERNATIVES = 5

# Limits of adaptation, from the page above; characters are a request's.
MAX_PHRASES = 1_200
MAX_PHRASE_CHARACTERS = 100
MAX_CHARACTERS = 100_000
BOOST = 4.0
"""Of 20. Enough to keep a learner's form from being mended, and little enough not to hear it where
it was not said; a choice, not yet a measurement."""

_ADAPTED = "+phrases"
"""Part of the engine's name: adapted, a model mends less, and no rate is compared across that."""

# Between two questions after an operation: quick for what is nearly a minute, patient for an hour.
_FIRST_POLL_SECONDS, _LAST_POLL_SECONDS = 1.0, 10.0


class GoogleTranscriber(Transcriber):
    """Transcriber over one model of Speech-to-Text.

    An operation that is not done when time is up goes on at Google; who asks this process again
    for the same recording takes it up, and does not pay twice.

    Args:
        connect: builds the client (`open_client`).
        project, location: whose recognizer, and where; audio stays in a location such as `eu`.
        model: such as `long` or `chirp_2`.
        activity: tells speech from silence, where the hint does not; silence is not sent.
        bucket: of Cloud Storage that holds the recordings; without one, a minute is the most.
        batch_seconds: longest wait for an operation.
        resilience, sleep: retry, and waiting.
    """

    def __init__(
        self,
        connect: "Callable[[], SpeechClient]",
        *,
        project: str,
        location: str,
        model: str,
        activity: SpeechActivity,
        bucket: str = "",
        batch_seconds: float = 480.0,
        resilience: Resilience | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.name = f"google:{model}"
        self._engine = Engine("google speech", connect, resilience)
        self._recognizer = f"projects/{project}/locations/{location}/recognizers/_"
        self._location = location
        self._model = model
        self._activity = activity
        self._bucket = bucket
        self._batch_seconds = batch_seconds
        self._sleep = sleep
        self._operations: dict[str, str] = {}

    def warm(self) -> None:
        """Build the client; calls nobody."""
        with translated(self._engine.provider):
            self._engine.client()

    def close(self) -> None:
        """Close its connections."""
        self._engine.close()

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Transcribe French, with times, other readings and, where it is one, confidence.

        `hint.phrases` adapt the model, so that a learner's forms are not mended.

        Raises:
            Permanent: `no_speech`; `audio_too_long`, more than a minute that is not in the bucket;
                `provider_refused`.
            Transient: `provider_unavailable`, also where an operation is not done in time.
        """
        seconds = flac_seconds(audio)
        speech = tuple(hint.speech) or self._activity.speech(audio)
        if not speech:
            raise Permanent(Code.NO_SPEECH)
        if seconds <= MAX_SECONDS and audio.stat().st_size <= MAX_BYTES:
            results = self._recognize(audio.read_bytes(), hint.phrases)
        elif self._bucket and hint.stored:
            results = self._batch(f"gs://{self._bucket}/{hint.stored}", hint.phrases, progress)
        else:
            raise Permanent(Code.AUDIO_TOO_LONG, f"at most {MAX_SECONDS:g} seconds at once")
        whole = joined(list(self._parts(results, seconds)))
        if not whole.words:
            raise Permanent(Code.NO_SPEECH)
        progress(1.0)
        timed = all(word.start is not None for word in whole.words)
        return Transcript(
            text=whole.text,
            words=whole.words,
            engine=f"{self.name}@{self._location}{_ADAPTED if hint.phrases else ''}",
            timing=Timing.RECOGNIZED if timed else Timing.NONE,
            language="fr",
            alternatives=whole.alternatives,
            speech=speech,
            seconds=round(seconds, 3),
        )

    def _recognize(
        self, content: bytes, phrases: Sequence[str]
    ) -> "Sequence[SpeechRecognitionResult]":
        def work(client: "SpeechClient", timeout: float) -> "Sequence[SpeechRecognitionResult]":
            from google.cloud.speech_v2.types import RecognizeRequest

            request = RecognizeRequest(
                recognizer=self._recognizer, config=self._config(phrases), content=content
            )
            return list(client.recognize(request, retry=None, timeout=timeout).results)

        return self._engine.call(work)

    def _batch(
        self, uri: str, phrases: Sequence[str], progress: Callable[[float], None]
    ) -> "Sequence[SpeechRecognitionResult]":
        with deadline(self._batch_seconds) as end:
            name = self._operations.get(uri) or self._engine.call(
                lambda client, timeout: (
                    client.batch_recognize(
                        self._batch_request(uri, phrases), retry=None, timeout=timeout
                    ).operation.name
                )
            )
            self._operations[uri] = name
            wait = _FIRST_POLL_SECONDS
            while not (operation := self._ask(name)).done:
                progress(_share(operation))
                if end.left() <= wait:
                    detail = f"{self._engine.provider}: not done in time"
                    raise Transient(Code.PROVIDER_UNAVAILABLE, detail, retry_after=wait)
                self._sleep(wait)
                wait = min(1.5 * wait, _LAST_POLL_SECONDS)
        self._operations.pop(uri, None)
        return self._results(operation, uri)

    def _ask(self, name: str) -> "Operation":
        return self._engine.call(
            lambda client, timeout: client.get_operation(
                {"name": name}, retry=None, timeout=timeout
            )
        )

    def _results(self, operation: "Operation", uri: str) -> "Sequence[SpeechRecognitionResult]":
        from google.cloud.speech_v2.types import BatchRecognizeResponse

        if operation.error.code:
            raise of_status(self._engine.provider, operation.error.code)
        response: BatchRecognizeResponse = BatchRecognizeResponse.deserialize(
            operation.response.value
        )
        result = response.results.get(uri)
        if result is None:
            raise Permanent(Code.PROVIDER_REFUSED, f"{self._engine.provider}: no result for it")
        if result.error.code:
            raise of_status(self._engine.provider, result.error.code)
        return list(result.inline_result.transcript.results)

    def _batch_request(self, uri: str, phrases: Sequence[str]) -> "BatchRecognizeRequest":
        from google.cloud.speech_v2 import types

        return types.BatchRecognizeRequest(
            recognizer=self._recognizer,
            config=self._config(phrases),
            files=[types.BatchRecognizeFileMetadata(uri=uri)],
            recognition_output_config=types.RecognitionOutputConfig(
                inline_response_config=types.InlineOutputConfig()
            ),
        )

    def _config(self, phrases: Sequence[str]) -> "RecognitionConfig":
        from google.cloud.speech_v2 import types

        return types.RecognitionConfig(
            explicit_decoding_config=types.ExplicitDecodingConfig(
                encoding=types.ExplicitDecodingConfig.AudioEncoding.FLAC,
                sample_rate_hertz=RATE,
                audio_channel_count=1,
            ),
            model=self._model,
            language_codes=[LANGUAGE],
            features=types.RecognitionFeatures(
                enable_word_time_offsets=True,
                enable_word_confidence=self._knows_confidence,
                enable_automatic_punctuation=True,  # sentences are what the analysis works on
                max_alternatives=ALTERNATIVES,
            ),
            adaptation=_adaptation(phrases),
        )

    @property
    def _knows_confidence(self) -> bool:
        # Chirp sends a number that is no confidence
        # (https://cloud.google.com/speech-to-text/docs/models/chirp-2).
        return not self._model.startswith("chirp")

    def _parts(
        self, results: "Iterable[SpeechRecognitionResult]", seconds: float
    ) -> Iterator[Heard]:
        latest = 0.0
        for result in results:
            if not result.alternatives:
                continue
            best, *others = result.alternatives
            text = best.transcript.strip()
            words = placed(text, map(self._word, best.words), seconds=seconds, after=latest)
            latest = max((word.start for word in words if word.start is not None), default=latest)
            yield Heard(text, words, tuple(other.transcript.strip() for other in others))

    def _word(self, word: "WordInfo") -> HeardWord:
        # Without an end it has no times at all: the very first word may start at 0.
        ends = word.end_offset.total_seconds()
        confidence = min(1.0, max(0.0, word.confidence)) if self._knows_confidence else 0.0
        return HeardWord(
            word.word,
            word.start_offset.total_seconds() if ends else None,
            ends or None,
            round(confidence, 4) or None,  # 0 means that there is none
        )


def open_client(location: str) -> "SpeechClient":
    """Build the client of a location, with the process's own credentials."""
    from google.cloud.speech_v2 import SpeechClient
    from google.cloud.speech_v2.services.speech.transports import SpeechGrpcTransport

    from infra.google.own_credentials import own_credentials

    host = "speech.googleapis.com" if location == "global" else f"{location}-speech.googleapis.com"
    channel = SpeechGrpcTransport.create_channel(
        host, credentials=own_credentials(), options=CHANNEL_OPTIONS
    )
    return SpeechClient(transport=SpeechGrpcTransport(host=host, channel=channel))


def _adaptation(phrases: Sequence[str]) -> "SpeechAdaptation | None":
    from google.cloud.speech_v2 import types

    kept = list(_within_limits(phrases))
    if not kept:
        return None
    inline = types.PhraseSet(
        phrases=[types.PhraseSet.Phrase(value=phrase) for phrase in kept], boost=BOOST
    )
    return types.SpeechAdaptation(
        phrase_sets=[types.SpeechAdaptation.AdaptationPhraseSet(inline_phrase_set=inline)]
    )


def _within_limits(phrases: Sequence[str]) -> Iterator[str]:
    """The first phrases that a request may hold; one that is too long is left out, not cut."""
    left = MAX_CHARACTERS
    fit = (p for p in dict.fromkeys(map(str.strip, phrases)) if 0 < len(p) <= MAX_PHRASE_CHARACTERS)
    for count, phrase in enumerate(fit):
        left -= len(phrase)
        if left < 0 or count >= MAX_PHRASES:
            return
        yield phrase


def _share(operation: "Operation") -> float:
    from google.cloud.speech_v2.types import BatchRecognizeMetadata

    metadata = BatchRecognizeMetadata.deserialize(operation.metadata.value)
    done = [one.progress_percent for one in metadata.transcription_metadata.values()]
    return min(0.99, max(0.0, max(done, default=0) / 100))
