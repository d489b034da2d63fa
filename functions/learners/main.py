"""A learner: memory, progress, plan, profile, consent, export, erasure."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from functions.learners import schemas
from infra import bootstrap
from infra.edge import logs
from infra.edge.door import Call, Door, Route
from infra.edge.memory_keys import from_segment
from infra.edge.plan_models import PlanModel
from shared.application.change_memory import forget_pattern, pause_pattern, take_back_error
from shared.application.erase_learner import erase_learner
from shared.application.keep_profile import (
    RecordConsent,
    SaveProfile,
    record_consent,
    save_profile,
    show_profile,
)
from shared.application.show_memory import show_memory
from shared.application.show_plan import show_plan
from shared.application.show_progress import show_progress


def _memory(call: Call) -> schemas.MemoryModel:
    """Show a learner's memory.

    Which patterns were heard, how often, in the learner's own words, and how firmly they stand.
    """
    ports = bootstrap.ports()
    entries = show_memory(
        call.path["id"],
        principal=call.principal,
        learners=ports.learners,
        people=ports.people,
        clock=ports.clock,
    )
    return schemas.MemoryModel(entries=tuple(map(schemas.MemoryEntryModel.of, entries)))


def _change(call: Call) -> schemas.MemoryChanged:
    """Correct the memory of a pattern.

    Take back an occurrence that was no error, or pause and resume the pattern.
    """
    ports, wanted = bootstrap.ports(), call.body
    learner_id, pattern = call.path["id"], from_segment(call.path["pattern"])
    entry = (
        pause_pattern(
            learner_id,
            pattern,
            paused=wanted.paused,
            principal=call.principal,
            learners=ports.learners,
            people=ports.people,
        )
        if wanted.paused is not None
        else take_back_error(
            learner_id,
            pattern,
            wanted.not_an_error,
            principal=call.principal,
            learners=ports.learners,
            people=ports.people,
        )
    )
    return schemas.MemoryChanged(entry=schemas.MemoryEntryModel.of(entry) if entry else None)


def _forget(call: Call) -> Response:
    """Forget a pattern.

    What was said before cannot bring it back.
    """
    ports = bootstrap.ports()
    forget_pattern(
        call.path["id"],
        from_segment(call.path["pattern"]),
        principal=call.principal,
        learners=ports.learners,
        people=ports.people,
        clock=ports.clock,
    )
    return Response(status_code=204)


def _progress(call: Call) -> schemas.ProgressModel:
    """Show a learner's progress.

    One of four states per error type, with the figures behind it, and about how much more talk is
    needed where they do not suffice.
    """
    ports = bootstrap.ports()
    progress = show_progress(
        call.path["id"],
        principal=call.principal,
        learners=ports.learners,
        people=ports.people,
        clock=ports.clock,
    )
    return schemas.ProgressModel.of(progress)


def _plan(call: Call) -> PlanModel:
    """Show a learner's plan of a week.

    The latest by default; a learner sees it once it is approved or sent.
    """
    ports, query = bootstrap.ports(), call.query
    shown = show_plan(
        call.path["id"],
        principal=call.principal,
        plans=ports.plans,
        people=ports.people,
        blobs=ports.blobs,
        clock=ports.clock,
        week=query.week,
    )
    return PlanModel.of(shown.plan, sounds=shown.sounds)


def _profile(call: Call) -> schemas.ProfileModel:
    """Show a learner's profile and consents."""
    people = bootstrap.ports().people
    profile = show_profile(call.path["id"], principal=call.principal, people=people)
    return schemas.ProfileModel.of(profile)


def _save_profile(call: Call) -> schemas.ProfileModel:
    """Replace a learner's profile.

    The class is the roster's to say.
    """
    command = SaveProfile(call.path["id"], **dict(call.body))
    people = bootstrap.ports().people
    return schemas.ProfileModel.of(save_profile(command, principal=call.principal, people=people))


def _consent(call: Call) -> schemas.ProfileModel:
    """Give a consent, or withdraw it."""
    ports = bootstrap.ports()
    command = RecordConsent(call.path["id"], **dict(call.body))
    profile = record_consent(
        command, principal=call.principal, people=ports.people, clock=ports.clock
    )
    return schemas.ProfileModel.of(profile)


def _export(call: Call) -> Response:
    """Export everything kept of a learner.

    The audio comes as addresses, good for an hour.
    """
    # What every kind of document consists of: no other route need wait for it.
    from functions.learners.export import as_json
    from shared.application.export_learner import export_learner

    ports, learner_id = bootstrap.ports(), call.path["id"]
    items = export_learner(
        learner_id,
        principal=call.principal,
        people=ports.people,
        learners=ports.learners,
        conversations=ports.conversations,
        recordings=ports.recordings,
        plans=ports.plans,
        artefacts=ports.artefacts,
        blobs=ports.blobs,
    )
    header = {"learner_id": learner_id, "exported_at": ports.clock.now().isoformat()}
    return StreamingResponse(
        as_json(header, items),
        media_type="application/json",
        headers={"Content-Disposition": 'attachment; filename="parlons-export.json"'},
    )


def _erase(call: Call) -> schemas.ReceiptModel:
    """Erase a learner.

    Every store is cleared and looked into again; the receipt names what was deleted and what is
    left: nothing.
    """
    ports = bootstrap.ports()
    receipt = erase_learner(
        call.path["id"],
        principal=call.principal,
        people=ports.people,
        personal_data=ports.personal_data,
        blobs=ports.blobs,
        # Also where a server sends them now: what was written before still lies there.
        mails=ports.outbox,
        clock=ports.clock,
    )
    logs.logger.info("learner_erased", extra={"complete": receipt.complete})
    return schemas.ReceiptModel.of(receipt)


door = Door(
    "learners",
    routes=[
        Route("GET", "/api/learners/{id}/memory", _memory, returns=schemas.MemoryModel),
        Route(
            "PATCH",
            "/api/learners/{id}/memory/{pattern}",
            _change,
            body=schemas.MemoryChange,
            returns=schemas.MemoryChanged,
        ),
        Route("DELETE", "/api/learners/{id}/memory/{pattern}", _forget, status=204),
        Route("GET", "/api/learners/{id}/progress", _progress, returns=schemas.ProgressModel),
        Route(
            "GET",
            "/api/learners/{id}/plan",
            _plan,
            query=schemas.PlanQuery,
            returns=PlanModel,
        ),
        Route("GET", "/api/learners/{id}/profile", _profile, returns=schemas.ProfileModel),
        Route(
            "PUT",
            "/api/learners/{id}/profile",
            _save_profile,
            body=schemas.ProfileBody,
            returns=schemas.ProfileModel,
        ),
        Route(
            "POST",
            "/api/learners/{id}/consent",
            _consent,
            body=schemas.ConsentBody,
            returns=schemas.ProfileModel,
        ),
        Route("GET", "/api/learners/{id}/export", _export, returns=schemas.ExportModel),
        Route("DELETE", "/api/learners/{id}", _erase, returns=schemas.ReceiptModel),
    ],
)


@ff.http
async def learners(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
