"""What the learners' routes take and give."""

from datetime import date, datetime
from typing import Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator
from pydantic.config import JsonDict

from infra.edge.bodies import Body
from infra.edge.memory_keys import to_segment
from infra.edge.models import ClassId, Key, LearnerId, Pattern, QuoteModel
from infra.edge.plan_models import Week
from infra.edge.progress_models import ComparisonModel
from shared.application.erase_learner import Receipt
from shared.application.show_progress import Progress, TypeProgress
from shared.domain.error_types import ErrorType
from shared.domain.memory import MemoryEntry, MemoryState
from shared.domain.people import ConsentBy, ConsentKind, Profile

Document = dict[str, JsonValue]


class MemoryEntryModel(Body):
    """One pattern that was heard, how often, in how many sittings, and where.

    `key` stands for the pattern in paths; `due` is when it should be met again.
    """

    key: Key
    pattern: Pattern
    type: ErrorType = Field(examples=[ErrorType.AUXILIARY])
    state: MemoryState = Field(examples=[MemoryState.RECURRENT])
    occurrences: int = Field(examples=[4])
    sessions: int = Field(examples=[3])
    first_seen: datetime
    last_seen: datetime
    due: datetime | None
    paused: bool
    quotes: tuple[QuoteModel, ...]

    @classmethod
    def of(cls, entry: MemoryEntry) -> "MemoryEntryModel":
        """Show an entry."""
        names = set(cls.model_fields) - {"key", "quotes"}
        return cls(
            key=to_segment(entry.pattern),
            quotes=tuple(map(QuoteModel.of, entry.quotes)),
            **{name: getattr(entry, name) for name in names},
        )


class MemoryModel(Body):
    """Everything remembered of a learner's errors, most frequent first."""

    entries: tuple[MemoryEntryModel, ...]


class PlanQuery(Body):
    """Which plan: by default the newest that is not to come."""

    week: Week | None = None


def _one(name: str) -> JsonDict:
    return {"required": [name], "properties": {name: {"not": {"type": "null"}}}}


class MemoryChange(Body):
    """One change: take back an occurrence that was no error, or pause and resume the pattern."""

    model_config = ConfigDict(json_schema_extra={"oneOf": [_one("not_an_error"), _one("paused")]})

    not_an_error: str | None = Field(None, min_length=1, max_length=200, examples=[None])
    paused: bool | None = Field(None, examples=[True])

    @model_validator(mode="after")
    def _one(self) -> Self:
        if (self.not_an_error is None) == (self.paused is None):
            raise ValueError("send either not_an_error or paused")
        return self


class MemoryChanged(Body):
    """What is left of the entry; null where that was its only occurrence."""

    entry: MemoryEntryModel | None


class WeekModel(Body):
    """One week's counts, for a chart."""

    monday: date
    errors: int = Field(examples=[2])
    opportunities: int = Field(examples=[9])


class MasteryModel(Body):
    """How far the present run without an error goes."""

    mastered: bool
    clean_opportunities: int = Field(examples=[6])
    clean_sessions: int = Field(examples=[2])
    more_opportunities: int = Field(examples=[14])
    more_sessions: int = Field(examples=[1])
    rate_below: float = Field(examples=[0.35])


class TypeProgressModel(Body):
    """One error type; `comparison` is null where nothing of it could be counted."""

    type: ErrorType = Field(examples=[ErrorType.AUXILIARY])
    comparison: ComparisonModel | None
    mastery: MasteryModel
    weeks: tuple[WeekModel, ...]
    errors_only: int = Field(examples=[0])

    @classmethod
    def of(cls, progress: TypeProgress) -> "TypeProgressModel":
        """Show a type's progress."""
        return cls(
            type=progress.type,
            comparison=ComparisonModel.of(progress.comparison) if progress.comparison else None,
            mastery=MasteryModel.model_validate(progress.mastery, from_attributes=True),
            weeks=tuple(
                WeekModel(
                    monday=week.monday,
                    errors=week.counts.errors,
                    opportunities=week.counts.opportunities,
                )
                for week in progress.weeks
            ),
            errors_only=progress.errors_only,
        )


class ProgressModel(Body):
    """The last closed four weeks against the four before, and the running weeks' counts."""

    learner_id: LearnerId
    since: date
    until: date
    types: tuple[TypeProgressModel, ...]

    @classmethod
    def of(cls, progress: Progress) -> "ProgressModel":
        """Show a learner's progress."""
        return cls(
            learner_id=progress.learner_id,
            since=progress.span.since,
            until=progress.span.until,
            types=tuple(TypeProgressModel.of(each) for each in progress.types),
        )


class ProfileBody(Body):
    """A profile as it is to be; the class is the roster's to say."""

    name: str = Field("", max_length=200, examples=["Emma"])
    email: str = Field(
        "",
        max_length=255,
        pattern=r"^([^\s@<>,;\"]{1,64}@[A-Za-z0-9.-]{1,190})?$",
        examples=["emma@example.org"],
    )
    language: Literal["fr", "en"] = "fr"
    timezone: str = Field("Europe/Paris", max_length=64)
    born: date | None = Field(None, examples=["2009-05-17"])
    paused: bool = False


class ConsentModel(Body):
    """One recorded agreement."""

    kind: ConsentKind
    by: ConsentBy
    given_at: datetime
    withdrawn_at: datetime | None = Field(examples=[None])


class ProfileModel(Body):
    """A learner as a person."""

    learner_id: LearnerId
    name: str = Field(examples=["Emma"])
    email: str = Field(examples=["emma@example.org"])
    language: str = Field(examples=["fr"])
    timezone: str = Field(examples=["Europe/Paris"])
    class_id: ClassId
    born: date | None
    paused: bool
    email_bounced: bool
    consents: tuple[ConsentModel, ...]

    @classmethod
    def of(cls, profile: Profile) -> "ProfileModel":
        """Show a profile."""
        return cls.model_validate(profile, from_attributes=True)


class ConsentBody(Body):
    """Give an agreement, or withdraw it with `given: false`."""

    kind: ConsentKind
    by: ConsentBy = ConsentBy.LEARNER
    given: bool = True


class ExportModel(Body):
    """Everything kept of a learner; a section without documents is left out.

    The documents are as they are stored; addresses of audio are good for an hour.
    """

    learner_id: LearnerId
    exported_at: datetime
    profile: tuple[Document, ...] = ()
    memory: tuple[Document, ...] = ()
    weekly_windows: tuple[Document, ...] = ()
    study_plans: tuple[Document, ...] = ()
    conversations: tuple[Document, ...] = ()
    recordings: tuple[Document, ...] = ()


class ErasedModel(Body):
    """What one store lost, and what it holds now."""

    store: str = Field(examples=["recordings"])
    deleted: int = Field(examples=[12])
    left: int = Field(examples=[0])


class ReceiptModel(Body):
    """Proof of an erasure: every store, looked into again afterwards."""

    learner_id: LearnerId
    erased_at: datetime
    complete: bool = Field(examples=[True])
    stores: tuple[ErasedModel, ...]
    swept_until: datetime

    @classmethod
    def of(cls, receipt: Receipt) -> "ReceiptModel":
        """Show a receipt."""
        return cls.model_validate(receipt, from_attributes=True)
