"""The one table of deployable functions: source, target, paths, topic, limits.

The embedded gateway routes by it, and Terraform's `services.tf` must equal it (a test compares).
"""

from dataclasses import dataclass

from shared.domain.events import EventType


@dataclass(frozen=True, slots=True)
class Service:
    """One function as deployed.

    Attributes:
        name: folder under `functions/`, and the target in its `main.py`.
        paths: URL path prefixes that the public address sends to it.
        topics: what its push subscriptions listen to.
        publishes: topics that it publishes to.
        timeout: seconds one call may take; the subscription's ack deadline is 60 s longer, within
            Pub/Sub's limit of 600 s.
        public: whether the paths are open to the internet.
    """

    name: str
    paths: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    publishes: tuple[str, ...] = ()
    timeout: int = 60
    public: bool = False

    @property
    def source(self) -> str:
        """FUNCTION_SOURCE, relative to the root of the code."""
        return f"functions/{self.name}/main.py"

    @property
    def ack_deadline(self) -> int:
        """Seconds Pub/Sub waits for an answer before it delivers again."""
        return min(self.timeout + 60, 600)


DEAD_LETTERS = "dead.letters"
"""The topic on which a subscription's undeliverable messages arrive; `upkeep` listens."""

TICK = "upkeep.tick"
"""The topic on which the scheduler wakes `upkeep`."""

TICK_SECONDS = 30.0
"""How often it does."""

PLANS_TICK = "plans.tick"
"""The topic on which the scheduler of the embedded stack wakes `study_plans`."""

PLANS_TICK_SECONDS = 600.0
"""How often it does. A run that finds nothing to do costs two reads a learner."""

SERVICES = (
    Service(
        "upload",
        paths=("/api/recordings", "/api/recordings/import", "/api/events/azure"),
        publishes=(EventType.AUDIO_UPLOADED.topic,),  # what Event Grid tells of audio in Azure
        timeout=300,  # of a file fetched from Google Drive
        public=True,
    ),
    Service(
        "recordings",
        paths=("/api/recordings/",),
        publishes=tuple(each.topic for each in EventType if each is not EventType.REPLY_READY),
        timeout=300,
        public=True,
    ),
    Service(
        "convert",
        topics=(EventType.AUDIO_UPLOADED.topic,),
        publishes=(EventType.AUDIO_CONVERTED.topic, EventType.RECORDING_FAILED.topic),
        timeout=300,
    ),
    Service(
        "transcribe",
        paths=("/api/transcribe",),
        topics=(EventType.AUDIO_CONVERTED.topic,),
        publishes=(EventType.TRANSCRIPT_READY.topic, EventType.RECORDING_FAILED.topic),
        timeout=540,
        public=True,
    ),
    Service(
        "feedback",
        topics=(EventType.TRANSCRIPT_READY.topic,),
        publishes=(EventType.FEEDBACK_READY.topic, EventType.RECORDING_FAILED.topic),
        timeout=120,
    ),
    Service(
        "synthesize",
        paths=("/api/synthesize",),
        topics=(EventType.FEEDBACK_READY.topic,),
        publishes=(EventType.REPLY_READY.topic, EventType.RECORDING_FAILED.topic),
        timeout=120,
        public=True,
    ),
    Service("chat", paths=("/api/chat",), timeout=120, public=True),
    Service("learners", paths=("/api/learners/",), public=True),
    Service("classes", paths=("/api/classes/", "/api/plans/"), public=True),
    # Also a Cloud Run job of its own, without HTTP: `python -m functions.study_plans.main`.
    Service(
        "study_plans",
        paths=("/api/unsubscribe",),
        topics=(PLANS_TICK,),
        timeout=540,
        public=True,
    ),
    Service(
        "upkeep",
        topics=(TICK, DEAD_LETTERS),
        publishes=tuple(each.topic for each in EventType),  # it relays every outbox
        timeout=120,
    ),
)
