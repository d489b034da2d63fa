"""What is remembered of a learner."""

import functions_framework.aio as ff
from starlette.requests import Request
from starlette.responses import Response

from functions.learners.schemas import MemoryEntryModel, MemoryModel
from infra import bootstrap
from infra.edge.door import Call, Door, Route
from shared.application.show_memory import show_memory


def _memory(call: Call) -> MemoryModel:
    learners = bootstrap.ports().learners
    entries = show_memory(call.path["id"], principal=call.principal, learners=learners)
    return MemoryModel(entries=tuple(MemoryEntryModel.of(entry) for entry in entries))


door = Door(
    "learners",
    routes=[Route("GET", "/api/learners/{id}/memory", _memory, returns=MemoryModel)],
)


@ff.http
async def learners(request: Request) -> Response:
    """Answer the function's calls."""
    return await door(request)
