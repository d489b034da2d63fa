"""Tokens, tagging, repairs, language: the ground on which rules stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.french.audibility import Ear
from shared.french.language import looks_french
from shared.french.repairs import find_repairs
from shared.french.sentence import Tagger
from shared.french.tokens import split_sentences, tokenize


@pytest.mark.parametrize(
    ("text", "norms"),
    [
        ("J'ai qu'une idée", "je ai que une idée"),
        ("aujourd’hui", "aujourd'hui"),
        ("Va-t'en !", "va te en !"),
        ("Parle-t-il ?", "parle il ?"),
        ("donne-le-moi", "donne le moi"),
        ("un rendez-vous", "un rendez-vous"),
        ("18h30, 3,5 km", "18 h 30 , 3,5 km"),
        ("Qu'est-ce que c'est", "que est ce que ce est"),
    ],
)
def test_tokens(text: str, norms: str):
    assert [t.norm for t in tokenize(text)] == norms.split()


@given(st.text(max_size=60))
def test_offsets_are_true_for_any_text(text: str):
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
    for span in split_sentences(text):
        assert text[span.start : span.start + len(span.text)] == span.text


def test_a_pause_does_not_end_a_sentence():
    assert len(split_sentences("Je suis… j'étais là. M. Roy part.")) == 2


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("la porte est fermée", "DET NOUN AUX VERB"),
        ("je la porte", "PRON PRON VERB"),
        ("les petits enfants", "DET ADJ NOUN"),
        ("il en a bu", "PRON PRON AUX VERB"),
        ("en été", "ADP NOUN"),
        ("ce soir", "DET NOUN"),
        ("c'est bon", "PRON AUX ADJ"),
        ("nous sommes partis", "PRON AUX VERB"),
    ],
)
def test_tags(text: str, tags: str, tagger):
    assert [t.pos for t in tagger.tag(text)] == tags.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ok.", True),
        ("Moi aller école demain", True),
        ("Je want manger avec my friend", True),
        ("Paris Berlin Madrid Rome", True),
        ("I went to the market with my sister", False),
        ("Ayer fui al mercado con mi hermana", False),
        ("Gestern bin ich mit dem Zug gefahren", False),
        ("я иду домой сегодня", False),
    ],
)
def test_looks_french(text: str, expected: bool, lexicon):
    assert looks_french(text, lexicon) is expected


@pytest.mark.parametrize(
    ("text", "taken_back"),
    [
        ("Je suis… j'étais là", ["Je suis"]),
        ("sur le non la table", ["le"]),
        ("je je pars", ["je"]),
        ("nous nous levons", []),
        ("C'est, euh, le chat.", []),
        ("Il est là, non ?", []),
    ],
)
def test_repairs(text: str, taken_back: list[str]):
    assert [text[r.start : r.end] for r in find_repairs(text)] == taken_back


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("j'ai parlé", "j'ai parler", True),
        ("les chat", "les chats", True),
        ("un ami", "une amie", False),
        ("ils aiment", "il aime", False),
        ("je l'ai", "je t'ai", False),
        ("un petit ami", "un petite amie", True),
    ],
)
def test_audibility(one: str, other: str, same: bool, phonemizer):
    assert Ear(phonemizer).same(one, other) is same


@pytest.mark.parametrize(
    ("text", "asks", "may_ask"),
    [
        ("Tu viens ?", True, True),
        ("Tu viens.", False, False),
        ("tu viens", False, True),
        ("je pense que tu viens", False, False),
        ("où tu habites", True, True),
        ("et alors pourquoi tu pleures", True, True),
        ("demain vas-tu au cinéma", True, True),
        ("qu'est-ce que c'est", True, True),
        ("salut Paul comment vas-tu", True, True),
        ("quelle est ton adresse", True, True),
        ("qui est mon meilleur ami", False, False),
        ("quand il pleut on reste là", False, False),
        ("peut-être vient-il demain", False, False),
        ("asseyez-vous", False, True),
        ("quoi que je fasse", False, False),
        ("", False, False),
    ],
)
def test_a_question_is_known_by_its_mark_or_its_opening(
    text: str, asks: bool, may_ask: bool, tagger: Tagger
):
    sentence = tagger.tag(text)

    assert (sentence.asks, sentence.may_ask) == (asks, may_ask)
