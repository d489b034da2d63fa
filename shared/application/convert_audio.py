"""audio.uploaded → 16 kHz mono FLAC → audio.converted."""

from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.errors import Code, Permanent
from shared.domain.events import Event
from shared.domain.recording import Recording, Stage
from shared.ports.audio import AudioConverter, Scratch
from shared.ports.blob_store import BlobStore

AUDIO = "audio"


def convert_audio(
    event: Event,
    *,
    chain: Chain,
    blobs: BlobStore,
    converter: AudioConverter,
    scratch: Scratch,
    max_seconds: float,
) -> Outcome:
    """Convert the uploaded audio of one recording."""

    def work(recording: Recording) -> Product:
        with scratch() as folder:
            source, target = folder / "source", folder / "audio.flac"
            if blobs.fetch(recording.source, source) is None:
                raise Permanent(Code.UPLOAD_EXPIRED)
            converted = converter.convert(source, target, max_seconds=max_seconds)
            name = recording.result("audio.flac")
            blobs.put_file(name, target, content_type="audio/flac")
        return Product({AUDIO: name}, seconds=converted.seconds)

    return carry_out(Stage.CONVERT, event, work, chain=chain)
