"""The OpenAPI 3.1 description, made from the doors' routes and the models they check with.

`python -m infra.edge.openapi` writes the description of all functions to standard output.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from inspect import cleandoc
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode, models_json_schema

from infra.edge import service
from infra.edge.bodies import JSON, Body
from infra.edge.door import SEGMENT, Door, Route
from infra.edge.examples import example
from infra.edge.problems import MEDIA_TYPE, STATUS, UNPROCESSABLE
from infra.edge.streams import EVENT_STREAM
from shared.domain.errors import ADVICE, Code

Json = dict[str, Any]  # a JSON object on its way into the document

VERSION: Final = "1"
_REF: Final = "#/components/schemas/{model}"
_INTRODUCTION: Final = """\
Parlons hears the errors that recur in spoken French, and says honestly whether they go away.

Ids are opaque. Times are RFC 3339 in UTC. Errors are problem documents (RFC 9457) with a stable
`code`. Ids of other people answer like unknown ones: 404.
"""
# Whatever is asked, this may be answered.
_ALWAYS: Final = (
    Code.INVALID_REQUEST,
    Code.INTERNAL,
    Code.STALE_WRITE,
    Code.STORE_UNAVAILABLE,
    Code.PROVIDER_UNAVAILABLE,
)
_OF_BODIES: Final = (Code.MALFORMED_BODY, Code.PAYLOAD_TOO_LARGE, Code.REQUEST_TIMEOUT)
_OF_KEYS: Final = (
    Code.IDEMPOTENCY_KEY_INVALID,
    Code.IDEMPOTENCY_KEY_REUSED,
    Code.REQUEST_IN_FLIGHT,
)
_REASONS: Final = {
    200: "Done.",
    201: "Made.",
    202: "Taken up; it goes on by itself.",
    204: "Done; there is nothing to tell.",
}
# What stands in the paths, by name and the word before it, with an example.
_PARAMETERS: Final = {
    ("recordings", "id"): ("The recording's id, as it was given at its start.", "01KCR5M1V0ANKF"),
    ("learners", "id"): ("The learner's id; one's own, or that of a learner one teaches.", "emma"),
    ("classes", "id"): ("The class's id.", "5b"),
    ("plans", "id"): ("The plan's id: its learner's, and the week.", "emma.2026-W10"),
    ("exports", "format"): ("One of csv, gift, apkg, html, json.", "csv"),
    ("memory", "pattern"): ("The `key` of an entry of the memory.", "YXV4aWxpYXJ5OmFsbGVy"),
}
_IDEMPOTENCY_KEY: Final = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": (
        "The same key with the same body answers as the first time, for 24 hours; nothing is done "
        "twice."
    ),
    "schema": {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[ -~]*$"},
    "example": "2f6d1c0e-lundi",
}


class FieldProblem(Body):
    """One thing that is wrong: where, and what."""

    field: str
    message: str


class Problem(BaseModel):
    """An error, as RFC 9457 has it; `code` is stable, `title` says what to do next."""

    model_config = ConfigDict(extra="allow")

    type: str = Field(pattern="^urn:parlons:problem:")
    title: str
    status: int = Field(ge=400, le=599)
    code: Code
    detail: str = ""
    errors: tuple[FieldProblem, ...] = ()


class _Schemas(GenerateJsonSchema):
    """Names models without the suffix that tells them from the domain's classes in our code.

    Where two have one name, the module's comes before it: RecordingState, EvidenceState.
    """

    def normalize_name(self, name: str) -> str:
        *modules, own = name.split(".")
        before = modules[-1].capitalize() if modules else ""
        return super().normalize_name(f"{before}{own}").removesuffix("Model")

    def field_title_should_be_set(self, schema: object) -> Literal[False]:  # noqa: ARG002
        return False


def document(doors: Sequence[Door]) -> Json:
    """Describe these functions, and what every function has besides."""
    groups = [(door.name, door.routes) for door in doors if door.routes]
    groups.append(("service", service.routes("")))
    models = _Models(route for _, routes in groups for route in routes)
    paths: defaultdict[str, Json] = defaultdict(dict)
    refusals: Json = {}
    for tag, routes in groups:
        for route in routes:
            described = _Operation(route, models, refusals).describe(tag)
            paths[route.path][route.method.lower()] = described
    return {
        "openapi": "3.1.0",
        "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
        "info": {
            "title": "Parlons",
            "version": VERSION,
            "description": _INTRODUCTION,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"bearer": []}],
        "tags": [{"name": tag} for tag, _ in groups],
        "paths": dict(paths),
        "components": {
            "schemas": models.shown,
            "responses": refusals,
            "securitySchemes": {
                "bearer": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": (
                        "An ID token with the claim `role`: learner, teacher or admin. The "
                        "embedded stack signs in a demo learner where none is sent; `make token` "
                        "makes others."
                    ),
                }
            },
        },
    }


class _Models:
    """The schemas of all models in use; what one takes and gives may differ, so may its two."""

    def __init__(self, routes: Iterable[Route]) -> None:
        taken: set[type[BaseModel]] = set()
        given: set[type[BaseModel]] = {Problem}
        queries: set[type[BaseModel]] = set()
        for route in routes:
            queries.add(route.query)
            taken |= {route.body} if route.body else set()
            given |= {each for each in (route.returns, route.event) if each}
        wanted: list[tuple[type[BaseModel], JsonSchemaMode]] = [
            *((model, "validation") for model in _in_order(taken | queries)),
            *((model, "serialization") for model in _in_order(given)),
        ]
        self._refs, made = models_json_schema(
            wanted, ref_template="#/components/schemas/{model}", schema_generator=_Schemas
        )
        self._all: Json = made["$defs"]
        for schema in self._all.values():
            schema.pop("title", None)
        # Query parameters are listed one by one; their model is no part of the description.
        inlined = {_name(self.taken(model)) for model in queries - taken}
        self.shown = {name: self._all[name] for name in sorted(self._all) if name not in inlined}

    def taken(self, model: type[BaseModel]) -> Json:
        """Refer to what is sent to us."""
        return self._refs[model, "validation"]

    def given(self, model: type[BaseModel]) -> Json:
        """Refer to what we answer."""
        return self._refs[model, "serialization"]

    def resolve(self, reference: Json) -> Json:
        """Look a reference up."""
        found: Json = self._all[_name(reference)]
        return found

    def with_example(self, reference: Json) -> Json:
        """Describe a content by its schema and an example."""
        return {"schema": reference, "example": example(reference, self._all)}


def _in_order(models: set[type[BaseModel]]) -> list[type[BaseModel]]:
    return sorted(models, key=lambda model: (model.__module__, model.__name__))


def _name(reference: Json) -> str:
    return str(reference["$ref"]).rpartition("/")[2]


class _Operation:
    """Describes one route."""

    def __init__(self, route: Route, models: _Models, refusals: Json) -> None:
        self._route, self._models, self._refusals = route, models, refusals

    def describe(self, tag: str) -> Json:
        route = self._route
        summary, _, more = cleandoc(route.handler.__doc__ or "").partition("\n")
        described: Json = {
            "operationId": f"{tag}_{route.handler.__name__.strip('_')}",
            "tags": [tag],
            "summary": summary.rstrip("."),
        }
        if more.strip():
            described["description"] = " ".join(more.split())
        if route.anybody:
            described["security"] = []
        if parameters := [*self._path(), *self._query(), *self._headers()]:
            described["parameters"] = parameters
        if body := self._body():
            described["requestBody"] = body
        described["responses"] = {str(route.status): self._success(), **self._problems()}
        return described

    def _path(self) -> Iterator[Json]:
        for before, name in re.findall(r"(\w+)/\{(\w+)\}", self._route.path):
            description, shown = _PARAMETERS.get((before, name), ("An opaque id.", "01KCR5M1V0"))
            yield {
                "name": name,
                "in": "path",
                "required": True,
                "description": description,
                "schema": {"type": "string", "pattern": f"^{SEGMENT}$"},
                "example": shown,
            }

    def _query(self) -> Iterator[Json]:
        schema = self._models.resolve(self._models.taken(self._route.query))
        required = schema.get("required", ())
        for name, field in schema.get("properties", {}).items():
            yield {
                "name": name,
                "in": "query",
                "required": name in required,
                **({"description": field["description"]} if "description" in field else {}),
                "schema": {key: value for key, value in field.items() if key != "description"},
            }

    def _headers(self) -> Iterator[Json]:
        if self._route.creates:
            yield _IDEMPOTENCY_KEY
        if EVENT_STREAM in self._route.produces and self._route.method == "GET":
            yield {
                "name": "Last-Event-ID",
                "in": "header",
                "required": False,
                "description": "The last event that arrived; the stream goes on behind it.",
                "schema": {"type": "string"},
            }

    def _body(self) -> Json | None:
        route = self._route
        if route.body is None and route.consumes == JSON:
            return None
        content: Json = {"schema": {"type": "string"}}
        if route.body:
            content = self._models.with_example(self._models.taken(route.body))
        limit = f"At most {route.max_bytes:,} bytes.".replace(",", " ")
        return {"required": True, "description": limit, "content": {route.consumes: content}}

    def _success(self) -> Json:
        route = self._route
        described: Json = {"description": _REASONS.get(route.status, "Done.")}
        if route.status != 204:
            described["content"] = {kind: self._content(kind) for kind in route.produces}
        return described

    def _content(self, kind: str) -> Json:
        route = self._route
        if kind == JSON:
            if route.returns is None:
                return {"schema": {"type": "object"}}
            return self._models.with_example(self._models.given(route.returns))
        if kind == EVENT_STREAM and route.event:
            data = self._models.given(route.event)
            shown = json.dumps(self._models.with_example(data)["example"])
            # One event, as OpenAPI 3.2 has it; text that holds JSON: JSON Schema validation, 8.
            text = {"type": "string", "contentMediaType": JSON, "contentSchema": data}
            return {
                "schema": {
                    "type": "object",
                    "description": f"One event; its `data` is JSON: {_name(data)}.",
                    "properties": {
                        "id": {"type": "string"},
                        "event": {"type": "string"},
                        "data": text,
                    },
                    "required": ["data"],
                },
                "example": {"id": "1", "event": "progress", "data": shown},
            }
        # Bytes: a schema without a type (OpenAPI 3.1, "Considerations for File Uploads").
        return {"schema": {"type": "string"} if kind.startswith("text/") else {}}

    def _codes(self) -> Iterator[Code]:
        route = self._route
        yield from _ALWAYS
        yield from route.refuses
        if not route.anybody:
            yield Code.UNAUTHENTICATED
        if route.counted:
            yield Code.TOO_MANY_REQUESTS
        if "{" in route.path:
            yield Code.NOT_FOUND
        if route.body or route.consumes != JSON:
            yield from _OF_BODIES
        if route.json_body:
            yield Code.UNSUPPORTED_MEDIA_TYPE
        if route.creates:
            yield from _OF_KEYS

    def _problems(self) -> Json:
        by_status: defaultdict[int, dict[Code, None]] = defaultdict(dict)
        for code in self._codes():
            by_status[STATUS.get(code, UNPROCESSABLE)][code] = None
        return {
            str(status): self._refusal(status, list(codes))
            for status, codes in sorted(by_status.items())
        }

    def _refusal(self, status: int, codes: Sequence[Code]) -> Json:
        """Refer to the answer with one of these codes; it is described once for all routes."""
        name = ".".join(codes)
        problem = self._models.given(Problem)
        told = {"status": {"const": status}, "code": {"enum": [code.value for code in codes]}}
        shown = {
            "type": f"urn:parlons:problem:{codes[0]}",
            "title": ADVICE[codes[0]],
            "status": status,
            "code": codes[0].value,
        }
        self._refusals[name] = {
            "description": " ".join(f"`{code}`: {ADVICE[code]}" for code in codes),
            "content": {
                MEDIA_TYPE: {
                    "schema": {"allOf": [problem, {"properties": told}]},
                    "example": shown,
                }
            },
        }
        return {"$ref": f"#/components/responses/{name}"}


def main() -> int:
    """Write the description of all functions."""
    json.dump(document(service.every_door()), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
