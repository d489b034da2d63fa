"""audio.uploaded → 16 kHz mono FLAC → audio.converted."""

from shared.application.audio_day import AudioDay
from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.errors import Code, LimitReached, Permanent
from shared.domain.events import Event
from shared.domain.rate import Draw
from shared.domain.recording import AUDIO, Recording, Stage
from shared.ports.audio import AudioConverter, Scratch
from shared.ports.blob_store import BlobStore


def convert_audio(
    event: Event,
    *,
    chain: Chain,
    blobs: BlobStore,
    converter: AudioConverter,
    scratch: Scratch,
    audio_day: AudioDay,
    max_seconds: float,
) -> Outcome:
    """Convert the uploaded audio of one recording, and count its length, where the day allows it.

    What came by a signed upload, an import or a storage event has passed here.
    """
    counted: list[Draw] = []

    def work(recording: Recording) -> Product:
        with scratch() as folder:
            source, target = folder / "source", folder / "audio.flac"
            if blobs.fetch(recording.source, source) is None:
                raise Permanent(Code.UPLOAD_EXPIRED)
            converted = converter.convert(source, target, max_seconds=max_seconds)
            name = recording.result("audio.flac")
            blobs.put_file(name, target, content_type="audio/flac")
        # Last of all: what fails before has cost no recognition, and counts nothing.
        try:
            counted.extend(audio_day.count(recording.learner_id, converted.seconds))
        except LimitReached as error:
            raise Permanent(error.code, error.detail) from error
        return Product({AUDIO: name}, seconds=converted.seconds)

    return carry_out(Stage.CONVERT, event, work, chain=chain, undo=lambda: audio_day.undo(counted))
