"""A class, for its teachers: report, roster, settings, plans to approve, sheets to take along."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.classes import schemas
from functions.classes.exports import CONTENT_TYPES, as_file
from infra import bootstrap
from infra.edge.door import Call, Door, Route, in_thread
from infra.edge.plan_models import PlanModel
from infra.exports.json_document import SheetDocument
from shared.application.class_report import report_class
from shared.application.class_settings import ChangeSettings, change_settings, show_settings
from shared.application.decide_plan import (
    EditPlan,
    approve_plan,
    edit_plan,
    hold_plan,
    list_plans,
)
from shared.application.import_roster import MOST_BYTES, import_roster
from shared.application.make_sheet import make_sheet
from shared.domain.errors import Code


def _report(call: Call) -> schemas.ReportModel:
    """Show a class's heat map.

    Error type × learner: rates come with their opportunities and 90 % intervals, cells with
    clips to replay.
    """
    ports = bootstrap.ports()
    report = report_class(
        call.path["id"],
        principal=call.principal,
        people=ports.people,
        learners=ports.learners,
        clock=ports.clock,
    )
    return schemas.ReportModel.of(report)


async def _roster(call: Call) -> schemas.RosterModel:
    """Import learners from a CSV file.

    All or none. Columns: `learner_id,name,email,language,timezone,born`, parted by commas,
    semicolons or tabs; only a name is needed. Every bad line is named.
    """
    ports = bootstrap.ports()
    imported = await in_thread(
        import_roster,
        call.path["id"],
        await call.request.body(),
        principal=call.principal,
        people=ports.people,
        personal_data=ports.personal_data,
        ids=ports.ids,
        clock=ports.clock,
    )
    return schemas.RosterModel.of(imported)


def _settings(call: Call) -> schemas.SettingsModel:
    """Show a class's settings."""
    people = bootstrap.ports().people
    classroom = show_settings(call.path["id"], principal=call.principal, people=people)
    return schemas.SettingsModel.of(classroom)


def _change(call: Call) -> schemas.SettingsModel:
    """Change a class's settings.

    What is left out stays. An administrator makes a class by naming a free id.
    """
    wanted: schemas.SettingsChange = call.body
    command = ChangeSettings(
        class_id=call.path["id"],
        name=wanted.name,
        plans_need_approval=wanted.plans_need_approval,
        register=wanted.register_profile,
        consent_required=wanted.consent_required,
        detector_weights=wanted.detector_weights,
        teacher_ids=wanted.teacher_ids,
    )
    people = bootstrap.ports().people
    changed = change_settings(command, principal=call.principal, people=people)
    return schemas.SettingsModel.of(changed)


def _plans(call: Call) -> schemas.PlansModel:
    """List a class's plans of a week.

    Those that wait for a teacher are in state `awaiting_approval`.
    """
    ports, query = bootstrap.ports(), call.query
    page = list_plans(
        call.path["id"],
        principal=call.principal,
        plans=ports.plans,
        people=ports.people,
        clock=ports.clock,
        week=query.week,
        state=query.state,
        page_token=query.page_token,
    )
    return schemas.PlansModel.of(page)


def _edit(call: Call) -> PlanModel:
    """Change a plan before it is mailed.

    Add a note, drop patterns, set goals.
    """
    ports = bootstrap.ports()
    wanted: schemas.PlanChange = call.body
    plan = edit_plan(
        call.path["id"],
        EditPlan(note=wanted.note, drop=frozenset(wanted.drop), goals=dict(wanted.goals)),
        principal=call.principal,
        plans=ports.plans,
        people=ports.people,
        clock=ports.clock,
    )
    return PlanModel.of(plan)


def _approve(call: Call) -> PlanModel:
    """Approve a plan; the next run mails it."""
    ports = bootstrap.ports()
    plan = approve_plan(
        call.path["id"], principal=call.principal, plans=ports.plans, people=ports.people
    )
    return PlanModel.of(plan)


def _hold(call: Call) -> PlanModel:
    """Hold a plan back from the mail."""
    ports = bootstrap.ports()
    plan = hold_plan(
        call.path["id"],
        principal=call.principal,
        plans=ports.plans,
        people=ports.people,
        clock=ports.clock,
    )
    return PlanModel.of(plan)


def _export(call: Call) -> Response:
    """Download a class's work sheet of a week.

    As a table, Moodle quiz, Anki deck, printable page or JSON document.
    """
    ports, query = bootstrap.ports(), call.query
    sheet = make_sheet(
        call.path["id"],
        principal=call.principal,
        plans=ports.plans,
        people=ports.people,
        clock=ports.clock,
        week=query.week,
        language=query.language,
        named=query.named,
    )
    return as_file(sheet, call.path["format"], class_id=call.path["id"], blobs=ports.blobs)


door = Door(
    "classes",
    routes=[
        Route("GET", "/api/classes/{id}/report", _report, returns=schemas.ReportModel),
        Route(
            "POST",
            "/api/classes/{id}/roster",
            _roster,
            consumes="text/csv",
            returns=schemas.RosterModel,
            max_bytes=MOST_BYTES,
            creates=True,
        ),
        Route("GET", "/api/classes/{id}/settings", _settings, returns=schemas.SettingsModel),
        Route(
            "PATCH",
            "/api/classes/{id}/settings",
            _change,
            body=schemas.SettingsChange,
            returns=schemas.SettingsModel,
        ),
        Route(
            "GET",
            "/api/classes/{id}/plans",
            _plans,
            query=schemas.PlansQuery,
            returns=schemas.PlansModel,
        ),
        Route(
            "GET",
            "/api/classes/{id}/exports/{format}",
            _export,
            query=schemas.SheetQuery,
            produces=CONTENT_TYPES,
            returns=SheetDocument,
        ),
        Route(
            "PATCH",
            "/api/plans/{id}",
            _edit,
            body=schemas.PlanChange,
            returns=PlanModel,
            refuses=(Code.PLAN_CLOSED,),
        ),
        Route(
            "POST",
            "/api/plans/{id}/approve",
            _approve,
            returns=PlanModel,
            refuses=(Code.PLAN_CLOSED,),
        ),
        Route(
            "POST", "/api/plans/{id}/hold", _hold, returns=PlanModel, refuses=(Code.PLAN_CLOSED,)
        ),
    ],
)


@ff.http
async def classes(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
