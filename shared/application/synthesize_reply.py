"""feedback.ready → spoken reply → reply.ready."""

from shared.application.stages import Chain, Outcome, Product, carry_out
from shared.domain.error_types import Level
from shared.domain.events import Event
from shared.domain.feedback import Feedback
from shared.domain.recording import FEEDBACK, REPLY, Recording, Stage
from shared.ports.artefacts import Artefacts
from shared.ports.blob_store import BlobStore
from shared.ports.voice import FORMAL, AudioFormat, Voice

# Every current browser plays Opus in WebM, Safari since 15 (https://caniuse.com/opus).
REPLY_FORMAT = AudioFormat.WEBM
PACE = {Level.A1: 0.8, Level.A2: 0.85, Level.B1: 0.95, Level.B2: 1.0, Level.C1: 1.0}
"""How fast a learner of each level is spoken to; a choice, not yet a measurement."""


def synthesize_reply(
    event: Event,
    *,
    chain: Chain,
    artefacts: Artefacts,
    blobs: BlobStore,
    voice: Voice,
) -> Outcome:
    """Speak the reply to one recording, at the learner's pace and in the register of the class."""

    def work(recording: Recording) -> Product:
        feedback = artefacts.read(recording.artefacts[FEEDBACK], Feedback)
        speech = voice.speak(
            feedback.reply,
            format=REPLY_FORMAT,
            voice=FORMAL if feedback.register == FORMAL else "",
            speed=PACE[recording.level],
        )
        name = recording.result(f"reply.{REPLY_FORMAT}")
        blobs.put(name, speech.audio, content_type=REPLY_FORMAT.content_type)
        return Product({REPLY: name})

    return carry_out(Stage.SYNTHESIZE, event, work, chain=chain)
