"""A class, for its teachers: report, roster, settings."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.classes import schemas
from infra import bootstrap
from infra.edge.door import Call, Door, Route, in_thread
from shared.application.class_report import report_class
from shared.application.class_settings import ChangeSettings, change_settings, show_settings
from shared.application.import_roster import MOST_BYTES, import_roster


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
    ],
)


@ff.http
async def classes(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
