"""What POST /api/transcribe takes."""

from typing import Annotated

from pydantic import ConfigDict, Field, WithJsonSchema
from starlette.datastructures import UploadFile

from infra.edge.bodies import Body

File = Annotated[UploadFile, WithJsonSchema({"type": "string", "format": "binary"})]


class ClipForm(Body):
    """A short clip; with the supplied recognizer, what is said in it comes along."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    audio: File = Field(description="WebM, Ogg, MP3, M4A, AAC, FLAC, WAV or AMR; at most a minute")
    transcript: str = Field("", description="plain text, SRT or WebVTT", examples=["Bonjour !"])
