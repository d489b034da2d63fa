"""The aligner: what it promises of any two sentences, and the shapes of French."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.domain.correction import Operation
from shared.french.alignment import align, alone, apply
from shared.french.words import wordlist

WORDS = st.sampled_from(
    sorted(wordlist("je j'ai suis le la l'eau au à qu'il ne pas mange a-t-il dis-moi chat, ."))
)
SENTENCES = st.lists(WORDS, max_size=9).map(" ".join)


@given(SENTENCES, SENTENCES)
def test_applying_the_edits_gives_the_corrected_text(one: str, other: str):
    assert apply(one, align(one, other)) == other


@given(SENTENCES)
def test_the_same_text_has_no_edits(text: str):
    assert align(text, text) == ()


@given(SENTENCES, SENTENCES)
def test_edits_are_in_order_and_do_not_overlap(one: str, other: str):
    edits = align(one, other)
    assert all(a.end <= b.start for a, b in pairwise(edits))
    assert all(one[e.start : e.end] == e.original for e in edits)


@given(SENTENCES, SENTENCES)
def test_an_edit_made_alone_is_found_again(one: str, other: str):
    for edit in align(one, other):
        isolated = alone(one, edit)
        assert isolated is None or apply(one, [isolated[1]]) == isolated[0]


@pytest.mark.parametrize(
    ("said", "say", "edits"),
    [
        ("Je suis faim.", "J'ai faim.", [("Je suis ", "J'ai ", Operation.REPLACE)]),
        ("On va à le lac.", "On va au lac.", [("à le", "au", Operation.REPLACE)]),
        ("Il lit journal.", "Il lit le journal.", [("", "le ", Operation.INSERT)]),
        ("Il cherche pour Luc.", "Il cherche Luc.", [("pour ", "", Operation.DELETE)]),
        ("une rouge robe", "une robe rouge", [("rouge robe", "robe rouge", Operation.REORDER)]),
        ("Dis pas-moi ça.", "Me dis pas ça.", None),
        (
            "Je vois souvent elle.",
            "Je la vois souvent.",
            [("vois souvent elle", "la vois souvent", Operation.REPLACE)],
        ),
        (
            "un maison blanc",
            "une maison blanche",
            [("un", "une", Operation.REPLACE), ("blanc", "blanche", Operation.REPLACE)],
        ),
    ],
)
def test_edits_are_minimal_and_whole(said, say, edits):
    found = align(said, say)
    if edits is None:
        assert len(found) == 1
        return
    assert [(e.original.strip(), e.replacement.strip(), e.op) for e in found] == [
        (a.strip(), b.strip(), op) for a, b, op in edits
    ]
