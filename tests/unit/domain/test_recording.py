"""The state machine of a recording."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.errors import Code, Permanent, Refused, Transient
from shared.domain.events import EventType
from shared.domain.recording import (
    ORDER,
    STEPS,
    Recording,
    Stage,
    State,
    begin,
    cancel,
    complete,
    fail,
    published,
    release,
    replay,
    upload_event,
)
from tests.doubles import NOON, recording

STAGES = list(Stage)


def begun(subject: Recording, stage: Stage, owner: str = "me") -> Recording | None:
    return begin(subject, stage, generation="g1", owner=owner, now=NOON, lease_seconds=60)


def after(stages: int) -> Recording:
    """A recording that has gone through the first so many stages."""
    subject = recording()
    for stage in STAGES[:stages]:
        taken = begun(subject, stage)
        assert taken is not None
        subject = complete(taken, stage, event_id=f"e-{stage}", now=NOON, artefacts={stage: "x"})
    return subject


def test_the_whole_way_ends_answered_with_a_result_of_each_stage() -> None:
    done = after(4)
    assert done.state is State.ANSWERED
    assert set(done.artefacts) == set(STAGES)
    assert list(done.reached) == list(ORDER[1:])


@pytest.mark.parametrize("stages", range(4))
def test_beginning_a_stage_strikes_the_event_that_announced_its_turn(stages: int) -> None:
    taken = begun(after(stages), STAGES[stages])
    assert taken is not None
    assert taken.unpublished == ()


@pytest.mark.parametrize("stages", range(1, 5))
def test_a_stage_that_is_done_is_not_begun_again(stages: int) -> None:
    assert begun(after(stages), STAGES[stages - 1]) is None


@pytest.mark.parametrize(("stages", "stage"), [(0, Stage.TRANSCRIBE), (1, Stage.SYNTHESIZE)])
def test_a_stage_before_its_turn_is_refused(stages: int, stage: Stage) -> None:
    with pytest.raises(Permanent) as refusal:
        begun(after(stages), stage)
    assert refusal.value.code is Code.UNKNOWN_EVENT


def test_a_lease_keeps_others_out_until_it_ends() -> None:
    held = begun(recording(), Stage.CONVERT, owner="first")
    assert held is not None
    with pytest.raises(Transient) as busy:
        begun(held, Stage.CONVERT, owner="second")
    assert busy.value.retry_after == 60
    later = NOON + timedelta(seconds=61)
    taken = begin(held, Stage.CONVERT, generation="g1", owner="second", now=later, lease_seconds=60)
    assert taken is not None
    assert taken.lease is not None
    assert taken.lease.owner == "second"


def test_a_released_lease_lets_the_next_in_at_once() -> None:
    held = begun(recording(), Stage.CONVERT, owner="first")
    assert held is not None
    assert begun(release(held), Stage.CONVERT, owner="second") is not None


def test_an_event_of_another_upload_does_nothing() -> None:
    subject = after(1)
    taken = begin(
        subject, Stage.TRANSCRIBE, generation="other", owner="me", now=NOON, lease_seconds=60
    )
    assert taken is None


@pytest.mark.parametrize("stages", range(4))
def test_a_failure_is_final_and_tells_its_code(stages: int) -> None:
    failed = fail(after(stages), Code.NO_SPEECH, event_id="e", now=NOON, stage=STAGES[stages])
    assert failed.state is State.FAILED
    assert failed.failure is not None
    assert failed.failure.code is Code.NO_SPEECH
    assert failed.unpublished[-1].type is EventType.RECORDING_FAILED
    assert begun(failed, STAGES[stages]) is None


def test_an_answered_recording_cannot_fail_any_more() -> None:
    done = after(4)
    assert fail(done, Code.GAVE_UP, event_id="e", now=NOON) == done


@pytest.mark.parametrize("stages", range(1, 4))
def test_a_replay_announces_the_last_good_state_and_goes_on(stages: int) -> None:
    failed = fail(after(stages), Code.GAVE_UP, event_id="e", now=NOON)
    again = replay(failed, event_id="again", now=NOON)
    assert again.unpublished[-1].type is STEPS[STAGES[stages]].consumes
    assert begun(again, STAGES[stages]) is not None


def test_a_replay_of_what_was_never_taken_in_hand_waits_for_its_upload() -> None:
    failed = fail(recording(), Code.GAVE_UP, event_id="e", now=NOON)
    again = replay(failed, event_id="again", now=NOON)
    assert (again.state, again.failure) == (State.ACCEPTED, None)
    assert begun(again, Stage.CONVERT) is not None


def test_what_never_failed_cannot_be_replayed() -> None:
    with pytest.raises(Permanent):
        replay(after(2), event_id="again", now=NOON)


def test_publishing_strikes_only_what_was_published() -> None:
    subject = fail(after(1), Code.GAVE_UP, event_id="second", now=NOON)
    first = subject.unpublished[0]
    assert [e.id for e in published(subject, (first,)).unpublished] == ["second"]


@given(st.lists(st.sampled_from(STAGES), max_size=30))
def test_whatever_the_order_a_recording_only_moves_forward(stages: list[Stage]) -> None:
    subject = recording()
    for stage in stages:
        before = ORDER.index(subject.state)
        try:
            taken = begun(subject, stage)
        except Permanent:
            continue
        if taken is not None:
            subject = complete(taken, stage, event_id="e", now=NOON, artefacts={})
        assert ORDER.index(subject.state) >= before
    assert len(subject.unpublished) <= 1


def test_only_a_recordings_source_announces_an_upload() -> None:
    subject = recording()
    event = upload_event(subject.source, "g1", now=NOON)
    assert event is not None
    assert (event.recording_id, event.generation) == (subject.id, "g1")
    again = upload_event(subject.source, "g1", now=NOON + timedelta(hours=1))
    assert again is not None
    assert again.id == event.id
    for name in ("learners/emma/recordings/rec1/g1/audio.flac", "x/source", ""):
        assert upload_event(name, "g1", now=NOON) is None


def test_replacing_fields_keeps_the_blobs_together() -> None:
    subject = replace(recording(), generation="g7")
    assert subject.result("transcript.json").startswith(subject.prefix)


@pytest.mark.parametrize("stages", range(4))
def test_a_cancelled_recording_is_finished_and_deaf(stages: int) -> None:
    held = begun(after(stages), STAGES[stages])
    assert held is not None
    ended = cancel(held, now=NOON)
    assert (ended.state, ended.finished) == (State.CANCELLED, True)
    assert (ended.lease, ended.unpublished, ended.failure) == (None, (), None)
    for stage in STAGES:
        assert begun(ended, stage) is None
    assert cancel(ended, now=NOON) is ended
    assert fail(ended, Code.GAVE_UP, event_id="e", now=NOON) is ended
    with pytest.raises(Permanent):
        replay(ended, event_id="e", now=NOON)


def test_what_is_finished_is_not_cancelled() -> None:
    failed = fail(after(1), Code.GAVE_UP, event_id="e", now=NOON)
    for ended in (after(4), failed):
        with pytest.raises(Refused) as refusal:
            cancel(ended, now=NOON)
        assert refusal.value.code is Code.ALREADY_FINISHED
