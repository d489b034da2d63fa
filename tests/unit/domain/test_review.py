"""When a pattern should be met again."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from infra import documents
from shared.domain.review import Card, review
from tests.doubles import NOON


def test_a_first_error_is_due_the_next_day_at_the_earliest() -> None:
    card = review(None, correct=False, at=NOON)
    assert card.due is not None
    assert timedelta(days=1) <= card.due - NOON <= timedelta(days=3)
    assert card.last_review == NOON


def test_right_when_due_puts_it_off_further_each_time_and_an_error_brings_it_back() -> None:
    # GIVEN a pattern that was met rightly whenever it was due
    card, pauses = review(None, correct=False, at=NOON), []
    for _ in range(6):
        assert card.due is not None
        at = card.due
        card = review(card, correct=True, at=at)
        assert card.due is not None
        pauses.append(card.due - at)
    # THEN the pauses grow, to half a year at most
    assert pauses == sorted(pauses)
    assert pauses[-1] <= timedelta(days=180)
    # WHEN it goes wrong THEN it comes back soon
    assert card.due is not None
    again = review(card, correct=False, at=card.due)
    assert again.due is not None
    assert again.due - card.due < pauses[-1] / 3


def test_the_same_review_gives_the_same_card_and_no_chance_is_in_it() -> None:
    card = review(review(None, correct=False, at=NOON), correct=True, at=NOON + timedelta(days=9))
    again = review(review(None, correct=False, at=NOON), correct=True, at=NOON + timedelta(days=9))
    assert card == again


@given(
    st.lists(st.tuples(st.booleans(), st.integers(-5000, 5000), st.integers(-12, 12)), max_size=12)
)
def test_any_order_of_times_and_zones_gives_a_card_that_can_be_stored(
    reviews: list[tuple[bool, int, int]],
) -> None:
    card: Card | None = None
    for correct, hours, zone in reviews:
        at = (NOON + timedelta(hours=hours)).astimezone(timezone(timedelta(hours=zone)))
        before = card.last_review if card else None
        card = review(card, correct=correct, at=at)
        assert card.due is not None
        assert card.last_review is not None
        assert card.due >= card.last_review + timedelta(days=1)
        assert before is None or card.last_review >= before
        assert documents.decode(Card, documents.encode(card)) == card


def test_an_aware_time_of_another_zone_is_the_same_moment() -> None:
    tokyo = NOON.astimezone(timezone(timedelta(hours=9)))
    assert review(None, correct=True, at=tokyo) == review(None, correct=True, at=NOON)
    assert isinstance(NOON, datetime)
    assert NOON.tzinfo is UTC
