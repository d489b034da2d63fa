"""What the environment says about hearing and speaking."""

from typing import Annotated, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings, NoDecode

Recognizer = Literal["google", "openai", "faster-whisper", "supplied"]
Speaker = Literal["google", "openai", "espeak-ng"]

_MODEL = r"^[A-Za-z0-9._:/-]{1,100}$"


class SpeechSettings(BaseSettings):
    """The part of the settings that is about recognizers and voices."""

    speech_engine: Annotated[tuple[Recognizer, ...], NoDecode] = Field(
        (),
        description="recognizers in order, parted by commas: google, openai, faster-whisper, "
        "supplied; the next hears where one does not answer; empty chooses by what is there",
    )
    speech_model: str = Field(
        "", description="folder of a faster-whisper model, or its size (small, medium, …)"
    )
    voice_engine: Annotated[tuple[Speaker, ...], NoDecode] = Field(
        (),
        description="voices in order, parted by commas: google, openai, espeak-ng; empty chooses "
        "by what is there",
    )
    google_application_credentials: str = Field(
        "", description="key file for Google; on Google Cloud the function's own account is used"
    )
    google_speech_location: str = Field(
        "eu",
        pattern=r"^[a-z]+(-[a-z]+\d+)?$",
        description="where Google hears: eu, us, global or a region",
    )
    google_speech_model: str = Field(
        "long", pattern=_MODEL, description="Google's recognizer: long, chirp_2, …"
    )
    google_speech_bucket: str = Field(
        "",
        pattern=r"^[a-z0-9._-]*$",
        description="bucket of Cloud Storage that holds the recordings, for Google to read long "
        "ones there; empty sends them minute by minute",
    )
    google_voice: str = Field(
        "fr-FR-Neural2-F", pattern=r"^fr-(FR|CA)-[A-Za-z0-9-]{3,40}$", description="Google's voice"
    )
    google_voice_formal: str = Field(
        "fr-FR-Neural2-G",
        pattern=r"^fr-(FR|CA)-[A-Za-z0-9-]{3,40}$",
        description="its voice for classes whose register is formal",
    )
    openai_speech_model: str = Field(
        "gpt-4o-transcribe",
        pattern=_MODEL,
        description="OpenAI's recognizer: gpt-4o-transcribe tells how sure it is, whisper-1 when "
        "each word was said, gpt-transcribe neither",
    )
    openai_voice_model: str = Field(
        "gpt-4o-mini-tts", pattern=_MODEL, description="OpenAI's model for speaking"
    )
    openai_voice: str = Field("nova", pattern=r"^[a-z]{1,20}$", description="its voice")

    @field_validator("speech_engine", "voice_engine", mode="before")
    @classmethod
    def _in_order(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(dict.fromkeys(p.strip() for p in value.split(",") if p.strip()))
        return value
