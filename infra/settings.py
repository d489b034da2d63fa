"""What the environment says, read once, typed, and refused as a whole when it does not fit."""

import os
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Annotated, Final, Literal, NamedTuple, Self
from urllib.parse import urlsplit

from pydantic import (
    Field,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
    model_validator,
)
from pydantic_settings import NoDecode, SettingsConfigDict

from infra.cloud_settings import LOOPBACK, CloudSettings, missing
from infra.speech_settings import SpeechSettings


class Environment(StrEnum):
    """Where the code runs."""

    DEVELOPMENT = "development"
    PRODUCTION = "production"


class RateClass(StrEnum):
    """What requests are counted together as: by what they cost."""

    CHAT = "chat"
    SPEECH = "speech"
    UPLOAD = "upload"
    WRITE = "write"
    READ = "read"


class Rate(NamedTuple):
    """Requests a minute: of one caller, and of all together."""

    caller: int
    all: int


# Nobody writes or speaks more than a message every two seconds for long; a page asks for several
# things at once. In all: 100 callers at their limit, at which the bill should be looked at.
RATES: Final = {
    RateClass.CHAT: Rate(30, 3_000),
    RateClass.SPEECH: Rate(30, 3_000),
    RateClass.UPLOAD: Rate(30, 3_000),
    RateClass.WRITE: Rate(120, 12_000),
    RateClass.READ: Rate(600, 60_000),
}


class SettingsError(SystemExit):
    """The environment does not fit; the message lists every variable at fault, and no value."""


class Settings(CloudSettings, SpeechSettings):
    """Environment variables by field name, in upper case. The README's table is tested on it."""

    model_config = SettingsConfigDict(
        extra="ignore", frozen=True, env_ignore_empty=True, hide_input_in_errors=True
    )

    environment: Environment = Field(Environment.DEVELOPMENT, description="development, production")
    host: str = Field("127.0.0.1", description="address the embedded stack listens on")
    port: int = Field(5001, ge=0, le=65535, description="port the embedded stack listens on")
    public_url: str = Field("", description="base URL as callers see it; default from HOST, PORT")
    frontend_url: Annotated[tuple[str, ...], NoDecode] = Field(
        (), description="origins that browsers may call from (CORS), parted by commas"
    )
    rate_limits: Annotated[Mapping[RateClass, Rate], NoDecode] = Field(
        RATES,
        validate_default=True,
        description="requests a minute, as `class=per caller:in all`, parted by commas: "
        + ", ".join(f"{kind}={rate.caller}:{rate.all}" for kind, rate in RATES.items()),
    )
    auth_mode: Literal["development", "google"] = Field(
        "development",
        description="how callers are known: google by ID token; development on loopback only",
    )
    published_on_loopback: bool = Field(
        False,
        description="for a container whose port is published on 127.0.0.1 only: "
        "lets HOST be 0.0.0.0 with development sign-in",
    )
    data_dir: Path = Field(Path("var"), description="where the embedded stack keeps its data")
    bucket: str = Field("local", description="bucket or container that holds the audio")
    openai_api_key: SecretStr = Field(
        SecretStr(""), description="key for OpenAI, or for what OPENAI_BASE_URL names"
    )
    openai_base_url: str = Field(
        "https://api.openai.com/v1", description="address that speaks OpenAI's protocol"
    )
    openai_model: str = Field("gpt-5.4-mini", description="model of tutor and detector there")
    ollama_url: str = Field("http://127.0.0.1:11434", description="address of a local Ollama")
    ollama_model: str = Field("llama3.2", description="model to use there")
    tutor: Literal["", "rules", "openai", "ollama"] = Field(
        "", description="tutor; empty chooses: OpenAI with a key, Ollama if it answers, rules"
    )
    detector_llm: Literal["", "off", "openai", "ollama"] = Field(
        "",
        description="language model that looks for errors besides the rules; empty chooses: "
        "OpenAI with a key, otherwise off",
    )
    max_upload_bytes: int = Field(
        200_000_000, ge=1_000, description="largest recording accepted, in bytes"
    )
    max_recording_seconds: float = Field(
        5_400, gt=0, description="longest recording accepted, in seconds"
    )
    # Ten hours are more than anybody speaks. All together: 20 such learners, or 24 000 recordings
    # of 30 s, at which the bill of a recognizer should be looked at.
    max_learner_audio_seconds_per_day: int = Field(
        36_000, ge=1, description="audio accepted of one learner on one day (UTC), in seconds"
    )
    max_total_audio_seconds_per_day: int = Field(
        720_000, ge=1, description="audio accepted of all learners on one day (UTC), in seconds"
    )
    audio_days: int = Field(
        30, ge=1, description="days after which upkeep deletes a recording's audio"
    )
    text_days: int = Field(
        365, ge=1, description="days after which upkeep deletes transcripts, talks and quotes"
    )
    smtp_host: str = Field("", description="mail server; empty writes mail into DATA_DIR/outbox")
    smtp_port: int = Field(587, ge=1, le=65535, description="port of the mail server")
    smtp_security: Literal["starttls", "tls", "none"] = Field(
        "starttls", description="how the line to it is kept private"
    )
    smtp_username: str = Field("", description="account at the mail server, if it asks for one")
    smtp_password: SecretStr = Field(SecretStr(""), description="its password, a secret")
    mail_from: str = Field(
        "Parlons <parlons@parlons.invalid>", description="sender of mail, as `name <address>`"
    )
    unsubscribe_key: SecretStr = Field(
        SecretStr(""),
        description="secret behind unsubscribe links, 32 characters or more; by default a file",
    )
    function_target: str = Field(
        "", description="which function this process serves; the deployment sets it"
    )
    cloud_run_task_index: int = Field(0, ge=0, description="which share of a job this task does")
    cloud_run_task_count: int = Field(1, ge=1, description="how many tasks share the job")
    otel_exporter_otlp_endpoint: str = Field(
        "", description="collector of traces and metrics (OTLP over HTTP); needs the extra otel"
    )
    log_format: Literal["", "json", "text"] = Field(
        "", description="json for Cloud Logging (default in production), text for people"
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="least severity that is logged"
    )

    @field_validator("frontend_url", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        return value

    @field_validator("frontend_url")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        # An origin is compared as a whole: a pattern, a path or "null" would never do what it says.
        if not all(re.fullmatch(r"https?://[a-z0-9.-]+(:\d{1,5})?", origin) for origin in value):
            raise ValueError("must be origins such as https://school.example, without * or path")
        return value

    @field_validator("rate_limits", mode="before")
    @classmethod
    def _rates(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        given = {}
        for part in filter(None, (each.strip() for each in value.split(","))):
            found = re.fullmatch(r"([a-z]+)=([1-9]\d{0,8}):([1-9]\d{0,8})", part)
            if found is None or found[1] not in set(RateClass):
                raise ValueError(
                    f"wants class=per caller:in all; classes are {', '.join(RateClass)}"
                )
            given[RateClass(found[1])] = Rate(int(found[2]), int(found[3]))
        return {**RATES, **given}

    @field_validator("openai_api_key")
    @classmethod
    def _one_line(cls, key: SecretStr) -> SecretStr:
        value = key.get_secret_value().strip()
        if not value.isascii() or not value.isprintable() or " " in value:
            raise ValueError("holds characters that no key has")
        return SecretStr(value)

    @field_validator("openai_base_url", "ollama_url")
    @classmethod
    def _safe_address(cls, value: str, info: ValidationInfo) -> str:
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
            raise ValueError("must be an http or https address without a name or password in it")
        # An Ollama takes no key and stands in one's own network, often in the next container.
        inside = info.field_name == "ollama_url" or parts.hostname in LOOPBACK
        if parts.scheme == "http" and not inside:
            raise ValueError("must be https: a key and learners' words leave this machine")
        return value.rstrip("/")

    @field_validator("otel_exporter_otlp_endpoint")
    @classmethod
    def _can_export(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme not in {"http", "https"} or not parts.hostname):
            raise ValueError("must be an http or https address")
        if value and not _is_installed("opentelemetry.exporter.otlp.proto.http"):
            raise ValueError("needs OpenTelemetry: pip install 'parlons[otel]'")
        return value

    @field_validator("openai_model", "ollama_model")
    @classmethod
    def _model_name(cls, value: str) -> str:
        if not re.fullmatch(r"[\w.:/-]{1,100}", value, re.ASCII):
            raise ValueError("is no name of a model")
        return value

    @field_validator("tutor", "detector_llm")
    @classmethod
    def _has_key(cls, value: str, info: ValidationInfo) -> str:
        key: SecretStr = info.data.get("openai_api_key", SecretStr(""))
        if value == "openai" and not key.get_secret_value():
            raise ValueError("openai needs OPENAI_API_KEY")
        return value

    @property
    def has_openai(self) -> bool:
        """Whether OpenAI may be asked."""
        return bool(self.openai_api_key.get_secret_value())

    @property
    def has_google(self) -> bool:
        """Whether Google may be asked: by a key file, or by the platform's own account."""
        account = self.google_application_credentials or (
            self.environment is Environment.PRODUCTION
        )
        return bool(self.google_cloud_project and account)

    @model_validator(mode="after")
    def _can_speak(self) -> Self:
        engines = (*self.speech_engine, *self.voice_engine)
        if "openai" in engines and not self.has_openai:
            raise ValueError("SPEECH_ENGINE, VOICE_ENGINE: openai needs OPENAI_API_KEY")
        if "google" in self.speech_engine and not self.google_cloud_project:
            raise ValueError("SPEECH_ENGINE: google needs GOOGLE_CLOUD_PROJECT")
        return self

    @model_validator(mode="after")
    def _can_send(self) -> Self:
        if 0 < len(self.unsubscribe_key.get_secret_value()) < 32:
            raise ValueError("UNSUBSCRIBE_KEY needs 32 characters or more")
        if self.cloud_run_task_index >= self.cloud_run_task_count:
            raise ValueError("CLOUD_RUN_TASK_INDEX is below CLOUD_RUN_TASK_COUNT")
        if self.smtp_host and self.mail_from.endswith(".invalid>"):
            raise ValueError("SMTP_HOST needs a MAIL_FROM of yours")
        if self.smtp_host not in LOOPBACK | {""} and self.smtp_security == "none":
            raise ValueError("SMTP_SECURITY=none is for a server on this machine")
        return self

    @property
    def logs_as_json(self) -> bool:
        """Whether logs are for Cloud Logging."""
        chosen = self.log_format
        return chosen == "json" or (not chosen and self.environment is Environment.PRODUCTION)

    @property
    def demands_consent(self) -> bool:
        """Whether nobody is recorded without consent; in development only classes that say so."""
        return str(self.auth_mode) != "development"

    @property
    def base_url(self) -> str:
        """Address that signed URLs and events are sent to."""
        return self.public_url.rstrip("/") or f"http://{self.host}:{self.port}"


def _is_installed(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ImportError:  # of a package that it would be in
        return False


def load() -> Settings:
    """Read the environment.

    Raises:
        SettingsError: one or more variables are missing or malformed; all are listed, by name.
    """
    try:
        settings = Settings()  # type: ignore[call-arg]  # the fields come from the environment
    except ValidationError as error:
        lines = [
            f"  {'_'.join(str(part) for part in problem['loc']).upper()}: {problem['msg']}"
            for problem in error.errors(include_input=False, include_url=False)
        ]
        lines += [f"  {line}" for line in missing(lambda name: os.environ.get(name.upper(), ""))]
        raise SettingsError(
            "These environment variables do not fit:\n" + "\n".join(lines)
        ) from None
    if lines := [f"  {line}" for line in missing(lambda name: _given(settings, name))]:
        raise SettingsError("These environment variables are missing:\n" + "\n".join(lines))
    if settings.auth_mode == "development":
        _insist_on_loopback(settings)
    return settings


def _given(settings: Settings, name: str) -> str:
    """What was set, as text; empty for a default that stands for nothing."""
    value = getattr(settings, name)
    text = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
    # A bucket of a cloud has a name of its own.
    return "" if name == "bucket" and name not in settings.model_fields_set else text


def _insist_on_loopback(settings: Settings) -> None:
    if settings.environment is Environment.PRODUCTION:
        raise SettingsError(
            "  AUTH_MODE: 'development' signs anybody in; not with ENVIRONMENT=production"
        )
    if settings.host in LOOPBACK or (settings.published_on_loopback and in_own_container()):
        return
    raise SettingsError("  HOST: AUTH_MODE=development signs anybody in, so only on 127.0.0.1")


def in_own_container() -> bool:
    """Whether this is a container of Docker or Podman, and none that a cloud runs.

    Inside one, loopback is the container's: a published port arrives at its other address. That
    the port is published on the machine's loopback only cannot be seen from inside, so it is said.
    """
    marked = any(Path(mark).exists() for mark in ("/.dockerenv", "/run/.containerenv"))
    # https://cloud.google.com/run/docs/container-contract#env-vars; Kubernetes sets the other.
    return marked and not {"K_SERVICE", "KUBERNETES_SERVICE_HOST"} & set(os.environ)


@cache
def settings() -> Settings:
    """The settings of this process, read at the first call."""
    return load()
