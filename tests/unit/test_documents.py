"""Documents of the domain survive the way to bytes and back, and damaged ones are refused."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infra import documents
from shared.domain.conversation import Conversation
from shared.domain.errors import Code, Permanent, Transient
from shared.domain.feedback import Feedback
from shared.domain.memory import MemoryEntry
from shared.domain.recording import Lease, Recording, Stage
from shared.domain.transcript import Transcript

NOW = datetime(2026, 3, 1, 12, 30, 15, 123456, tzinfo=UTC)
RECORDING = Recording("r1", "l1", "a.webm", "audio/webm", 10, NOW, NOW)

st.register_type_strategy(datetime, st.datetimes(timezones=st.just(UTC)))
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))
st.register_type_strategy(str, st.text(st.characters(codec="utf-8"), max_size=20))
KINDS = [Recording, Feedback, Transcript, MemoryEntry, Conversation]


@pytest.mark.parametrize("kind", KINDS)
def test_every_document_comes_back_as_it_went(kind: type) -> None:
    @settings(max_examples=40, deadline=None)
    @given(st.from_type(kind))
    def round_trip(value: object) -> None:
        assert documents.decode(kind, documents.encode(value)) == value

    round_trip()


def test_times_are_written_in_utc_with_a_z() -> None:
    # GIVEN a time of another zone
    paris = timezone(timedelta(hours=2))
    recording = replace(RECORDING, created_at=NOW.astimezone(paris))
    # WHEN it is stored
    data = documents.encode(recording)
    # THEN the document says the same moment in UTC
    assert b'"created_at":"2026-03-01T12:30:15.123456Z"' in data


def test_an_older_document_takes_the_defaults_of_new_fields() -> None:
    data = documents.encode(RECORDING).replace(b',"traceparent":""', b"")
    assert documents.decode(Recording, data) == RECORDING


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-9],
        lambda data: b"",
        lambda data: b"null",
        lambda data: b"\xff\xfe",
        lambda data: data.replace(b'"accepted"', b'"dreaming"'),
        lambda data: data.replace(b'"size":10', b'"size":"10"'),
        lambda data: data.replace(b'"learner_id"', b'"learner"'),
    ],
)
def test_a_damaged_document_is_refused_without_quoting_it(damage) -> None:
    # GIVEN a document that is cut, empty, of another type, or has strange fields
    data = damage(documents.encode(RECORDING))
    # WHEN it is read THEN that is a permanent, silent error
    with pytest.raises(Permanent) as caught:
        documents.decode(Recording, data)
    assert caught.value.code is Code.INTERNAL
    assert caught.value.__cause__ is None
    assert "webm" not in str(caught.value)


@pytest.mark.parametrize("known", [b'"size":10', b'"stage":"convert"'])
def test_what_a_later_release_wrote_is_left_to_it(known: bytes) -> None:
    # GIVEN a field that this release does not know, at the top or further in
    lease = Lease(Stage.CONVERT, "w1", NOW)
    data = documents.encode(replace(RECORDING, lease=lease))
    later = data.replace(known, known + b',"mood":"webm"')
    assert later != data
    # WHEN it is read THEN it may be tried again, by whoever knows it
    with pytest.raises(Transient) as caught:
        documents.decode(Recording, later)
    assert caught.value.code is Code.STORE_UNAVAILABLE
    assert "webm" not in str(caught.value)


@dataclass(frozen=True)
class Odd:
    """A type whose values may not be storable."""

    number: float = 0.0
    text: str = ""
    at: datetime = NOW


@pytest.mark.parametrize(
    "odd",
    [
        Odd(number=float("nan")),
        Odd(number=float("inf")),
        Odd(text="\ud800"),
        Odd(at=datetime(2026, 1, 1)),
        Odd(number="three"),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_back_is_not_stored(odd: Odd) -> None:
    with pytest.raises(Permanent):
        documents.encode(odd)
