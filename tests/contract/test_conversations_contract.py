"""What every adapter of `Conversations` must do."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from shared.domain.conversation import Conversation, Turn, add_turn
from shared.domain.errors import Code, Transient
from shared.ports.conversations import Conversations
from shared.ports.recordings import Learners
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
