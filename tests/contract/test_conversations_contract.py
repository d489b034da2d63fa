"""What every adapter of `Conversations` must do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.conversation import Conversation, Turn, add_turn
from shared.domain.errors import Code, Transient
from shared.ports.conversations import Conversations
from shared.ports.learners import Learners
from tests.lessons import lesson
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TALK = Conversation("c1", "l1", NOW, turns=(Turn("Salut", "Bonjour !"),))


def test_a_talk_comes_back_as_it_went(conversations: Conversations) -> None:
    stored = conversations.save(TALK)
    assert stored == replace(TALK, revision=1)
    assert conversations.get("l1", "c1") == stored
    again = conversations.save(add_turn(stored, Turn("a", "b"), now=NOW))
    assert conversations.get("l1", "c1") == again
    assert again.revision == 2


def test_a_talk_is_its_learners_alone(conversations: Conversations) -> None:
    # GIVEN a talk of one learner
    stored = conversations.save(TALK)
    # THEN another one does not see it
    assert conversations.get("l2", "c1") is None
    # WHEN the other writes one of the same id THEN the first is untouched
    conversations.save(replace(TALK, learner_id="l2", turns=()))
    assert conversations.get("l1", "c1") == stored


@pytest.mark.parametrize("revision", [0, 2])
def test_a_stale_talk_changes_nothing(
    conversations: Conversations, learners: Learners, revision: int
) -> None:
    stored = conversations.save(TALK)
    with pytest.raises(Transient) as caught:
        conversations.save(replace(TALK, revision=revision, turns=()), learned=lesson("t1"))
    assert caught.value.code is Code.STALE_WRITE
    assert conversations.get("l1", "c1") == stored
    assert not learners.memory("l1")


def test_a_revision_of_nothing_is_stale(conversations: Conversations) -> None:
    with pytest.raises(Transient):
        conversations.save(replace(TALK, revision=1))
    assert conversations.get("l1", "c1") is None


def test_memory_moves_with_the_talk_and_once(
    conversations: Conversations, learners: Learners
) -> None:
    stored = conversations.save(TALK, learned=lesson("t1"))
    conversations.save(stored, learned=lesson("t1"))
    (entry,) = learners.memory("l1")
    assert entry.occurrences == 1


def test_of_eight_first_turns_one_wins(conversations: Conversations) -> None:
    results = in_threads(8, lambda i: conversations.save(replace(TALK, turns=(Turn(f"{i}", ""),))))
    (winner,) = [r for r in results if isinstance(r, Conversation)]
    assert conversations.get("l1", "c1") == winner


def test_all_talks_of_a_learner_stream(conversations: Conversations) -> None:
    ids = [f"c{number:03}" for number in range(120)]
    for each in ids:
        conversations.save(replace(TALK, id=each))
    conversations.save(replace(TALK, id="x", learner_id="l2"))
    assert [talk.id for talk in conversations.of_learner("l1")] == ids


def test_talks_that_went_quiet_are_deleted_within_the_limit(conversations: Conversations) -> None:
    for number in range(5):
        conversations.save(replace(TALK, id=f"c{number}", updated_at=NOW + timedelta(days=number)))
    cut = NOW + timedelta(days=3)
    assert [conversations.delete_aged(before=cut, limit=2) for _ in range(3)] == [2, 1, 0]
    assert [talk.id for talk in conversations.of_learner("l1")] == ["c3", "c4"]
