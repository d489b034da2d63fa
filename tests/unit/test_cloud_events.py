"""Events survive the wire, and whatever else arrives is refused by name."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra import cloud_events
from infra.cloud_events import ObjectFinalized
from shared.domain.errors import Code, Permanent
from shared.domain.events import Event, EventType

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
EVENT = Event("e1", EventType.AUDIO_CONVERTED, "r1", "g1", NOW, TRACE)

safe = st.text("abcXYZ019._-", min_size=1, max_size=40)
events = st.builds(
    Event,
    id=st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40),
    type=st.sampled_from(EventType),
    recording_id=safe,
    generation=st.just("") | safe,
    time=st.datetimes(timezones=st.just(UTC)),
    traceparent=st.sampled_from(["", TRACE]),
)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


@given(events)
def test_an_event_comes_back_as_it_went(event: Event) -> None:
    assert cloud_events.decode(*cloud_events.encode(event)) == event
    assert cloud_events.decode_any(*cloud_events.encode(event)) == event


@given(st.builds(ObjectFinalized, bucket=safe, name=safe, generation=safe))
def test_a_finished_upload_comes_back_as_it_went(finalized: ObjectFinalized) -> None:
    assert cloud_events.decode_any(*cloud_events.encode_finalized(finalized)) == finalized


def test_a_finished_upload_is_read_from_a_cloud_event() -> None:
    # GIVEN what Eventarc sends
    attributes = {
        "ce-specversion": "1.0",
        "ce-type": "google.cloud.storage.object.v1.finalized",
        "ce-source": "//storage.googleapis.com/projects/_/buckets/audio",
        "ce-subject": "objects/learners/l1/recordings/r1/source",
    }
    data = b'{"bucket":"audio","name":"learners/l1/recordings/r1/source","generation":"17"}'
    # WHEN it is decoded THEN bucket, name and generation are there
    finalized = cloud_events.decode_any(attributes, data)
    assert finalized == ObjectFinalized("audio", "learners/l1/recordings/r1/source", "17")


def test_a_malformed_trace_does_not_stop_the_event() -> None:
    attributes, data = cloud_events.encode(EVENT)
    assert cloud_events.decode(attributes | {"traceparent": "zz"}, data).traceparent == ""


@pytest.mark.parametrize(
    ("changes", "data"),
    [
        ({"ce-type": "parlons.audio.converted.v2"}, None),
        ({"ce-type": "com.example.other.v1"}, None),
        ({"ce-specversion": "0.3"}, None),
        ({"ce-id": ""}, None),
        ({"ce-id": "x" * 256}, None),
        ({"ce-time": "yesterday"}, None),
        ({"ce-time": "2026-13-01T00:00:00Z"}, None),
        ({"ce-time": "0001-01-01T00:00:00+23:59"}, None),
        ({"eventType": "OBJECT_DELETE", "bucketId": "b", "objectId": "o"}, None),
        ({}, b""),
        ({}, b"{}"),
        ({}, b'{"recording_id":"r1","generation":1}'),
        ({}, b'{"recording_id":"../r1","generation":"g"}'),
        ({}, b'{"recording_id":"r1","generation":"g","text":"bonjour"}'),
        ({}, b"[" * 60_000),
        ({}, b'{"recording_id":"r1","generation":"g"}' + b" " * 70_000),
        ({}, b'{"recording_id":' + b"9" * 5000 + b"}"),
    ],
)
def test_another_shape_is_refused_for_good(changes: dict[str, str], data: bytes | None) -> None:
    attributes, good = cloud_events.encode(EVENT)
    with pytest.raises(Permanent) as caught:
        cloud_events.decode_any(attributes | changes, good if data is None else data)
    assert caught.value.code is Code.UNKNOWN_EVENT


@given(
    st.dictionaries(
        st.sampled_from(["ce-type", "ce-id", "ce-source", "ce-time", "eventType", "traceparent"])
        | st.text(max_size=5),
        st.sampled_from([*EventType, "OBJECT_FINALIZE", cloud_events.FINALIZED]) | json_values,
    ),
    st.binary(max_size=50) | st.just(cloud_events.encode(EVENT)[1]),
)
def test_nothing_but_a_permanent_error_comes_out_of_noise(attributes: dict, data: bytes) -> None:
    for base in ({}, cloud_events.encode(EVENT)[0]):
        with contextlib.suppress(Permanent):
            cloud_events.decode_any({**base, **attributes}, data)
