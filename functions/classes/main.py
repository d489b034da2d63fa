"""A class, for its teachers: report, roster, settings, plans to approve, sheets to take along."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.classes import schemas
from functions.classes.exports import as_file
from infra import bootstrap
from infra.edge.bodies import parse_query
from infra.edge.door import Call, Door, Route, in_thread
from infra.edge.plan_models import PlanModel
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


def _report(call: Call) -> schemas.ReportModel:
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
    people = bootstrap.ports().people
    classroom = show_settings(call.path["id"], principal=call.principal, people=people)
    return schemas.SettingsModel.of(classroom)


def _change(call: Call) -> schemas.SettingsModel:
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
    ports, query = bootstrap.ports(), parse_query(schemas.PlansQuery, call.query)
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
    ports = bootstrap.ports()
    plan = approve_plan(
        call.path["id"], principal=call.principal, plans=ports.plans, people=ports.people
    )
    return PlanModel.of(plan)


def _hold(call: Call) -> PlanModel:
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
    ports, query = bootstrap.ports(), parse_query(schemas.SheetQuery, call.query)
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
        Route("GET", "/api/classes/{id}/plans", _plans, returns=schemas.PlansModel),
        Route("GET", "/api/classes/{id}/exports/{format}", _export),
        Route("PATCH", "/api/plans/{id}", _edit, body=schemas.PlanChange, returns=PlanModel),
        Route("POST", "/api/plans/{id}/approve", _approve, returns=PlanModel),
        Route("POST", "/api/plans/{id}/hold", _hold, returns=PlanModel),
    ],
)


@ff.http
async def classes(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
