"""Kind: unit."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infra.audio.sentences import Piece, Size, split_text, utf8_size


def test_sentences_fill_a_piece_and_end_it() -> None:
    pieces = list(split_text("Il pleut. Je sors ! « Vraiment ? » Oui.", 20))

    assert pieces == [
        Piece("Il pleut. Je sors !", ends_sentence=True),
        Piece("« Vraiment ? » Oui.", ends_sentence=True),
    ]


def test_a_long_sentence_is_split_after_a_comma_then_between_words() -> None:
    pieces = list(split_text("je viens demain, si tu le veux bien toi aussi.", 20))

    assert [piece.text for piece in pieces] == [
        "je viens demain, si",
        "tu le veux bien toi",
        "aussi.",
    ]
    assert [piece.ends_sentence for piece in pieces] == [False, False, True]


def test_a_figure_is_not_a_sentence_end() -> None:
    assert [piece.text for piece in split_text("Il fait 3.5 degrés.", 100)] == [
        "Il fait 3.5 degrés."
    ]


@pytest.mark.parametrize("size", [len, utf8_size])
@given(
    text=st.text(alphabet="ab é.!?…,;\n»𝄞", max_size=200),
    limit=st.integers(min_value=4, max_value=40),
)
def test_no_piece_is_too_long_and_nothing_but_blanks_is_lost(
    size: Size, text: str, limit: int
) -> None:
    pieces = [piece.text for piece in split_text(text, limit, size)]

    assert all(0 < size(piece) <= limit for piece in pieces)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
