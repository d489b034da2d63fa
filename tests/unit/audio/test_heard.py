"""Kind: unit."""

from hypothesis import given
from hypothesis import strategies as st

from infra.audio.heard import Heard, HeardWord, joined, placed
from shared.domain.transcript import Word


def test_words_are_found_in_their_order() -> None:
    words = placed(
        "Je vais, je viens.",
        [HeardWord("Je"), HeardWord(" vais"), HeardWord("je"), HeardWord("viens")],
        seconds=2,
    )
    assert [(word.text, word.offset) for word in words] == [
        *(("Je", 0), ("vais", 3)),
        *(("je", 9), ("viens", 12)),
    ]


def test_a_word_that_the_text_does_not_hold_is_left_out() -> None:
    words = placed("j'ai allé", [HeardWord("allons"), HeardWord("allé")], seconds=2)
    assert [word.text for word in words] == ["allé"]


@given(st.lists(st.tuples(st.floats(-5, 50), st.floats(-5, 50)), max_size=8))
def test_times_stay_in_order_and_in_the_audio(times: list[tuple[float, float]]) -> None:
    heard = [HeardWord("oui", start, end) for start, end in times]
    words = placed(" ".join(["oui"] * len(times)), heard, seconds=10)
    starts = [word.start for word in words if word.start is not None]
    assert len(starts) == len(times)
    assert starts == sorted(starts)
    assert all(0 <= word.start <= word.end <= 10 for word in words)  # type: ignore[operator]


def test_parts_are_joined_with_their_readings() -> None:
    first = Heard("je vais", (Word("vais", 3),), ("jeu vais",))
    second = Heard("au marché", (Word("marché", 3),), ("aux marchés", "au marcher"))
    whole = joined([first, Heard("", ()), second])
    assert whole.text == "je vais au marché"
    assert [whole.text[word.offset :][: len(word.text)] for word in whole.words] == [
        "vais",
        "marché",
    ]
    assert whole.alternatives == ("jeu vais aux marchés", "je vais au marcher")
