"""What POST /api/synthesize takes."""

from pydantic import Field

from infra.edge.bodies import Body
from shared.ports.voice import AudioFormat


class Synthesis(Body):
    """Text to be spoken; nothing in it is read as markup."""

    text: str = Field(min_length=1, max_length=5_000, examples=["Bonjour, comment vas-tu ?"])
    voice: str = Field("", max_length=40)
    speed: float = Field(1.0, ge=0.5, le=2.0)
    format: AudioFormat = AudioFormat.MP3
