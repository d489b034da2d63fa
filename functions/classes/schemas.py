"""What the classes' routes take and give."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from infra.edge.bodies import Body
from infra.edge.memory_keys import to_segment
from infra.edge.models import ClassId, Key, LearnerId, Pattern, RecordingId
from infra.edge.plan_models import PlanModel, Week
from infra.edge.progress_models import ComparisonModel
from shared.application.class_report import Cell, ClassReport, Clip
from shared.application.decide_plan import PlanPage
from shared.application.import_roster import RosterImported
from shared.domain.error_types import ErrorType
from shared.domain.focus import MOST_FOCUS
from shared.domain.memory import PATTERN_BYTES
from shared.domain.people import LEAST_WEIGHT, Classroom
from shared.domain.study_plan import MAX_NOTE, MOST_EDITED_GOAL, PlanState

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]{1,128}$")]
Weight = Annotated[float, Field(ge=LEAST_WEIGHT, le=1)]
ClassName = Annotated[str, Field(examples=["5e B"])]
Detector = Annotated[str, Field(min_length=1, max_length=100)]
KnownPattern = Annotated[Pattern, Field(min_length=1, max_length=PATTERN_BYTES)]
Goal = Annotated[int, Field(ge=1, le=MOST_EDITED_GOAL)]


class ClipModel(Body):
    """Where an error can be heard: GET /api/recordings/{recording_id}/clip?start=&end=."""

    recording_id: RecordingId
    start: float | None = Field(examples=[0.6])
    end: float | None = Field(examples=[1.8])
    pattern: Pattern
    key: Key
    occurrence_id: str = Field(examples=["01KCR5M1V0ANKFXJ4B8T2D6QHS:0"])

    @classmethod
    def of(cls, clip: Clip) -> "ClipModel":
        """Show a clip."""
        return cls(
            recording_id=clip.recording_id,
            start=clip.start,
            end=clip.end,
            pattern=clip.pattern,
            key=to_segment(clip.pattern),
            occurrence_id=clip.occurrence_id,
        )


class CellModel(Body):
    """One learner and one type over the last four weeks; rates are null without opportunities."""

    learner_id: LearnerId
    type: ErrorType = Field(examples=[ErrorType.AUXILIARY])
    errors: int = Field(examples=[7])
    opportunities: int = Field(examples=[31])
    rate: float | None = Field(examples=[0.2258])
    interval: tuple[float, float] | None = Field(examples=[(0.1254, 0.3707)])
    errors_only: int = Field(examples=[0])
    comparison: ComparisonModel | None
    clips: tuple[ClipModel, ...]

    @classmethod
    def of(cls, cell: Cell) -> "CellModel":
        """Show a cell."""
        errors, opportunities = cell.recent.errors, cell.recent.opportunities
        return cls(
            learner_id=cell.learner_id,
            type=cell.type,
            errors=errors,
            opportunities=opportunities,
            rate=round(errors / opportunities, 4) if opportunities else None,
            interval=(round(cell.interval[0], 4), round(cell.interval[1], 4))
            if cell.interval
            else None,
            errors_only=cell.errors_only,
            comparison=ComparisonModel.of(cell.comparison) if cell.comparison else None,
            clips=tuple(map(ClipModel.of, cell.clips)),
        )


class LearnerModel(Body):
    """Somebody of the class."""

    learner_id: LearnerId
    name: str = Field(examples=["Emma"])


class ReportModel(Body):
    """A class's heat map; cells without any count are left out."""

    class_id: ClassId
    name: ClassName
    since: date
    until: date
    learners: tuple[LearnerModel, ...]
    overall: tuple[ComparisonModel, ...]
    cells: tuple[CellModel, ...]

    @classmethod
    def of(cls, report: ClassReport) -> "ReportModel":
        """Show a report."""
        return cls(
            class_id=report.classroom.id,
            name=report.classroom.name,
            since=report.span.since,
            until=report.span.until,
            learners=tuple(
                LearnerModel(learner_id=each, name=name) for each, name in report.names.items()
            ),
            overall=tuple(map(ComparisonModel.of, report.overall)),
            cells=tuple(map(CellModel.of, report.cells)),
        )


class RosterModel(Body):
    """Who was added and who was brought up to date, in the order of the file."""

    added: tuple[LearnerModel, ...]
    updated: tuple[LearnerModel, ...]

    @classmethod
    def of(cls, imported: RosterImported) -> "RosterModel":
        """Show an import."""
        added, updated = (
            tuple(LearnerModel(learner_id=each.learner_id, name=each.name) for each in group)
            for group in (imported.added, imported.updated)
        )
        return cls(added=added, updated=updated)


class SettingsChange(Body):
    """What to change; what is left out stays. `teacher_ids` is an administrator's to set."""

    name: str | None = Field(None, min_length=1, max_length=200, examples=["5e B"])
    plans_need_approval: bool | None = None
    register_profile: Literal["spoken", "formal"] | None = None
    consent_required: bool | None = None
    detector_weights: dict[Detector, Weight] | None = Field(None, max_length=200)
    teacher_ids: tuple[Id, ...] | None = Field(None, max_length=20)


class SettingsModel(Body):
    """How a class wants things done."""

    class_id: ClassId
    name: ClassName
    plans_need_approval: bool
    register_profile: str = Field(examples=["spoken"])
    consent_required: bool
    detector_weights: Mapping[str, float] = Field(examples=[{"rules:auxiliary": 0.8}])
    teacher_ids: tuple[str, ...] = Field(examples=[("marie",)])
    learner_ids: tuple[LearnerId, ...]

    @classmethod
    def of(cls, classroom: Classroom) -> "SettingsModel":
        """Show a class."""
        return cls(
            class_id=classroom.id,
            name=classroom.name,
            plans_need_approval=classroom.plans_need_approval,
            register_profile=classroom.register,
            consent_required=classroom.consent_required,
            detector_weights=classroom.detector_weights,
            teacher_ids=classroom.teacher_ids,
            learner_ids=classroom.learner_ids,
        )


class PlansQuery(Body):
    """Which plans: of this week by default, in any state."""

    week: Week | None = None
    state: PlanState | None = None
    page_token: str = Field("", max_length=128)


class PlansModel(Body):
    """Some of a class's plans of a week, by learner, with names and without sounds."""

    week: str
    plans: tuple[PlanModel, ...]
    next_page_token: str

    @classmethod
    def of(cls, page: PlanPage) -> "PlansModel":
        """Show a page."""
        return cls(
            week=page.week.label,
            plans=tuple(
                PlanModel.of(plan, name=page.names[plan.learner_id]) for plan in page.plans
            ),
            next_page_token=page.next_page_token,
        )


class PlanChange(Body):
    """What to change in a plan; what is left out stays. `drop` and `goals` name its patterns."""

    note: str | None = Field(None, max_length=MAX_NOTE)
    drop: tuple[KnownPattern, ...] = Field((), max_length=MOST_FOCUS)
    goals: Mapping[KnownPattern, Goal] = Field({}, max_length=MOST_FOCUS)


class SheetQuery(Body):
    """Which sheet: of this week by default; `named` puts names beside the sentences."""

    week: Week | None = None
    language: Literal["fr", "en"] = "fr"
    named: bool = False
