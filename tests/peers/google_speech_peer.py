"""An in-process gRPC server that answers as Cloud Speech-to-Text v2 and Text-to-Speech do.

Its messages are the client libraries' own. It refuses what the documentation says is refused
(https://cloud.google.com/speech-to-text/docs/quotas, https://cloud.google.com/text-to-speech/quotas
and the comments of the message types), decodes the audio that it gets, and speaks through espeak-ng
in Google's place. What it cannot show is how well Google hears.
"""

import io
import threading
import wave
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

import grpc
from google.cloud.speech_v2 import SpeechClient
from google.cloud.speech_v2 import types as speech
from google.cloud.speech_v2.services.speech.transports import SpeechGrpcTransport
from google.cloud.texttospeech_v1 import TextToSpeechClient
from google.cloud.texttospeech_v1 import types as tts
from google.cloud.texttospeech_v1.services.text_to_speech.transports import (
    TextToSpeechGrpcTransport,
)
from google.longrunning import operations_pb2
from google.protobuf.any_pb2 import Any as Packed
from google.protobuf.duration_pb2 import Duration
from google.rpc import error_details_pb2, status_pb2
from grpc_status import rpc_status

from infra.google.calls import CHANNEL_OPTIONS
from infra.speech.espeak_library import espeak_library
from tests.peers.google_speech_limits import (
    Code,
    Fault,
    check_config,
    check_recognizer,
    decoded_seconds,
    duration,
    spoken_words,
)
from tests.peers.grpc_server import listen
from tests.sounds import resampled

NATURAL_RATE = 24_000
# Voice → the espeak-ng voice that speaks in its place.
VOICES = {
    "fr-FR-Neural2-F": "fr+f2",
    "fr-FR-Neural2-G": "fr+m3",
    "fr-FR-Chirp3-HD-Aoede": "fr+f3",
    "fr-CA-Neural2-A": "fr+f4",
}


@dataclass
class Batch:
    """An operation: how often it says that it is not done, and what it says then."""

    uri: str
    config: speech.RecognitionConfig
    asked: int = 0


@dataclass
class GoogleSpeechPeer:
    """The services; `with GoogleSpeechPeer() as peer: GoogleTranscriber(peer.speech_client, …)`.

    Attributes:
        sentences: what it hears, each as its own result: texts, best first.
        pause: seconds between the sentences.
        confidence: of every word.
        stored: the bucket: `gs://` address → bytes.
        polls: how often an operation is not done.
        operation_error, file_error: code of an operation, or its file, that failed.
        faults: what the next calls are answered instead; a number is waited before the answer.
        calls: method and request of every call.
        socket: a path to listen at as well, for connections that carry credentials.
    """

    sentences: Sequence[Sequence[str]] = (("j'ai allé au marché", "je suis allé au marché"),)
    pause: float = 0.2
    confidence: float = 0.87
    stored: dict[str, bytes] = field(default_factory=dict)
    polls: int = 0
    operation_error: int = 0
    file_error: int = 0
    faults: deque[Fault | float] = field(default_factory=deque)
    calls: list[tuple[str, Any]] = field(default_factory=list)
    operations: dict[str, Batch] = field(default_factory=dict)
    socket: str = ""
    closing: threading.Event = field(default_factory=threading.Event)

    def then(self, *faults: Fault | float) -> None:
        """Answer the next calls so."""
        self.faults.extend(faults)

    def names(self) -> list[str]:
        """The methods called, in order."""
        return [name for name, _ in self.calls]

    def speech_client(self) -> SpeechClient:
        """A client of the library over a connection to here."""
        return SpeechClient(transport=SpeechGrpcTransport(channel=self._channel()))

    def voice_client(self) -> TextToSpeechClient:
        """A client of the library over a connection to here."""
        return TextToSpeechClient(transport=TextToSpeechGrpcTransport(channel=self._channel()))

    def _channel(self) -> grpc.Channel:
        return grpc.insecure_channel(f"127.0.0.1:{self.port}", options=CHANNEL_OPTIONS)

    def __enter__(self) -> Self:
        services = {
            "google.cloud.speech.v2.Speech": {
                "Recognize": self._method(speech.RecognizeRequest, self._recognize),
                "BatchRecognize": self._method(speech.BatchRecognizeRequest, self._batch),
            },
            "google.longrunning.Operations": {
                "GetOperation": self._method(operations_pb2.GetOperationRequest, self._get)
            },
            "google.cloud.texttospeech.v1.TextToSpeech": {
                "SynthesizeSpeech": self._method(tts.SynthesizeSpeechRequest, self._speak)
            },
        }
        # Google's front ends take no more than this in one message of the synchronous methods.
        most = ("grpc.max_receive_message_length", 12 * 1024 * 1024)
        self._server, self.port = listen(services, socket=self.socket, options=[most])
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._server.stop(0).wait()

    def _method(self, request: Any, answer: Callable[[Any], Any]) -> grpc.RpcMethodHandler:
        """One method: the next fault, else its answer."""

        def handle(raw: bytes, context: grpc.ServicerContext) -> bytes:
            wanted = _read(request, raw)
            self.calls.append((answer.__name__.strip("_"), wanted))
            try:
                self._next_fault()
                result = answer(wanted)
            except Fault as fault:
                context.abort_with_status(_status(fault))
            return (
                result.SerializeToString()
                if hasattr(result, "SerializeToString")
                else type(result).serialize(result)
            )

        return grpc.unary_unary_rpc_method_handler(handle)

    def _next_fault(self) -> None:
        if not self.faults:
            return
        fault = self.faults.popleft()
        if isinstance(fault, Fault):
            raise fault
        self.closing.wait(fault)

    # Speech-to-Text.

    def _recognize(self, request: speech.RecognizeRequest) -> speech.RecognizeResponse:
        seconds = decoded_seconds(request.config, request.content)
        if len(request.content) > 10_000_000:
            raise Fault(Code.INVALID_ARGUMENT, "Request payload size exceeds the limit.")
        if seconds > 60:
            raise Fault(
                Code.INVALID_ARGUMENT,
                "Audio can be of a maximum of 60 seconds. Use BatchRecognize instead.",
            )
        check_recognizer(request.recognizer)
        check_config(request.config)
        return speech.RecognizeResponse(results=self._results(request.config, seconds))

    def _batch(self, request: speech.BatchRecognizeRequest) -> operations_pb2.Operation:
        check_recognizer(request.recognizer)
        check_config(request.config)
        if not 1 <= len(request.files) <= 15:
            raise Fault(Code.INVALID_ARGUMENT, "1 to 15 files")
        uri = request.files[0].uri
        if not uri.startswith("gs://"):
            raise Fault(Code.INVALID_ARGUMENT, "uri must point to Cloud Storage")
        output = request.recognition_output_config
        if "inline_response_config" not in output:
            raise Fault(Code.INVALID_ARGUMENT, "no place for the results")
        name = f"projects/1/locations/eu/operations/{len(self.operations)}"
        self.operations[name] = Batch(uri, request.config)
        return self._operation(name)

    def _get(self, request: operations_pb2.GetOperationRequest) -> operations_pb2.Operation:
        if request.name not in self.operations:
            raise Fault(Code.NOT_FOUND, "no such operation")
        self.operations[request.name].asked += 1
        return self._operation(request.name)

    def _operation(self, name: str) -> operations_pb2.Operation:
        batch = self.operations[name]
        percent = 100 * batch.asked // (self.polls + 1)
        metadata = speech.BatchRecognizeMetadata(
            transcription_metadata={batch.uri: {"progress_percent": min(100, percent)}}
        )
        operation = operations_pb2.Operation(name=name, done=batch.asked > self.polls)
        operation.metadata.Pack(speech.BatchRecognizeMetadata.pb(metadata))
        if not operation.done:
            return operation
        if self.operation_error:
            operation.error.CopyFrom(status_pb2.Status(code=self.operation_error, message="no"))
            return operation
        response = speech.BatchRecognizeResponse(results={batch.uri: self._file(batch)})
        operation.response.Pack(speech.BatchRecognizeResponse.pb(response))
        return operation

    def _file(self, batch: Batch) -> speech.BatchRecognizeFileResult:
        content = self.stored.get(batch.uri)
        code = self.file_error or (Code.NOT_FOUND.value[0] if content is None else 0)
        if code or content is None:
            error = status_pb2.Status(code=code, message=f"Error reading {batch.uri}")
            return speech.BatchRecognizeFileResult(error=error)
        results = self._results(batch.config, decoded_seconds(batch.config, content))
        transcript = speech.BatchRecognizeResults(results=results)
        return speech.BatchRecognizeFileResult(
            inline_result=speech.InlineResult(transcript=transcript)
        )

    def _results(
        self, config: speech.RecognitionConfig, seconds: float
    ) -> list[speech.SpeechRecognitionResult]:
        at, each = 0.0, seconds / max(1, len(self.sentences)) - self.pause
        results = []
        for texts in self.sentences:
            best = speech.SpeechRecognitionAlternative(
                transcript=texts[0],
                confidence=0.9,
                words=spoken_words(texts[0], at, each, config.features, self.confidence),
            )
            more = texts[1 : max(1, config.features.max_alternatives)]
            others = [speech.SpeechRecognitionAlternative(transcript=text) for text in more]
            at += each + self.pause
            result = speech.SpeechRecognitionResult(
                alternatives=[best, *others],
                result_end_offset=duration(at),
                language_code="fr-fr",
            )
            results.append(result)
        return results

    # Text-to-Speech.

    def _speak(self, request: tts.SynthesizeSpeechRequest) -> tts.SynthesizeSpeechResponse:
        text, wanted, audio = request.input.text, request.voice, request.audio_config
        if len(text.encode()) > 5_000:
            raise Fault(
                Code.INVALID_ARGUMENT,
                "Either `input.text` or `input.ssml` is longer than the limit of 5000 bytes.",
            )
        if not text.strip():
            raise Fault(Code.INVALID_ARGUMENT, "Either `input.text` or `input.ssml` must be set.")
        if wanted.name not in VOICES or not wanted.name.startswith(wanted.language_code):
            raise Fault(
                Code.INVALID_ARGUMENT, f"Voice '{wanted.name}' does not exist. Is it misspelled?"
            )
        if audio.audio_encoding != tts.AudioEncoding.LINEAR16:
            raise Fault(Code.INVALID_ARGUMENT, "this peer speaks LINEAR16")
        rate = audio.speaking_rate or 1.0
        if not 0.25 <= rate <= 2:
            raise Fault(Code.INVALID_ARGUMENT, "Invalid speaking_rate.")
        said = espeak_library().synthesize(
            text, voice=VOICES[wanted.name], words_per_minute=round(175 * rate)
        )
        return tts.SynthesizeSpeechResponse(
            audio_content=wav(resampled(said.pcm, said.rate, NATURAL_RATE))
        )


def wav(pcm: bytes, *, channels: int = 1) -> bytes:
    """LINEAR16 as Google sends it: with a WAV header."""
    sink = io.BytesIO()
    with wave.open(sink, "wb") as sound:
        sound.setnchannels(channels)
        sound.setsampwidth(2)
        sound.setframerate(NATURAL_RATE)
        sound.writeframes(pcm)
    return sink.getvalue()


def _read(kind: Any, raw: bytes) -> Any:
    return kind.FromString(raw) if hasattr(kind, "FromString") else kind.deserialize(raw)


def _status(fault: Fault) -> Any:
    number = fault.code.value[0]
    status = status_pb2.Status(code=number, message=fault.message)
    if fault.delay is not None:
        delay = Duration()
        delay.FromNanoseconds(int(fault.delay * 1e9))
        packed = Packed()
        packed.Pack(error_details_pb2.RetryInfo(retry_delay=delay))
        status.details.append(packed)
    return rpc_status.to_status(status)
