"""What a commit's failures mean, and document ids, without a store."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from google.api_core import exceptions as api
from google.auth.exceptions import RefreshError
from hypothesis import given
from hypothesis import strategies as st

from infra.google.firestore_database import PATIENCE, FirestoreDatabase, Seen, Write
from infra.google.firestore_errors import ConflictError
from infra.google.firestore_ids import key
from shared.domain.errors import Code, Permanent, Transient

NOW = datetime(2026, 3, 2, tzinfo=UTC)


@dataclass
class FakeClient:
    """Answers each commit with the next of its outcomes."""

    outcomes: list[Exception | None]
    commits: int = 0
    waits: list[float] = field(default_factory=list)

    def batch(self) -> SimpleNamespace:
        return SimpleNamespace(
            create=lambda *_: None,
            update=lambda *_, **__: None,
            delete=lambda *_, **__: None,
            commit=self.commit,
        )

    def commit(self, *, retry: object, timeout: float) -> list[SimpleNamespace]:
        assert retry is None
        assert 0 < timeout <= 10
        self.commits += 1
        outcome = self.outcomes.pop(0) if self.outcomes else None
        if outcome is not None:
            raise outcome
        return [SimpleNamespace(update_time=NOW)]


def lost() -> ValueError:
    """What the client makes of a commit that a rival pushed aside."""
    error = ValueError("Failed to commit transaction in 5 attempts.")
    error.__cause__ = api.Aborted("too much contention")
    return error


def commit(*outcomes: Exception | None) -> tuple[FakeClient, Callable[[], object]]:
    client = FakeClient(list(outcomes))
    database = FirestoreDatabase(
        client,  # type: ignore[arg-type]
        sleep=client.waits.append,
        uniform=lambda low, high: high,
    )
    write = Write(SimpleNamespace(path="a/b"), {"x": 1}, Seen.ABSENT)  # type: ignore[arg-type]
    return client, lambda: database.commit(write)


def test_contention_is_waited_out() -> None:
    client, run = commit(api.Aborted(""), lost(), None)
    assert run() == [NOW]
    assert client.commits == 3
    assert client.waits == [0.05, 0.1]


def test_endless_contention_ends_as_a_transient_error() -> None:
    client, run = commit(*[api.Aborted("") for _ in range(99)])
    with pytest.raises(Transient) as caught:
        run()
    assert caught.value.code is Code.STORE_UNAVAILABLE
    assert client.commits == PATIENCE.tries


@pytest.mark.parametrize(
    "error", [api.AlreadyExists(""), api.FailedPrecondition(""), api.NotFound("")]
)
def test_a_condition_that_fails_is_a_conflict_and_not_tried_again(error: Exception) -> None:
    client, run = commit(error)
    with pytest.raises(ConflictError):
        run()
    assert client.commits == 1


@pytest.mark.parametrize(
    "error",
    [
        api.ServiceUnavailable(""),
        api.DeadlineExceeded(""),
        api.InternalServerError(""),
        api.ResourceExhausted(""),
        api.PermissionDenied(""),
        RefreshError("x"),
    ],
)
def test_an_answer_that_was_lost_is_not_asked_for_twice(error: Exception) -> None:
    client, run = commit(error)
    with pytest.raises(Transient) as caught:
        run()
    assert caught.value.code is Code.STORE_UNAVAILABLE
    assert client.commits == 1


def test_a_document_that_never_fits_is_permanent() -> None:
    _, run = commit(api.InvalidArgument("the document's content"))
    with pytest.raises(Permanent) as caught:
        run()
    assert caught.value.code is Code.INTERNAL
    assert "content" not in str(caught.value)


def test_a_mistake_of_ours_stays_one() -> None:
    _, run = commit(ValueError("a value Firestore does not know"))
    with pytest.raises(ValueError, match="does not know"):
        run()


def test_operations_are_counted_once_they_happened() -> None:
    client = FakeClient([api.Aborted(""), None])
    database = FirestoreDatabase(client, sleep=lambda _: None)  # type: ignore[arg-type]
    database.commit(Write(SimpleNamespace(path="a/b"), {}, Seen.ABSENT))  # type: ignore[arg-type]
    assert database.operations == {"writes": 1}


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_text_is_a_document_id_of_its_own(one: str, other: str) -> None:
    try:
        one.encode()
        other.encode()
    except UnicodeEncodeError:
        return
    made = key(one)
    assert made
    assert "/" not in made
    assert made[0] not in "._"
    assert len(made.encode()) <= 1500
    assert (one == other) == (made == key(other))


@pytest.mark.parametrize("text", ["", ".", "..", "__a__", "a/b", "é" * 2000, "%", "%2E"])
def test_awkward_ids_stay_apart(text: str) -> None:
    assert key(text) not in {"", ".", ".."}
    others = ["", ".", "..", "__a__", "a/b", "é" * 2000, "%", "%2E"]
    assert sum(key(each) == key(text) for each in others) == 1


class FakeReader:
    """Answers each query with the next of its outcomes."""

    def __init__(self, *outcomes: Exception) -> None:
        self.outcomes = list(outcomes)
        self.asked = 0

    def stream(self, *, retry: object, timeout: float) -> list[SimpleNamespace]:
        assert retry is None
        self.asked += 1
        if self.outcomes:
            raise self.outcomes.pop(0)
        return []


def test_a_read_without_answer_is_asked_again() -> None:
    reader = FakeReader(api.ServiceUnavailable(""), api.Aborted(""))
    database = FirestoreDatabase(None, sleep=lambda _: None)  # type: ignore[arg-type]
    assert database.query(reader) == []  # type: ignore[arg-type]
    assert reader.asked == 3


@pytest.mark.parametrize("error", [api.FailedPrecondition("no index"), api.PermissionDenied("")])
def test_a_read_that_is_refused_is_not(error: Exception) -> None:
    reader = FakeReader(error)
    database = FirestoreDatabase(None, sleep=lambda _: None)  # type: ignore[arg-type]
    with pytest.raises(Transient) as caught:
        database.query(reader)  # type: ignore[arg-type]
    assert (caught.value.code, reader.asked) == (Code.STORE_UNAVAILABLE, 1)
