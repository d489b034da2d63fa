"""What is remembered of a pattern."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.error_types import ErrorType
from shared.domain.memory import (
    QUOTES_KEPT,
    SESSIONS_KEPT,
    MemoryEntry,
    MemoryState,
    Observation,
    Quote,
    remember,
)
from tests.doubles import NOON


def seen(sessions: list[str]) -> MemoryEntry:
    """An entry after one occurrence in each of these sessions, a day apart."""
    entry: MemoryEntry | None = None
    for day, session in enumerate(sessions):
        quote = Quote("j'ai allé", "je suis allé", NOON + timedelta(days=day))
        observation = Observation("auxiliary:aller", ErrorType.AUXILIARY, quote)
        entry = remember(entry, observation, learner_id="emma", session=session)
    assert entry is not None
    return entry


@pytest.mark.parametrize(
    ("sessions", "state"),
    [
        (["a"], MemoryState.SLIP),
        (["a", "a", "a"], MemoryState.SLIP),
        (["a", "b"], MemoryState.SLIP),
        (["a", "a", "b"], MemoryState.RECURRENT),
        (["a", "b", "c"], MemoryState.RECURRENT),
    ],
)
def test_three_times_in_two_sittings_make_a_pattern_recurrent(
    sessions: list[str], state: MemoryState
) -> None:
    assert seen(sessions).state is state


@given(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=1, max_size=60))
def test_an_entry_stays_bounded_and_counts_everything(sessions: list[str]) -> None:
    entry = seen(sessions)
    assert entry.occurrences == len(sessions)
    assert entry.sessions >= min(len(set(sessions)), SESSIONS_KEPT)
    assert len(entry.quotes) == min(QUOTES_KEPT, len(sessions))
    assert len(entry.recent_sessions) <= SESSIONS_KEPT
    assert entry.quotes[-1].at == entry.last_seen


@given(st.permutations(["a", "a", "b", "c"]))
def test_few_sittings_are_counted_whatever_their_order(sessions: list[str]) -> None:
    assert seen(sessions).sessions == 3
