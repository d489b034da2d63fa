"""The ledger keeps every count wherever it stands, and its tombstones; without a store."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

from hypothesis import given, settings
from hypothesis import strategies as st

from infra.google.firestore_database import Seen, Stored, Write
from infra.google.firestore_ledger import APPLIED_KEPT, Book, Ledger
from shared.domain.error_types import ErrorType
from shared.domain.history import block_of, count_turn
from shared.domain.memory import Learned

NOW = datetime(2026, 3, 2, tzinfo=UTC)
MONDAY = NOW.date()


class Documents:
    """What a book reads from and is written to: documents by path, with their conditions."""

    def __init__(self) -> None:
        self.stored: dict[str, Stored] = {}
        self.reads = 0
        self.version = NOW

    def reference(self, *path: str) -> SimpleNamespace:
        return SimpleNamespace(path="/".join(path))

    def get_all(self, references: list[SimpleNamespace]) -> list[Stored | None]:
        self.reads += len(references)
        return [self.stored.get(reference.path) for reference in references]

    def open(self) -> Book:
        [ledger] = self.get_all([self.reference("learners", "l1")])
        return Book(self, "l1", ledger)  # type: ignore[arg-type]

    def commit(self, writes: list[Write]) -> None:
        for write in writes:
            known = self.stored.get(write.reference.path)
            assert write.seen == (known.version if known else Seen.ABSENT), write.reference.path
        self.version += timedelta(microseconds=1)
        for write in writes:
            assert write.fields is not None
            self.stored[write.reference.path] = Stored(write.reference, write.fields, self.version)


def count(documents: Documents, week: int) -> Book:
    at = NOW + timedelta(weeks=week)
    learned = Learned("l1", f"t{week}", "s", at, (), {ErrorType.NEGATION: 1})
    book = documents.open()
    book.put(count_turn(book.block(block_of(learned.monday)), learned))
    documents.commit(book.writes())
    return book


def counted(book: Book, first: int, last: int) -> list[int]:
    """Weeks of all that is counted between two."""
    since, until = (MONDAY + timedelta(weeks=week) for week in (first, last))
    return sorted(
        (window.week - MONDAY).days // 7
        for window in book.windows(since, until)
        for _ in range(window.opportunities)
    )


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=30), st.integers(0, 60), st.integers(0, 20))
def test_no_order_of_weeks_loses_a_count(weeks: list[int], first: int, length: int) -> None:
    documents = Documents()
    for week in weeks:
        count(documents, week)
    assert counted(documents.open(), 0, 60) == sorted(weeks)
    last = min(60, first + length)
    asked = [week for week in sorted(weeks) if first <= week <= last]
    assert counted(documents.open(), first, last) == asked


def test_what_a_claim_rests_on_is_one_read_however_long_the_history() -> None:
    documents = Documents()
    for week in range(104):
        count(documents, week)
    documents.reads = 0
    newest = block_of(MONDAY + timedelta(weeks=103))
    weeks = (newest - MONDAY).days // 7
    assert counted(documents.open(), weeks - 8, 103) == list(range(weeks - 8, 104))
    assert documents.reads == 1
    # AND the rest is there, a document for four weeks each
    assert counted(documents.open(), 0, 103) == list(range(104))


def test_the_last_turns_are_known_and_the_list_is_bounded() -> None:
    ledger = Ledger("l1")
    for number in range(APPLIED_KEPT + 100):
        ledger = ledger.with_applied(f"t{number}")
    assert len(ledger.applied) == APPLIED_KEPT
    assert ledger.has_applied(f"t{APPLIED_KEPT + 99}")
    assert ledger.has_applied("t100")
    assert not ledger.has_applied("t99")


def test_a_tombstone_holds_for_its_moment_and_before() -> None:
    second = timedelta(seconds=1)
    ledger = Ledger("l1", erased_at=NOW, forgotten={"p": NOW})
    for moment, gone in ((NOW - second, True), (NOW, True), (NOW + second, False)):
        assert ledger.was_erased(since=moment) is gone
        assert ledger.was_forgotten("p", since=moment) is gone
    assert not ledger.was_forgotten("q", since=NOW)
    assert not Ledger("l1").was_erased(since=NOW)


def test_a_new_learner_has_nothing_anywhere() -> None:
    documents = Documents()
    book = documents.open()
    assert book.windows(date(2020, 1, 6), MONDAY) == []
    assert documents.reads == 1
