"""What every adapter of `Recordings` must do."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.errors import Code, Transient
from shared.domain.events import Event, EventType
from shared.domain.recording import Failure, Lease, Recording, Stage, State
from shared.ports.learners import Learners
from shared.ports.recordings import Recordings
from tests.later_release import write_as_a_later_release
from tests.lessons import lesson
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def a_recording(id: str = "r1", **changes) -> Recording:
    recording = Recording(id, "l1", "é.webm", "audio/webm", 10, NOW, NOW)
    return replace(recording, **changes)


def an_event(id: str = "e1", **changes) -> Event:
    return replace(Event(id, EventType.AUDIO_CONVERTED, "r1", "g1", NOW), **changes)


def test_an_unknown_recording_is_none(recordings: Recordings) -> None:
    assert recordings.get("nobody") is None


def test_all_fields_come_back(recordings: Recordings) -> None:
    # GIVEN a recording with everything in it
    full = a_recording(
        state=State.FAILED,
        generation="g1",
        seconds=1.5,
        lease=Lease(Stage.CONVERT, "me", NOW),
        failure=Failure(Code.NOT_AUDIO, Stage.CONVERT, NOW, before=State.UPLOADED),
        artefacts={"audio": "a/b"},
        reached={State.UPLOADED: NOW, State.FAILED: NOW},
        unpublished=(an_event(),),
    )
    # WHEN it is stored THEN it comes back equal
    recordings.create(full)
    assert recordings.get("r1") == full


def test_creating_again_changes_nothing(recordings: Recordings) -> None:
    recordings.create(a_recording())
    recordings.create(a_recording(filename="other"))
    assert recordings.get("r1") == a_recording()


def test_a_save_counts_the_revision(recordings: Recordings) -> None:
    recordings.create(a_recording())
    first = recordings.save(a_recording(state=State.UPLOADED))
    assert (first.revision, first.state) == (1, State.UPLOADED)
    second = recordings.save(first)
    assert recordings.get("r1") == second
    assert second.revision == 2


def test_a_stale_save_changes_nothing(recordings: Recordings, learners: Learners) -> None:
    # GIVEN a recording that somebody else has saved since it was read
    recordings.create(a_recording())
    newest = recordings.save(a_recording())
    # WHEN the older one is saved THEN it is refused, memory included
    with pytest.raises(Transient) as caught:
        recordings.save(a_recording(filename="old"), learned=lesson("r1"))
    assert caught.value.code is Code.STALE_WRITE
    assert recordings.get("r1") == newest
    assert not learners.memory("l1")


def test_saving_what_was_never_created_is_stale(recordings: Recordings) -> None:
    with pytest.raises(Transient) as caught:
        recordings.save(a_recording())
    assert caught.value.code is Code.STALE_WRITE
    assert recordings.get("r1") is None


def test_memory_moves_with_the_recording_and_once(
    recordings: Recordings, learners: Learners
) -> None:
    recordings.create(a_recording())
    saved = recordings.save(a_recording(), learned=lesson("r1"))
    recordings.save(saved, learned=lesson("r1"))
    (entry,) = learners.memory("l1")
    assert entry.occurrences == 1


def test_of_eight_writers_one_wins_each_round(recordings: Recordings) -> None:
    recordings.create(a_recording())
    for round_ in range(10):
        # GIVEN eight who have read the same revision
        seen = recordings.get("r1")
        assert seen is not None
        # WHEN all save at once
        results = in_threads(8, lambda i, r=seen: recordings.save(replace(r, filename=f"{i}")))
        # THEN one has won, and it is his that is stored
        (winner,) = [r for r in results if isinstance(r, Recording)]
        losers = [r for r in results if isinstance(r, Transient)]
        assert [error.code for error in losers] == [Code.STALE_WRITE] * 7
        assert recordings.get("r1") == winner
        assert winner.revision == round_ + 1


def test_the_outbox_is_found_oldest_first(recordings: Recordings) -> None:
    # GIVEN recordings with unpublished events of several ages, and one without
    for minutes in (5, 1, 3):
        event = an_event(time=NOW - timedelta(minutes=minutes))
        recordings.create(a_recording(f"r{minutes}", unpublished=(event,)))
    recordings.create(a_recording("quiet"))
    # WHEN those from before two minutes ago are asked for
    before = NOW - timedelta(minutes=2)
    found = recordings.unpublished(before=before, limit=10)
    # THEN the two come, oldest first, within the limit
    assert [r.id for r in found] == ["r5", "r3"]
    assert [r.id for r in recordings.unpublished(before=before, limit=1)] == ["r5"]
    # WHEN one is published THEN it is gone from the outbox
    recordings.save(replace(found[0], unpublished=()))
    assert [r.id for r in recordings.unpublished(before=before, limit=10)] == ["r3"]


def test_the_waiting_are_found_oldest_first(recordings: Recordings) -> None:
    for minutes in (5, 1, 3):
        recordings.create(a_recording(f"r{minutes}", updated_at=NOW - timedelta(minutes=minutes)))
    recordings.create(a_recording("done", state=State.ANSWERED, updated_at=NOW - timedelta(days=1)))
    before = NOW - timedelta(minutes=2)
    found = recordings.waiting(State.ACCEPTED, before=before, limit=10)
    assert [r.id for r in found] == ["r5", "r3"]
    assert [r.id for r in recordings.waiting(State.ACCEPTED, before=before, limit=1)] == ["r5"]
    recordings.save(replace(found[0], state=State.UPLOADED))
    found = recordings.waiting(State.ACCEPTED, before=before, limit=10)
    assert [r.id for r in found] == ["r3"]


def test_a_learners_pages_are_whole_while_new_ones_come(recordings: Recordings) -> None:
    # GIVEN five recordings of one learner and one of another
    for index in range(5):
        recordings.create(a_recording(f"r{index}"))
    recordings.create(a_recording("r9", learner_id="l2"))
    # WHEN they are paged through while another arrives
    page, token = recordings.of_learner("l1", limit=2)
    assert [r.id for r in page] == ["r4", "r3"]
    recordings.create(a_recording("r5"))
    page, token = recordings.of_learner("l1", limit=2, page_token=token)
    assert [r.id for r in page] == ["r2", "r1"]
    page, token = recordings.of_learner("l1", limit=2, page_token=token)
    # THEN each came once, and the last page has no token
    assert [r.id for r in page] == ["r0"]
    assert token == ""


def test_a_page_that_is_just_full_is_the_last(recordings: Recordings) -> None:
    recordings.create(a_recording())
    page, token = recordings.of_learner("l1", limit=1)
    assert ([r.id for r in page], token) == (["r1"], "")
    assert recordings.of_learner("nobody", limit=5) == ([], "")


def test_aged_recordings_come_oldest_first_and_only_once_finished(recordings: Recordings) -> None:
    # GIVEN three finished recordings of different days, one without its audio, and one at work
    for day, state in enumerate((State.ANSWERED, State.FAILED, State.CANCELLED, State.UPLOADED)):
        made = a_recording(id=f"r{day}", created_at=NOW + timedelta(days=day))
        recordings.create(made)
        recordings.save(replace(made, state=state, audio_gone=day == 1))
    late = NOW + timedelta(days=9)
    # THEN
    found = recordings.aged(before=late, with_audio=False, limit=9)
    assert [each.id for each in found] == ["r0", "r1", "r2"]
    found = recordings.aged(before=late, with_audio=True, limit=9)
    assert [each.id for each in found] == ["r0", "r2"]
    found = recordings.aged(before=NOW + timedelta(days=1), with_audio=False, limit=9)
    assert [each.id for each in found] == ["r0"]


def test_a_recording_is_deleted_as_it_was_read(recordings: Recordings) -> None:
    recordings.create(a_recording())
    first = recordings.get("r1")
    assert first is not None
    second = recordings.save(first)
    with pytest.raises(Transient):
        recordings.delete(first)
    recordings.delete(second)
    assert recordings.get("r1") is None


def test_one_that_cannot_be_read_holds_up_no_other(
    recordings: Recordings, monkeypatch: pytest.MonkeyPatch
) -> None:
    # GIVEN a recording that a later release wrote, and one of ours, both with all there is to do
    todo = a_recording(state=State.FAILED, unpublished=(an_event(),))
    with monkeypatch.context() as patch:
        write_as_a_later_release(patch)
        recordings.create(replace(todo, id="r0"))
    recordings.create(todo)
    # THEN whoever goes through all meets ours
    late = NOW + timedelta(days=1)
    for found in (
        recordings.unpublished(before=late, limit=9),
        recordings.waiting(State.FAILED, before=late, limit=9),
        recordings.aged(before=late, with_audio=True, limit=9),
    ):
        assert [each.id for each in found] == ["r1"]
    # and who asks for the other is told to come again
    with pytest.raises(Transient):
        recordings.get("r0")
