"""What every adapter of `PersonalData` must do: erase all, prove it, and keep it erased."""

from dataclasses import replace
from datetime import timedelta

import pytest

from shared.domain.conversation import Conversation, Turn
from shared.domain.errors import Transient
from shared.domain.people import Profile
from shared.domain.recording import State
from shared.ports.idempotency_keys import Answer
from tests.contract.conftest import Stores
from tests.doubles import NOON, recording
from tests.lessons import NOW, lesson
from tests.plans import full_plan

LATER = NOW + timedelta(hours=1)


def fill(stores: Stores, learner_id: str) -> None:
    """Leave something of a learner in every store."""
    stores.recordings.create(recording(learner_id=learner_id, id=f"r-{learner_id}"))
    talk = Conversation("c1", learner_id, NOW, turns=(Turn("Salut", "Bonjour"),))
    stores.conversations.save(talk, learned=lesson("t1", learner=learner_id))
    stores.learners.learn(lesson("t2", learner=learner_id, pattern="q"))
    stores.learners.forget(learner_id, "q", at=NOW)
    stores.people.save_profile(Profile(learner_id, name="Emma"))
    stores.plans.put(full_plan(learner_id))
    scope = f"{learner_id} POST /api/recordings"
    stores.keys.claim(scope, "k", digest="d", now=NOW, lease=60, keep=3600)
    stores.keys.settle(scope, "k", Answer(201, "application/json", b"{}"))


def test_everything_of_one_learner_goes_and_nothing_of_another(stores: Stores) -> None:
    # GIVEN two learners, one's id the beginning of the other's
    for learner_id in ("emma", "emma2"):
        fill(stores, learner_id)
    before = stores.personal_data.held("emma")
    assert all(before.values()), before
    # WHEN one is erased
    gone = stores.personal_data.erase("emma", at=LATER)
    # THEN each store tells what it lost, is empty, and holds the other's
    assert gone == before
    assert not any(stores.personal_data.held("emma").values())
    assert stores.personal_data.held("emma2") == before
    assert stores.recordings.get("r-emma2") is not None
    # AND again there is nothing to do
    assert not any(stores.personal_data.erase("emma", at=LATER).values())


def test_nothing_begun_before_comes_back(stores: Stores) -> None:
    # GIVEN work in hand at the erasure
    fill(stores, "l1")
    taken = stores.recordings.get("r-l1")
    talk = stores.conversations.get("l1", "c1")
    assert taken is not None
    assert talk is not None
    stores.personal_data.erase("l1", at=LATER)
    # WHEN it is finished late
    with pytest.raises(Transient):
        stores.recordings.save(replace(taken, state=State.UPLOADED), learned=lesson("t3"))
    with pytest.raises(Transient):
        stores.conversations.save(talk, learned=lesson("t4"))
    fresh = Conversation("c2", "l1", LATER + timedelta(minutes=1), started_at=LATER)
    with pytest.raises(Transient):
        stores.conversations.save(fresh, learned=lesson("t5"))
    stores.recordings.create(recording(learner_id="l1", id="late", created_at=NOON))
    stores.learners.learn(lesson("t6"))
    scope = "l1 POST /api/recordings"
    stores.keys.settle(scope, "k", Answer(201, "application/json", b"{}"))
    # THEN nothing is there
    assert not any(stores.personal_data.held("l1").values())


def test_who_comes_back_begins_afresh(stores: Stores) -> None:
    fill(stores, "l1")
    stores.personal_data.erase("l1", at=LATER)
    after = LATER + timedelta(seconds=1)
    stores.learners.learn(replace(lesson("t1"), at=after))
    stores.recordings.create(recording(learner_id="l1", created_at=after))
    talk = Conversation("c1", "l1", after, started_at=after)
    assert stores.conversations.save(talk).revision == 1
    assert stores.learners.entries("l1", ["p"])["p"].occurrences == 1


def test_the_erased_are_swept_in_turn_and_for_a_time(stores: Stores) -> None:
    data = stores.personal_data
    for hours, learner_id in enumerate("abc"):
        data.erase(learner_id, at=NOW + timedelta(hours=hours))
    assert set(data.erased(since=NOW, limit=9)) == {"a", "b", "c"}
    data.swept("a", at=LATER)
    assert "a" not in data.erased(since=NOW, limit=2)
    assert list(data.erased(since=NOW + timedelta(hours=2), limit=9)) == ["c"]
