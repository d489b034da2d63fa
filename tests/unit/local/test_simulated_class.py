"""The made-up class says what it is meant to say: known errors, the same each time."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from infra import bootstrap
from infra.local.simulated_class import LEARNERS, SENTENCES, TYPES, talk
from infra.local.simulated_weeks import TravelClock, mondays
from shared.domain.error_types import ErrorType
from shared.domain.history import span_of

SATURDAY = datetime(2026, 11, 21, 12, tzinfo=UTC)
BY_ID = {each.id: each for each in LEARNERS}


@pytest.mark.parametrize("kind", TYPES)
def test_a_sentence_tempts_to_its_own_error_and_to_no_other(
    ports: bootstrap.Ports, kind: ErrorType
) -> None:
    for sentence in SENTENCES[kind]:
        right, wrong = (
            ports.engine.analyse(text.format(when="Hier soir"), spoken=True)
            for text in (sentence.right, sentence.wrong)
        )
        assert not right.corrections, sentence.right
        assert [each.type for each in wrong.corrections if each.counted] == [kind], sentence.wrong
        # To err must not change how often one could have.
        assert right.opportunities == wrong.opportunities
        assert right.opportunities[kind] >= 1


def test_a_talk_is_the_same_at_every_run_and_another_each_time() -> None:
    first = talk(BY_ID["bilal"], 0, 0, changed=False)
    assert first == talk(BY_ID["bilal"], 0, 0, changed=False)
    assert len({first, talk(BY_ID["bilal"], 0, 1, changed=False)}) == 2
    assert len({first, talk(BY_ID["bilal"], 1, 0, changed=False)}) == 2


def test_a_change_changes_what_the_story_says_and_nothing_else() -> None:
    def wrong(learner_id: str, kind: ErrorType, *, changed: bool) -> int:
        said = [talk(BY_ID[learner_id], week, 0, changed=changed) for week in range(20)]
        marks = [each.wrong.format(when="").removeprefix(", ") for each in SENTENCES[kind]]
        return sum(text.count(mark) for text in said for mark in marks)

    auxiliary, place = ErrorType.AUXILIARY, ErrorType.PREP_PLACE
    assert wrong("alma", auxiliary, changed=False) > 5 * wrong("alma", auxiliary, changed=True)
    assert wrong("alma", place, changed=False) == wrong("alma", place, changed=True)
    assert wrong("elena", place, changed=True) == 0


@pytest.mark.parametrize("ahead", range(8))
def test_the_weeks_are_all_that_todays_progress_rests_on(ahead: int) -> None:
    today = SATURDAY + timedelta(weeks=ahead)
    weeks = mondays(None, today=today)
    running = today.date() - timedelta(days=today.weekday())
    assert weeks[0] == span_of(running).since
    assert weeks[-1] == running - timedelta(weeks=1)
    assert 8 <= len(weeks) <= 11
    assert {later - earlier for earlier, later in pairwise(weeks)} == {timedelta(weeks=1)}


def test_so_many_weeks_as_asked_for_end_last_sunday() -> None:
    assert mondays(2, today=SATURDAY) == (date(2026, 11, 2), date(2026, 11, 9))
    assert mondays(0, today=SATURDAY) == ()


def test_a_clock_that_was_set_runs_on_and_comes_home() -> None:
    clock = TravelClock()
    clock.travel_to(datetime(2026, 3, 2, 12, tzinfo=UTC))
    first = clock.now()
    assert timedelta() <= first - datetime(2026, 3, 2, 12, tzinfo=UTC) < timedelta(seconds=5)
    assert clock.now() > first
    clock.return_home()
    assert abs(clock.now() - datetime.now(UTC)) < timedelta(seconds=5)
