"""Every route against those whom it is not for. The routes themselves are the table.

A route whose path names something new fails here until `FOREIGN` says whose it is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from starlette.testclient import TestClient
from starlette.types import ASGIApp

from infra import bootstrap
from infra.edge import openapi, service
from infra.edge.door import Door, Route
from infra.local import gateway
from shared.ports.system import Principal, Role
from tests.functions.people import KEY
from tests.security.seeded_school import School, school

DOORS = service.every_door()
DOCUMENT = openapi.document(DOORS)
ROUTES = [(door, route) for door in DOORS for route in door.routes]
NAMED = [(door, route) for door, route in ROUTES if "{" in route.path]
PROTECTED = [(door, route) for door, route in ROUTES if not route.anybody]
ADDRESS = "http://127.0.0.1:5001"


def by_route(routes: list[tuple[Door, Route]]) -> pytest.MarkDecorator:
    names = [f"{route.method} {route.path}" for _, route in routes]
    return pytest.mark.parametrize(("door", "route"), routes, ids=names)


@dataclass(frozen=True)
class World:
    """The school, served by the gateway and by each function alone."""

    ports: bootstrap.Ports
    school: School
    functions: dict[str, ASGIApp]

    def client(self, door: Door, *, alone: bool = False) -> TestClient:
        app = self.functions[door.name] if alone else gateway.build(self.functions)
        return TestClient(app, base_url=ADDRESS)

    def foreign(self, route: Route) -> dict[str, str]:
        """Fill the route's path with what belongs to zoe and to paul's class."""
        known = {
            ("learners", "id"): "zoe",
            ("recordings", "id"): self.school.recordings["zoe"],
            ("classes", "id"): "6a",
            ("exports", "format"): "csv",
            ("plans", "id"): self.school.plans["zoe"],
            ("memory", "pattern"): KEY,
        }
        return {
            name: known[before, name] for before, name in re.findall(r"(\w+)/\{(\w+)\}", route.path)
        }

    def send(self, client: TestClient, route: Route, path: str, token: str | None) -> Any:
        """Send what the description gives as an example, as somebody or as nobody."""
        operation = DOCUMENT["paths"][route.path][route.method.lower()]
        query = {
            each["name"]: each["schema"]["examples"][0]
            for each in operation.get("parameters", ())
            if each["in"] == "query" and each["required"]
        }
        headers = {} if token is None else {"Authorization": f"Bearer {token}"}
        sent: dict[str, Any] = {}
        for kind, content in operation.get("requestBody", {}).get("content", {}).items():
            if kind == "application/json":
                sent["json"] = content["example"]
            elif kind == "multipart/form-data":
                sent["files"] = {"audio": ("a.wav", b"RIFF", "audio/wav")}
            else:
                sent["content"] = b"learner_id,name\n,New\n"
        return client.request(route.method, path, params=query, headers=headers, **sent)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    functions = gateway.load_functions()
    app = gateway.build(functions)
    with school(tmp_path_factory.mktemp("school"), app) as (ports, opened):
        yield World(ports, opened, functions)


@by_route(NAMED)
@pytest.mark.parametrize("alone", [False, True], ids=["gateway", "alone"])
@pytest.mark.parametrize("caller", ["emma", "luc", "marie"])
def test_what_belongs_to_others_is_not_there(
    world: World, door: Door, route: Route, alone: bool, caller: str
) -> None:
    token = world.school.tokens[caller]
    client = world.client(door, alone=alone)
    named = world.foreign(route)
    foreign = world.send(client, route, route.path.format(**named), token)
    unknown = dict.fromkeys(named, "bm9ib2R5")
    absent = world.send(client, route, route.path.format(**unknown), token)
    assert (foreign.status_code, foreign.json()["code"]) == (404, "not_found")
    assert (absent.status_code, absent.json()) == (404, foreign.json())
    secret = ("nosniff", "no-referrer", "no-store")
    assert secret == tuple(
        foreign.headers[name]
        for name in ("x-content-type-options", "referrer-policy", "cache-control")
    )


def test_those_whose_it_is_find_it(world: World) -> None:
    """The control: the same requests by the right people are not answered 404."""
    app = gateway.build(world.functions)
    with TestClient(app, base_url=ADDRESS) as client:
        last = sorted(NAMED, key=lambda named: named[1].method == "DELETE")
        for _, route in last:
            owner = (
                "zoe" if route.path.startswith(("/api/learners/", "/api/recordings/")) else "paul"
            )
            path = route.path.format(**world.foreign(route))
            answer = world.send(client, route, path, world.school.tokens[owner])
            assert answer.status_code != 404, (route.method, route.path)


def forged(ports: bootstrap.Ports) -> dict[str, str | None]:
    """Tokens that must open nothing."""
    good = {"sub": "zoe", "role": "learner", "aud": "parlons-api"}
    soon = {"exp": datetime.now(UTC) + timedelta(hours=1)}
    key = (ports.settings.data_dir / "keys" / "development.key").read_bytes()
    real = ports.dev_identity.issue(Principal("zoe", Role.LEARNER))
    head, body, signature = real.split(".")
    return {
        "none at all": None,
        "not a token": "a.b.c",
        "unsigned": jwt.encode({**good, **soon}, "", algorithm="none"),
        "another key": jwt.encode({**good, **soon}, bytes(32), algorithm="HS256"),
        "another algorithm": jwt.encode({**good, **soon}, key * 2, algorithm="HS512"),
        "another audience": jwt.encode({**good, **soon, "aud": "x"}, key, algorithm="HS256"),
        "the queue's": ports.dev_identity.issue_push(),
        "expired": jwt.encode(
            {**good, "exp": datetime.now(UTC) - timedelta(minutes=1)}, key, algorithm="HS256"
        ),
        "without an end": jwt.encode(good, key, algorithm="HS256"),
        "an unknown role": jwt.encode({**good, **soon, "role": "root"}, key, algorithm="HS256"),
        "a changed body": f"{head}.{body[:-2]}AA.{signature}",
    }


@by_route(PROTECTED)
@pytest.mark.parametrize("alone", [False, True], ids=["gateway", "alone"])
def test_a_forged_or_absent_token_opens_nothing(
    world: World, door: Door, route: Route, alone: bool
) -> None:
    client = world.client(door, alone=alone)
    path = route.path.format(**world.foreign(route))
    for kind, token in forged(world.ports).items():
        answer = world.send(client, route, path, token)
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthenticated"), kind
        assert answer.headers["www-authenticate"] == "Bearer"
        assert answer.headers["content-type"] == "application/problem+json"


@by_route(ROUTES)
@pytest.mark.parametrize("alone", [False, True], ids=["gateway", "alone"])
def test_other_methods_are_refused_with_those_that_are_taken(
    world: World, door: Door, route: Route, alone: bool
) -> None:
    client = world.client(door, alone=alone)
    taken = {each.method for each in door.routes if each.path == route.path}
    for method in {"GET", "POST", "PUT", "PATCH", "DELETE", "TRACE"} - taken:
        answer = client.request(method, route.path.format(**world.foreign(route)))
        assert (answer.status_code, answer.json()["code"]) == (405, "method_not_allowed")
        assert set(answer.headers["allow"].split(", ")) == taken
