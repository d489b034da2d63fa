"""Contexts of words that look like another language's."""

from shared.domain.error_types import ErrorType
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.contexts import FALSE_FRIEND_PARTNERS
from shared.french.words.false_friends import FALSE_FRIENDS

_WATCHED = FALSE_FRIENDS | FALSE_FRIEND_PARTNERS


@counts(ErrorType.FALSE_FRIEND)
def false_friend(s: Sentence) -> int:
    """Each false friend, and each word that learners replace by one."""
    return sum(1 for t in s if t.lemma in _WATCHED)
