"""What every adapter of `IdempotencyKeys` must do."""

from datetime import UTC, datetime, timedelta

import pytest

from shared.domain.errors import Code, Refused
from shared.ports.idempotency_keys import Answer, IdempotencyKeys
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
ANSWER = Answer(201, "application/json", b'{"id":"\xc3\xa9"}')


def claim(
    keys: IdempotencyKeys, *, scope: str = "s", digest: str = "d", after: float = 0
) -> Answer | None:
    now = NOW + timedelta(seconds=after)
    return keys.claim(scope, "k", digest=digest, now=now, lease=60, keep=3600)


def refusal(*values, **named) -> Code:
    with pytest.raises(Refused) as caught:
        claim(*values, **named)
    return caught.value.code


def test_the_first_carries_it_out_and_the_second_gets_its_answer(keys: IdempotencyKeys) -> None:
    assert claim(keys) is None
    keys.settle("s", "k", ANSWER)
    assert claim(keys, after=1) == ANSWER
    assert claim(keys, after=3599) == ANSWER


def test_a_twin_in_flight_is_refused(keys: IdempotencyKeys) -> None:
    claim(keys)
    assert refusal(keys, after=59) is Code.REQUEST_IN_FLIGHT


def test_another_body_is_refused_in_flight_and_after(keys: IdempotencyKeys) -> None:
    claim(keys)
    assert refusal(keys, digest="other") is Code.IDEMPOTENCY_KEY_REUSED
    keys.settle("s", "k", ANSWER)
    assert refusal(keys, digest="other") is Code.IDEMPOTENCY_KEY_REUSED


def test_a_claim_that_was_never_settled_is_taken_over(keys: IdempotencyKeys) -> None:
    claim(keys)
    assert claim(keys, after=61) is None
    assert refusal(keys, after=62) is Code.REQUEST_IN_FLIGHT


def test_a_failed_request_may_be_tried_again_at_once(keys: IdempotencyKeys) -> None:
    claim(keys)
    keys.release("s", "k")
    assert claim(keys, digest="other") is None


def test_a_settled_answer_is_not_released_nor_replaced(keys: IdempotencyKeys) -> None:
    claim(keys)
    keys.settle("s", "k", ANSWER)
    keys.release("s", "k")
    keys.settle("s", "k", Answer(500, "", b""))
    assert claim(keys) == ANSWER


def test_an_answer_is_forgotten_when_its_time_is_over(keys: IdempotencyKeys) -> None:
    claim(keys)
    keys.settle("s", "k", ANSWER)
    assert claim(keys, digest="other", after=3601) is None


def test_scopes_do_not_meet(keys: IdempotencyKeys) -> None:
    claim(keys)
    assert claim(keys, scope="other") is None


def test_of_eight_twins_one_carries_it_out(keys: IdempotencyKeys) -> None:
    results = in_threads(8, lambda i: claim(keys))
    assert results.count(None) == 1
    assert [r.code for r in results if isinstance(r, Refused)] == [Code.REQUEST_IN_FLIGHT] * 7
