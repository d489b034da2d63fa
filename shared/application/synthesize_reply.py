"""feedback.ready → spoken reply → reply.ready."""

from shared.application.give_feedback import FEEDBACK
from shared.application.stages import Outcome, Product, carry_out
from shared.domain.events import Event
from shared.domain.feedback import Feedback
from shared.domain.recording import Recording, Stage
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore
from shared.ports.publisher import Publisher
from shared.ports.recordings import Recordings
from shared.ports.system import Clock, Ids
from shared.ports.voice import AudioFormat, Voice

REPLY = "reply"
# Every current browser plays Opus in WebM, Safari since 15 (https://caniuse.com/opus).
REPLY_FORMAT = AudioFormat.WEBM


def synthesize_reply(
    event: Event,
    *,
    recordings: Recordings,
    artefacts: Artefacts,
    blobs: BlobStore,
    voice: Voice,
    publisher: Publisher,
    clock: Clock,
    ids: Ids,
    lease_seconds: float,
) -> Outcome:
    """Speak the reply to one recording."""

    def work(recording: Recording) -> Product:
        feedback = artefacts.read(recording.artefacts[FEEDBACK], Feedback)
        speech = voice.speak(feedback.reply, format=REPLY_FORMAT)
        name = recording.result(f"reply.{REPLY_FORMAT}")
        blobs.put(name, speech.audio, content_type=REPLY_FORMAT.content_type)
        return Product({REPLY: name})

    return carry_out(
        Stage.SYNTHESIZE,
        event,
        work,
        recordings=recordings,
        publisher=publisher,
        clock=clock,
        ids=ids,
        lease_seconds=lease_seconds,
    )
