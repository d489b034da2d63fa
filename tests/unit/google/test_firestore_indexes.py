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

from infra.google import firestore_idempotency_keys, firestore_queries

FOLDER = Path(firestore_queries.__file__).parent
NOW = datetime(2026, 3, 2, tzinfo=UTC)
LISTED = json.loads((FOLDER / "firestore_indexes.json").read_text())


@pytest.fixture
def client() -> Client:
    return Client(project="p", credentials=AnonymousCredentials())


def every_query(client: Client) -> dict[str, list[Query]]:
    """Each query with each of its shapes, by the name of the function that builds it."""
    memory = client.collection("learners", "l1", "memory")
    return {
        "unpublished": [firestore_queries.unpublished(client, before=NOW, limit=1)],
        "waiting": [firestore_queries.waiting(client, state="s", before=NOW, limit=1)],
        "of_learner": [
            firestore_queries.of_learner(client, learner_id="l1", below=below, limit=1)
            for below in ("", "r1")
        ],
        "most_frequent": [firestore_queries.most_frequent(memory, limit=1)],
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
    equal = [part.field.field_path for part in parts if part.op.name == "EQUAL"]
    fields = [(path, "ASCENDING") for path in equal]
    fields += [(o.field.field_path, o.direction.name) for o in asked.order_by]
    others = {part.field.field_path for part in parts} - set(equal)
    assert others <= {path for path, _ in fields}, "an inequality on a field that orders nothing"
    assert query._limit, "a query without a limit"
    return (asked.from_[0].collection_id, tuple(fields)) if len(fields) > 1 else None


def test_the_listed_indexes_are_those_the_queries_need(client: Client) -> None:
    needed = {composite_index(q) for queries in every_query(client).values() for q in queries}
    listed = {
        (i["collection"], tuple((f["path"], f["order"]) for f in i["fields"]))
        for i in LISTED["indexes"]
    }
    assert needed - {None} == listed


def test_every_query_is_looked_at_and_none_is_built_elsewhere(client: Client) -> None:
    builders = {
        name
        for name, member in inspect.getmembers(firestore_queries, inspect.isfunction)
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
    assert LISTED["ttl"] == [{"collection": "idempotency_keys", "field": "expires_at"}]
    claim = firestore_idempotency_keys._Claim("d", NOW, NOW)
    assert firestore_idempotency_keys._fields(claim, None)["expires_at"] == NOW
