"""The description of the API: complete, true to the routes, and the one that is committed."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from infra import wiring
from infra.edge import docs_page, openapi, service
from infra.edge.door import Door, Route

ROOT = Path(__file__).resolve().parents[2]
DOORS = service.every_door()
DOCUMENT = openapi.document(DOORS)
ROUTES = [(door, route) for door in DOORS for route in door.routes]
each_route = pytest.mark.parametrize(
    ("door", "route"), ROUTES, ids=[f"{route.method} {route.path}" for _, route in ROUTES]
)


def operations() -> Iterator[tuple[str, dict[str, Any]]]:
    for path, methods in DOCUMENT["paths"].items():
        for method, operation in methods.items():
            yield f"{method.upper()} {path}", operation


def contents(operation: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Everything of an operation that has a schema and an example."""
    answers = [
        DOCUMENT["components"]["responses"][each["$ref"].rpartition("/")[2]]
        if "$ref" in each
        else each
        for each in operation["responses"].values()
    ]
    for described in (operation.get("requestBody", {}), *answers):
        yield from described.get("content", {}).values()
    yield from operation.get("parameters", ())


def test_the_committed_description_is_the_one_the_code_makes() -> None:
    committed = json.loads((ROOT / "docs" / "openapi.json").read_text())
    assert committed == DOCUMENT, "run `make openapi`"


def test_it_is_openapi_by_its_own_schema_of_schemas() -> None:
    for name, schema in DOCUMENT["components"]["schemas"].items():
        assert jsonschema_rs.meta.is_valid(schema), name
    names = [operation["operationId"] for _, operation in operations()]
    assert len(names) == len(set(names))


@each_route
def test_every_route_is_described(door: Door, route: Route) -> None:
    operation = DOCUMENT["paths"][route.path][route.method.lower()]
    assert operation["tags"] == [door.name]
    assert 5 <= len(operation["summary"]) <= 60, "the first line of the handler's docstring"
    assert (operation.get("security") == []) == route.anybody
    success = operation["responses"][str(route.status)]
    assert set(success.get("content", {})) == (
        set(route.produces) if route.status != 204 else set()
    )
    keys = [each["name"] for each in operation.get("parameters", ())]
    assert ("Idempotency-Key" in keys) == route.creates


@each_route
def test_every_json_answer_and_body_has_a_model(door: Door, route: Route) -> None:
    json_answer = route.status != 204 and "application/json" in route.produces
    assert bool(route.returns) == json_answer, f"{door.name}: returns="
    if route.json_body:
        assert route.json_body.model_config.get("extra") == "forbid"


@pytest.mark.parametrize(
    ("name", "operation"), list(operations()), ids=lambda value: str(value)[:60]
)
def test_every_example_fits_its_schema(name: str, operation: dict[str, Any]) -> None:
    given = [each for each in contents(operation) if "example" in each]
    for each in given:
        schema = {**each["schema"], "components": DOCUMENT["components"]}
        jsonschema_rs.validate(schema, each["example"])
    bodies = operation.get("requestBody", {}).get("content", {})
    assert all("example" in each for kind, each in bodies.items() if kind == "application/json")
    assert "…" not in json.dumps(list(bodies.values()), ensure_ascii=False), name


def test_request_models_refuse_unknown_fields_in_the_description_as_well() -> None:
    for _, operation in operations():
        for content in operation.get("requestBody", {}).get("content", {}).values():
            if "$ref" in content["schema"]:
                name = content["schema"]["$ref"].rpartition("/")[2]
                assert DOCUMENT["components"]["schemas"][name]["additionalProperties"] is False


def test_every_refusal_has_its_codes() -> None:
    described = DOCUMENT["components"]["responses"]
    for name, operation in operations():
        codes = {
            code
            for status, answer in operation["responses"].items()
            if status[0] in "45"
            for code in described[answer["$ref"].rpartition("/")[2]]["content"][
                "application/problem+json"
            ]["schema"]["allOf"][1]["properties"]["code"]["enum"]
        }
        assert {"internal", "invalid_request", "store_unavailable"} <= codes, name
        # A delivery is no person's and shows its own credentials.
        signs_in = operation.get("security") != [] or name == "POST /api/events/azure"
        assert ("unauthenticated" in codes) == signs_in, name


def test_a_function_describes_its_own_routes_only() -> None:
    (chat,) = (door for door in DOORS if door.name == "chat")
    own = openapi.document([chat])
    assert {path for path in own["paths"] if path.startswith("/api/")} == {"/api/chat"}
    assert "Recording" not in own["components"]["schemas"]
    assert {"/health", "/", "/ready", "/openapi.json", "/docs"} <= set(own["paths"])


def test_every_function_of_the_table_is_in_it() -> None:
    tags = {tag["name"] for tag in DOCUMENT["tags"]}
    assert tags == {each.name for each in wiring.SERVICES if each.paths} | {"service"}


def test_the_page_shows_everything_and_loads_nothing() -> None:
    page = docs_page.render(DOCUMENT)
    for name, operation in operations():
        assert f'id="{operation["operationId"]}"' in page.html, name
    for schema in DOCUMENT["components"]["schemas"]:
        assert f'id="schema-{schema}"' in page.html
    loading = ("<script", "<img", "<link", "http:", "style=", " src=", "@import", "url(")
    assert [word for word in loading if word in page.html] == []
    assert "'unsafe" not in page.policy


def test_the_page_escapes_what_the_description_says() -> None:
    hostile = json.loads(json.dumps(DOCUMENT).replace("Start a recording", "<script>x</script>"))
    page = docs_page.render(hostile)
    assert "<script>" not in page.html
    assert "&lt;script&gt;x&lt;/script&gt;" in page.html


def test_nothing_of_the_description_is_loaded_at_a_start() -> None:
    code = (
        "import sys, infra.local.gateway, functions.chat.main\n"
        "late = ('infra.edge.openapi', 'infra.edge.docs_page')\n"
        "print([name for name in late if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env={}, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "[]"
