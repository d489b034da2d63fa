"""What every adapter of `People` must do."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from shared.domain.errors import Code, Transient
from shared.domain.people import Classroom, Consent, ConsentBy, ConsentKind, Profile
from shared.ports.people import People
from tests.later_release import write_as_a_later_release
from tests.threads import in_threads

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
CONSENT = Consent(ConsentKind.PROCESSING, ConsentBy.PARENT, NOW)
EMMA = Profile(
    "emma", "Emma Müller", "emma@example.org", "en", "America/Montreal", "5b", date(2012, 2, 29)
)
CLASS = Classroom("5b", "5e B", ("marie",), ("emma",), detector_weights={"grammalecte": 0.8})


def test_a_profile_comes_back_as_it_went(people: People) -> None:
    stored = people.save_profile(replace(EMMA, consents=(CONSENT,)))
    assert stored == replace(EMMA, consents=(CONSENT,), revision=1)
    assert people.profile("emma") == stored
    assert people.save_profile(replace(stored, name="Emma")).revision == 2
    assert people.profile("nobody") is None


def test_a_class_comes_back_as_it_went(people: People) -> None:
    stored = people.save_classroom(CLASS)
    assert stored == replace(CLASS, revision=1)
    assert people.classroom("5b") == stored
    assert people.save_classroom(replace(stored, name="5e C")).revision == 2
    assert people.classroom("nothing") is None


@pytest.mark.parametrize("revision", [0, 2])
def test_a_stale_write_changes_nothing(people: People, revision: int) -> None:
    profile, classroom = people.save_profile(EMMA), people.save_classroom(CLASS)
    with pytest.raises(Transient) as caught:
        people.save_profile(replace(EMMA, name="x", revision=revision))
    assert caught.value.code is Code.STALE_WRITE
    with pytest.raises(Transient) as caught:
        people.save_classroom(replace(CLASS, name="x", revision=revision))
    assert caught.value.code is Code.STALE_WRITE
    assert (people.profile("emma"), people.classroom("5b")) == (profile, classroom)


def test_of_eight_writers_one_wins(people: People) -> None:
    results = in_threads(8, lambda i: people.save_profile(replace(EMMA, name=f"{i}")))
    (winner,) = [each for each in results if isinstance(each, Profile)]
    assert people.profile("emma") == winner
    rooms = in_threads(8, lambda i: people.save_classroom(replace(CLASS, name=f"{i}")))
    assert sum(isinstance(each, Classroom) for each in rooms) == 1


@pytest.mark.parametrize("parts", [1, 2, 3, 7, 64])
def test_shares_are_disjoint_whole_stable_and_even(people: People, parts: int) -> None:
    # GIVEN more learners than a page holds
    ids = {f"learner-{number:04}" for number in range(450)}
    for learner_id in ids:
        people.save_profile(Profile(learner_id))
    # WHEN parallel tasks take their shares
    shares = [[p.learner_id for p in people.profiles(part=i, parts=parts)] for i in range(parts)]
    # THEN each learner is in one, in the same order each time, and no task has it all
    assert sorted(each for share in shares for each in share) == sorted(ids)
    assert [p.learner_id for p in people.profiles(part=0, parts=parts)] == shares[0]
    assert max(map(len, shares)) <= 2.5 * len(ids) / parts


def test_profiles_of_a_class_where_there_are_any(people: People) -> None:
    stored = people.save_profile(EMMA)
    assert people.profiles_of(["emma", "nobody"]) == {"emma": stored}


def test_a_profile_that_cannot_be_read_holds_up_no_other(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        write_as_a_later_release(patch)
        people.save_profile(replace(EMMA, learner_id="anna"))
    ours = people.save_profile(EMMA)
    assert list(people.profiles()) == [ours]
