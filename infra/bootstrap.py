"""The only place that picks adapters. Each is built at first use, where its SDK is imported.

Tests replace adapters with `use(Ports(...))`; nothing else in the house names a concrete one.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from infra import fallback, wiring
from infra.built_once import built_once
from infra.settings import settings
from infra.store_ports import StorePorts

if TYPE_CHECKING:
    from infra.mail.outbox_mailer import OutboxMailer
    from infra.openai.client import ChatModel
    from shared.application.audio_day import AudioDay
    from shared.application.plan_week import Workshop
    from shared.application.run_plans import Post
    from shared.application.stages import Chain
    from shared.french.engine import FrenchEngine
    from shared.ports.artefacts import Artefacts
    from shared.ports.audio import AudioConverter, Scratch, SpeechActivity
    from shared.ports.blob_store import BlobStore
    from shared.ports.error_detector import ErrorDetector
    from shared.ports.exercise_writer import ExerciseWriter
    from shared.ports.file_source import FileSource
    from shared.ports.lexicon import Lexicon
    from shared.ports.mailer import Mailer, UnsubscribeTokens
    from shared.ports.publisher import Publisher
    from shared.ports.system import Identity, Ids
    from shared.ports.telemetry import Telemetry
    from shared.ports.transcriber import Transcriber
    from shared.ports.tutor import Tutor
    from shared.ports.voice import Voice


class Ports(StorePorts):
    """The adapters of this process, as the settings want them."""

    @built_once
    def telemetry(self) -> "Telemetry":
        """Who watches the work: OpenTelemetry where an exporter is named."""
        if self.settings.otel_exporter_otlp_endpoint:
            from infra.otel import open_telemetry

            return open_telemetry()
        from infra.telemetry import active

        return active()

    # What the use cases ask for.

    @built_once
    def ids(self) -> "Ids":
        """Identifiers."""
        from infra.local.system import UlidIds

        return UlidIds()

    @built_once
    def identity(self) -> "Identity":
        """Who calls the API."""
        if self.settings.auth_mode == "google":
            from infra import cloud_adapters

            return cloud_adapters.people(self.settings)
        return self.dev_identity

    @built_once
    def push_identity(self) -> "Identity":
        """Who pushes events."""
        if self.settings.events == "pubsub":
            from infra import cloud_adapters

            return cloud_adapters.pusher(self.settings)
        from infra.local.dev_identity import DevPushIdentity

        return DevPushIdentity(self.dev_identity)

    @built_once
    def storage_deliveries(self) -> "Identity | None":
        """Who delivers Event Grid's events; None where nobody does."""
        if self.settings.blob_store != "azure":
            return None
        from infra import cloud_adapters

        return cloud_adapters.storage_deliveries(self.settings)

    @built_once
    def audio_day(self) -> "AudioDay":
        """How much audio is taken in on one day."""
        from shared.application.audio_day import AudioDay

        return AudioDay(
            self.rate_limits,
            self.clock,
            self.settings.max_learner_audio_seconds_per_day,
            self.settings.max_total_audio_seconds_per_day,
        )

    @built_once
    def blobs(self) -> "BlobStore":
        """Audio and results."""
        if self.settings.blob_store == "files":
            return self.file_blobs
        from infra import cloud_adapters

        return cloud_adapters.blobs(self.settings, self.clock)

    @built_once
    def drive(self) -> "FileSource":
        """Files that learners keep in Google Drive."""
        from infra.google.drive import GoogleDrive

        return GoogleDrive()

    @built_once
    def artefacts(self) -> "Artefacts":
        """Results as documents."""
        from infra.blob_artefacts import BlobArtefacts

        return BlobArtefacts(self.blobs)

    @built_once
    def publisher(self) -> "Publisher":
        """The way to the next stage."""
        if self.settings.events == "embedded":
            return self.queue_publisher
        from infra import cloud_adapters

        return cloud_adapters.publisher(self.settings)

    @built_once
    def scratch(self) -> "Scratch":
        """Private folders for one job each."""
        from infra.media.scratch import TemporaryScratch

        return TemporaryScratch()

    @built_once
    def converter(self) -> "AudioConverter":
        """Any audio to 16 kHz mono FLAC."""
        from infra.media.av_converter import AvConverter

        return AvConverter()

    @built_once
    def activity(self) -> "SpeechActivity":
        """Speech and silence."""
        from infra.speech.silero_activity import SileroActivity

        # Without padding, which would eat into the pauses that fluency is measured by.
        return SileroActivity(pad_seconds=0)

    @built_once
    def transcriber(self) -> "Transcriber":
        """The recognizers that are there; without one, the transcript sent with the recording."""
        from infra import speech_adapters

        return speech_adapters.transcriber(
            self.settings, activity=self.activity, scratch=self.scratch
        )

    @built_once
    def voice(self) -> "Voice":
        """Speech from text."""
        from infra import speech_adapters

        return speech_adapters.voice(self.settings)

    @built_once
    def lexicon(self) -> "Lexicon":
        """Morphology of French."""
        from infra.grammar.grammalecte_lexicon import GrammalecteLexicon

        return GrammalecteLexicon()

    # The lexicon takes a while to load: what asks it waits for its first word.

    def _is_word(self, word: str) -> bool:
        return bool(self.lexicon.analyses(word))

    def _looks_french(self, text: str) -> bool:
        return self.engine.looks_french(text)

    @built_once
    def engine(self) -> "FrenchEngine":
        """The French engine over its lexicon, phonemes and detectors."""
        from infra.grammar.grammalecte_detector import GrammalecteDetector
        from infra.speech.espeak_phonemizer import EspeakPhonemizer
        from shared.french.engine import FrenchEngine

        detectors: list[ErrorDetector] = [GrammalecteDetector()]
        if (model := self._detector_model) is not None:
            from infra.openai.error_detector import OpenaiErrorDetector

            detectors.append(OpenaiErrorDetector(model, is_word=self._is_word))
        return FrenchEngine(
            lexicon=self.lexicon, phonemizer=EspeakPhonemizer(), detectors=tuple(detectors)
        )

    @built_once
    def tutor(self) -> "Tutor":
        """Who talks with the learner; the rules do where a language model does not answer."""
        from infra.local.rule_tutor import RuleTutor

        model = self._tutor_model
        if model is None:
            return RuleTutor()
        from infra.fallback_tutor import FallbackTutor
        from infra.openai.tutor import OpenaiTutor

        partner = OpenaiTutor(model, looks_french=self._looks_french, is_word=self._is_word)
        return FallbackTutor((partner, RuleTutor()))

    # Language models. Tutor and detector share one, and with it the circuit breaker.

    @built_once
    def openai(self) -> "ChatModel":
        """The model at OpenAI."""
        from infra.openai.client import ChatModel
        from infra.openai.remote_model import openai_endpoint

        chosen = self.settings
        key = chosen.openai_api_key.get_secret_value()
        return ChatModel(
            openai_endpoint(chosen.openai_model, api_key=key, base_url=chosen.openai_base_url)
        )

    @built_once
    def ollama(self) -> "ChatModel":
        """The model of a local Ollama."""
        from infra.openai.client import ChatModel
        from infra.openai.remote_model import ollama_endpoint

        return ChatModel(ollama_endpoint(self.settings.ollama_model, url=self.settings.ollama_url))

    @built_once
    def _tutor_model(self) -> "ChatModel | None":
        chosen = self.settings.tutor
        if chosen == "openai" or (not chosen and self.settings.has_openai):
            return self.openai
        if chosen == "ollama" or (not chosen and self._has_ollama()):
            return self.ollama
        return None

    def _has_ollama(self) -> bool:
        from infra.openai.ollama import ollama_answers

        return ollama_answers(self.settings.ollama_url)

    @built_once
    def _detector_model(self) -> "ChatModel | None":
        chosen = self.settings.detector_llm
        if chosen == "openai" or (not chosen and self.settings.has_openai):
            return self.openai
        return self.ollama if chosen == "ollama" else None

    # Study plans and their mail.

    @built_once
    def outbox(self) -> "OutboxMailer":
        """The folder of mails of the embedded stack."""
        from infra.mail.outbox_mailer import OutboxMailer

        folder = self.settings.data_dir / "outbox"
        return OutboxMailer(folder, sender=self.settings.mail_from, clock=self.clock)

    @built_once
    def mailer(self) -> "Mailer":
        """SMTP where a server is named, else the outbox."""
        chosen = self.settings
        if not chosen.smtp_host:
            return self.outbox
        from infra.mail.smtp_mailer import Security, SmtpMailer

        return SmtpMailer(
            chosen.smtp_host,
            chosen.smtp_port,
            sender=chosen.mail_from,
            clock=self.clock,
            username=chosen.smtp_username,
            password=chosen.smtp_password.get_secret_value(),
            security=Security(chosen.smtp_security),
        )

    @built_once
    def unsubscribe_tokens(self) -> "UnsubscribeTokens":
        """Signs the links by which a learner stops the mail."""
        from infra.local.dev_identity import load_key
        from infra.mail.unsubscribe_tokens import HmacUnsubscribeTokens

        given = self.settings.unsubscribe_key.get_secret_value().encode()
        key = given or load_key(self.settings.data_dir / "keys" / "unsubscribe.key")
        return HmacUnsubscribeTokens(key)

    @built_once
    def workshop(self) -> "Workshop":
        """What study plans are made with."""
        from shared.application.plan_week import Workshop
        from shared.french.exercises.forge import Forge
        from shared.french.exercises.make import ExerciseMaker

        return Workshop(
            plans=self.plans,
            learners=self.learners,
            maker=ExerciseMaker(self.engine, Forge(self.lexicon), self._exercise_writer),
            voice=self.voice,
            blobs=self.blobs,
            clock=self.clock,
            demanded=self.settings.demands_consent,
        )

    @built_once
    def post(self) -> "Post":
        """How plans go out."""
        from infra.mail.plan_mail import PlanMailComposer
        from shared.application.run_plans import Post

        compose = PlanMailComposer(
            base_url=self.settings.base_url, tokens=self.unsubscribe_tokens, blobs=self.blobs
        )
        return Post(people=self.people, mailer=self.mailer, compose=compose)

    @built_once
    def _exercise_writer(self) -> "ExerciseWriter | None":
        if self._tutor_model is None:
            return None
        from infra.openai.exercise_writer import OpenaiExerciseWriter

        return OpenaiExerciseWriter(self._tutor_model)

    def chain(self, function: str = "") -> "Chain":
        """The ports that move recordings on; a stage is held as long as one call may take."""
        from shared.application.stages import Chain

        lease = next((float(s.timeout) for s in wiring.SERVICES if s.name == function), 60.0)
        return Chain(self.recordings, self.publisher, self.clock, self.ids, lease, self.telemetry)

    @property
    def in_use(self) -> dict[str, str]:
        """Which engines answer, for the service's front page; builds none of the heavy ones."""
        return {
            "store": self.settings.store,
            "blobs": self.settings.blob_store,
            "events": "embedded queue" if self.settings.events == "embedded" else "pubsub",
            "recognizer": self.transcriber.name,
            "detectors": ", ".join(["rules", "grammalecte", *self._language_detector]),
            "tutor": self.tutor.name,
            "voice": self.voice.name,
            "mail": self.mailer.name,
        }

    @property
    def _language_detector(self) -> list[str]:
        return [self._detector_model.name] if self._detector_model else []

    def warm(self) -> None:
        """Build what the first recording would otherwise wait for."""
        for model in (self._tutor_model, self._detector_model):
            if model is not None:
                model.warm()
        self.engine.analyse("Bonjour.", spoken=True)
        for engine in (self.transcriber, self.voice):
            fallback.warm(engine)
        _ = (self.recordings, self.publisher, self.blobs, self.converter, self.activity)

    def close(self) -> None:
        """Close what was opened."""
        for name in ("transcriber", "voice"):
            fallback.close(self.__dict__.get(name))
        if "mailer" in self.__dict__:
            self.mailer.close()
        for name in ("database", "queue", "firestore", "openai", "ollama", "telemetry"):
            if name in self.__dict__:
                self.__dict__[name].close()


_current: Ports | None = None


def ports() -> Ports:
    """The adapters of this process."""
    global _current
    if _current is None:
        _current = Ports(settings())
    return _current


@contextmanager
def use(replacement: Ports) -> Iterator[Ports]:
    """Work with other adapters inside the block."""
    global _current
    before, _current = _current, replacement
    try:
        yield replacement
    finally:
        _current = before
