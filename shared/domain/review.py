"""When a pattern should be met again: spaced repetition by FSRS.

FSRS (https://github.com/open-spaced-repetition) models how long something is remembered from how
often, when and how well it was recalled. The `fsrs` package is its authors' own and is arithmetic
only, so the core uses it directly: every store computes the same card inside its transaction.
What is stored is our own `Card`, plain data that outlives the package.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler
from fsrs import State as FsrsState

# No steps of minutes: nobody talks again ten minutes later, so every review counts in days. Half a
# year at most, for a pattern that is due after the school year would never be seen again. No
# fuzz: it would be chance in the core, and there is no pile of cards to be spread.
_SCHEDULER = Scheduler(
    desired_retention=0.9,
    learning_steps=(),
    relearning_steps=(),
    maximum_interval=180,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Card:
    """What FSRS knows of one pattern of one learner.

    Attributes:
        stability: days until recall falls to 90 %.
        difficulty: 1 to 10.
        due: when it should be met again; None before the first review.
        last_review: when it was last met.
    """

    stability: float | None = None
    difficulty: float | None = None
    due: datetime | None = None
    last_review: datetime | None = None


def review(card: Card | None, *, correct: bool, at: datetime) -> Card:
    """Count one meeting: right is FSRS's Good, wrong its Again.

    Args:
        card: None for a pattern met for the first time.
        at: aware; a meeting told late counts at the last review, never before it.
    """
    moment = at.astimezone(UTC)
    known = card or Card()
    if known.last_review is not None:
        moment = max(moment, known.last_review.astimezone(UTC))
    reviewed, _ = _SCHEDULER.review_card(
        # An id of its own would cost a millisecond's sleep, and nothing of ours needs it.
        FsrsCard(
            card_id=0,
            state=FsrsState.Learning if known.stability is None else FsrsState.Review,
            stability=known.stability,
            difficulty=known.difficulty,
            due=known.due or moment,
            last_review=known.last_review,
        ),
        Rating.Good if correct else Rating.Again,
        moment,
    )
    return Card(reviewed.stability, reviewed.difficulty, reviewed.due, reviewed.last_review)
