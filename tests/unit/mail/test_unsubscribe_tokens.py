"""Tokens of unsubscribe links."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.mail.unsubscribe_tokens import HmacUnsubscribeTokens

TOKENS = HmacUnsubscribeTokens(b"k" * 32)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_a_token_gives_its_learner_back(learner_id: str) -> None:
    token = TOKENS.issue(learner_id)
    assert TOKENS.read(token) == learner_id
    assert TOKENS.issue(learner_id) == token
    assert HmacUnsubscribeTokens(b"o" * 32).read(token) is None


@given(st.text(max_size=60))
def test_nothing_else_is_a_token(text: str) -> None:
    assert TOKENS.read(text) is None


@pytest.mark.parametrize("place", range(3))
def test_a_changed_token_is_none(place: int) -> None:
    token = TOKENS.issue("emma")
    at = (0, token.index(".") + 1, len(token) - 1)[place]
    for letter in "ABCDwxyz019-_":
        changed = token[:at] + letter + token[at + 1 :]
        assert changed == token or TOKENS.read(changed) is None
    assert TOKENS.read(token + "=") is None


def test_a_short_key_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        HmacUnsubscribeTokens(b"short")
