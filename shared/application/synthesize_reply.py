"""feedback.ready → spoken reply → reply.ready."""

from shared.application.give_feedback import FEEDBACK
from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.events import Event
from shared.domain.feedback import Feedback
from shared.domain.recording import Recording, Stage
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore
from shared.ports.voice import AudioFormat, Voice

REPLY = "reply"
# Every current browser plays Opus in WebM, Safari since 15 (https://caniuse.com/opus).
REPLY_FORMAT = AudioFormat.WEBM


def synthesize_reply(
    event: Event,
    *,
    chain: Chain,
    artefacts: Artefacts,
    blobs: BlobStore,
    voice: Voice,
) -> Outcome:
    """Speak the reply to one recording."""

    def work(recording: Recording) -> Product:
        feedback = artefacts.read(recording.artefacts[FEEDBACK], Feedback)
        speech = voice.speak(feedback.reply, format=REPLY_FORMAT)
        name = recording.result(f"reply.{REPLY_FORMAT}")
        blobs.put(name, speech.audio, content_type=REPLY_FORMAT.content_type)
        return Product({REPLY: name})

    return carry_out(Stage.SYNTHESIZE, event, work, chain=chain)
