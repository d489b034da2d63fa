"""What every adapter of `Publisher` must do."""

from datetime import UTC, datetime

from shared.domain.events import Event, EventType

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_each_event_arrives_on_its_topic_as_it_was(broker) -> None:
    # GIVEN one event of each type
    trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
    events = [Event(f"e-{k.topic}", k, "r1", "g1", NOW, trace) for k in EventType]
    # WHEN they are published together
    broker.publisher.publish(events)
    # THEN each is found by the subscribers of its type, and nowhere else
    assert [broker.arrived(kind) for kind in EventType] == [[event] for event in events]


def test_publishing_nothing_is_nothing(broker) -> None:
    broker.publisher.publish([])
    assert broker.arrived(EventType.AUDIO_CONVERTED) == []


def test_an_event_published_twice_keeps_its_id(broker) -> None:
    event = Event("e1", EventType.REPLY_READY, "r1", "g1", NOW)
    broker.publisher.publish([event])
    broker.publisher.publish([event])
    # At least once: a broker may merge the two, but never change them.
    assert set(broker.arrived(EventType.REPLY_READY)) == {event}


def test_topics_that_are_there_are_ready_and_nothing_is_published(broker) -> None:
    broker.publisher.ready([kind.topic for kind in EventType])
    assert all(not broker.arrived(kind) for kind in EventType)
