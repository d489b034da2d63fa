"""The list of indexes holds what our queries need, and nothing else. No emulator ever asks."""

import inspect
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from google.auth.credentials import AnonymousCredentials
from google.cloud.firestore_v1.client import Client
from google.cloud.firestore_v1.query import Query

from infra.google import firestore_idempotency_keys
from infra.google import firestore_queries as queries

FOLDER = Path(queries.__file__).parent
NOW = datetime(2026, 3, 2, tzinfo=UTC)
LISTED = json.loads((FOLDER / "firestore_indexes.json").read_text())


@pytest.fixture
def client() -> Client:
    return Client(project="p", credentials=AnonymousCredentials())


def every_query(client: Client) -> dict[str, list[Query]]:
    """Each query with each of its shapes, by the name of the function that builds it."""
    own = client.collection("learners", "l1", "memory")
    after_due = {"due": NOW, "pattern": "p"}
    after_slot = {"slot": 1, "learner_id": "l1"}
    return {
        "unpublished": [queries.unpublished(client, before=NOW, limit=1)],
        "waiting": [queries.waiting(client, state="s", before=NOW, limit=1)],
        "aged": [
            queries.aged(client, before=NOW, with_audio=audio, limit=1) for audio in (False, True)
        ],
        "of_learner": [
            queries.of_learner(client, learner_id="l1", below=below, limit=1)
            for below in ("", "r1")
        ],
        "recordings_begun": [queries.recordings_begun(client, learner_id="l1", until=NOW, limit=1)],
        "recordings_named": [queries.recordings_named(client, learner_id="l1", limit=1)],
        "answers_named": [queries.answers_named(client, owner="l1", limit=1)],
        "named": [queries.named(own, limit=1)],
        "begun": [queries.begun(own, until=NOW, limit=1)],
        "erased": [queries.erased(client, since=NOW, limit=1)],
        "most_frequent": [queries.most_frequent(own, limit=1)],
        "due": [
            queries.due(own, types=("a", "b"), until=NOW, after=after, limit=1)
            for after in (None, after_due)
        ],
        "overdue": [queries.overdue(own, until=NOW, limit=1)],
        "quoted": [queries.quoted(client, before=NOW, limit=1)],
        "quiet": [queries.quiet(client, before=NOW, limit=1)],
        "ordered": [
            queries.ordered(own, by="id", after=after, limit=1) for after in (None, {"id": "a"})
        ],
        "plan_before": [queries.plan_before(own, week="2026-W10")],
        "plans_of_class": [
            queries.plans_of_class(
                client, class_id="c", week="2026-W10", state=state, after=after, limit=1
            )
            for state in ("", "sent")
            for after in ("", "l1")
        ],
        "profiles": [
            queries.profiles(client, first=0, end=9, after=after, limit=1)
            for after in (None, after_slot)
        ],
    }


def composite_index(query: Query) -> tuple | None:
    """What Firestore asks for: equalities first, then the order; one field alone needs none.

    https://firebase.google.com/docs/firestore/query-data/index-overview
    """
    asked = query._to_protobuf()
    where = asked.where
    parts = [f.field_filter for f in where.composite_filter.filters] or (
        [where.field_filter] if "field_filter" in where else []
    )
    equal = [part.field.field_path for part in parts if part.op.name in {"EQUAL", "IN"}]
    fields = [(path, "ASCENDING") for path in equal]
    fields += [(o.field.field_path, o.direction.name) for o in asked.order_by]
    others = {part.field.field_path for part in parts} - set(equal)
    assert others <= {path for path, _ in fields}, "an inequality on a field that orders nothing"
    assert query._limit, "a query without a limit"
    (source,) = asked.from_
    # Fields are indexed by themselves within a collection only.
    assert len(fields) > 1 or not source.all_descendants, "a group by one field"
    scope = "COLLECTION_GROUP" if source.all_descendants else "COLLECTION"
    # One field that is compared and orders needs no more either.
    return (source.collection_id, scope, tuple(fields)) if len(fields) > 1 else None


def test_the_listed_indexes_are_those_the_queries_need(client: Client) -> None:
    needed = {composite_index(q) for queries in every_query(client).values() for q in queries}
    listed = {
        (
            i["collection"],
            i.get("scope", "COLLECTION"),
            tuple((f["path"], f["order"]) for f in i["fields"]),
        )
        for i in LISTED["indexes"]
    }
    assert needed - {None} == listed


def test_every_query_is_looked_at_and_none_is_built_elsewhere(client: Client) -> None:
    builders = {
        name
        for name, member in inspect.getmembers(queries, inspect.isfunction)
        if not name.startswith("_")
    }
    assert builders == every_query(client).keys()
    for path in FOLDER.glob("*.py"):
        if path.name != "firestore_queries.py":
            found = re.findall(
                r"\.(where|order_by|collection_group|list_documents)\(", path.read_text()
            )
            assert not found, path.name


def test_fields_that_end_a_documents_life_are_written() -> None:
    assert LISTED["ttl"] == [
        {"collection": "idempotency_keys", "field": "expires_at"},
        {"collection": "rate_limits", "field": "full_at"},
    ]
    claim = firestore_idempotency_keys._Claim("l1", "d", NOW, NOW)
    assert firestore_idempotency_keys._fields(claim, None)["expires_at"] == NOW
