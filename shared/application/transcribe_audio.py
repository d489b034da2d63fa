"""audio.converted → words → transcript.ready; and the same for one clip sent by HTTP."""

from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from shared.application.audio_day import AudioDay
from shared.application.expected_phrases import ExpectedPhrases
from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.events import Event
from shared.domain.recording import AUDIO, SUPPLIED, TRANSCRIPT, Recording, Stage
from shared.domain.transcript import Transcript
from shared.ports.artefacts import Artefacts
from shared.ports.audio import AudioConverter, Scratch, SpeechActivity
from shared.ports.blob_store import BlobStore
from shared.ports.learners import Learners
from shared.ports.transcriber import Hint, SuppliedTranscript, Transcriber


def transcribe_audio(
    event: Event,
    *,
    chain: Chain,
    blobs: BlobStore,
    artefacts: Artefacts,
    learners: Learners,
    transcriber: Transcriber,
    activity: SpeechActivity,
    scratch: Scratch,
) -> Outcome:
    """Transcribe the converted audio of one recording."""

    def work(recording: Recording) -> Product:
        supplied = recording.artefacts.get(SUPPLIED)
        hint = Hint(
            supplied=artefacts.read(supplied, SuppliedTranscript) if supplied else None,
            phrases=ExpectedPhrases(recording.learner_id, learners=learners),
            stored=recording.artefacts[AUDIO],
        )
        with scratch() as folder:
            audio = folder / "audio.flac"
            if blobs.fetch(recording.artefacts[AUDIO], audio) is None:
                raise Permanent(Code.INTERNAL, "the converted audio is gone")
            transcript = hear(
                audio, hint, recording.seconds, transcriber=transcriber, activity=activity
            )
        name = recording.result("transcript.json")
        artefacts.write(name, transcript)
        return Product({TRANSCRIPT: name})

    return carry_out(Stage.TRANSCRIBE, event, work, chain=chain)


def transcribe_clip(
    upload: BinaryIO,
    *,
    learner_id: str,
    supplied: str,
    converter: AudioConverter,
    transcriber: Transcriber,
    activity: SpeechActivity,
    scratch: Scratch,
    audio_day: AudioDay,
    max_seconds: float,
) -> Transcript:
    """Transcribe a short clip while the caller waits; nothing of it is kept but its length.

    Raises:
        Refused: `daily_audio_reached`.
        Permanent: the audio or its transcript cannot be used.
        Transient: the recognizer did not answer.
    """
    with scratch() as folder:
        source, audio = folder / "source", folder / "audio.flac"
        with source.open("wb") as sink:
            while block := upload.read(1 << 20):
                sink.write(block)
        converted = converter.convert(source, audio, max_seconds=max_seconds)
        counted = audio_day.count(learner_id, converted.seconds)
        hint = Hint(supplied=SuppliedTranscript(supplied) if supplied else None)
        try:
            return hear(audio, hint, converted.seconds, transcriber=transcriber, activity=activity)
        except Transient:
            audio_day.undo(counted)
            raise


def hear(
    audio: Path,
    hint: Hint,
    seconds: float,
    *,
    transcriber: Transcriber,
    activity: SpeechActivity,
) -> Transcript:
    """Find the speech in a converted FLAC and its words.

    Raises:
        Permanent: `no_speech` for silence or noise, and what the recognizer raises.
    """
    speech = activity.speech(audio)
    if not speech:
        raise Permanent(Code.NO_SPEECH)
    transcript = transcriber.transcribe(audio, replace(hint, speech=speech))
    if not transcript.text.strip():
        raise Permanent(Code.NO_SPEECH)
    return replace(transcript, speech=speech, seconds=seconds)
