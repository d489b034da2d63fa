"""Every entry of the register profile: allowed by its own switch, charged without it."""

from dataclasses import fields, replace

import pytest

from shared.domain.correction import Verdict
from shared.french.engine import FrenchEngine
from shared.french.register import FORMAL, SPOKEN
from shared.ports.error_detector import Proposal

CASES = [
    ("drop_ne", "Je sais pas.", "Je ne sais pas."),
    ("drop_ne", "Il vient jamais.", "Il ne vient jamais."),
    ("drop_ne", "J'ai rien vu.", "Je n'ai rien vu."),
    ("drop_ne", "C'est pas grave.", "Ce n'est pas grave."),
    ("on_for_nous", "On va au parc.", "Nous allons au parc."),
    ("on_for_nous", "On est fatigués.", "Nous sommes fatigués."),
    ("on_for_nous", "On s'est levés tôt.", "Nous nous sommes levés tôt."),
    ("drop_il", "Faut partir.", "Il faut partir."),
    ("drop_il", "Y a du monde.", "Il y a du monde."),
    ("drop_il", "Y avait du monde.", "Il y avait du monde."),
    ("ca", "Ça marche bien.", "Cela marche bien."),
    ("short_tu", "T'as raison.", "Tu as raison."),
    ("short_tu", "T'es là demain.", "Tu es là demain."),
    ("dislocation", "Mon frère, il travaille.", "Mon frère travaille."),
    ("dislocation", "Mes parents ils travaillent.", "Mes parents travaillent."),
    ("intonation_question", "Tu viens ?", "Est-ce que tu viens ?"),
    ("dislocation", "Elle est bien, ta sœur.", "Ta sœur est bien."),
    ("intonation_question", "Tu viens ?", "Viens-tu ?"),
    ("intonation_question", "Tu vas où ?", "Où vas-tu ?"),
    ("intonation_question", "Où tu vas ?", "Où est-ce que tu vas ?"),
    ("intonation_question", "Tu fais quoi ?", "Qu'est-ce que tu fais ?"),
    ("intonation_question", "C'est qui ?", "Qui est-ce ?"),
    ("intonation_question", "Vous partez demain ?", "Partez-vous demain ?"),
]


class Rewriter:
    """A detector that rewrites the whole sentence."""

    name = "llm"

    def __init__(self, better: str) -> None:
        self.better = better

    def find(self, sentence: str) -> list[Proposal]:
        return [Proposal(0, len(sentence), (self.better,), 0.7, "llm", {})]


def verdicts(lexicon, phonemizer, profile, said: str, say: str) -> set[Verdict]:
    engine = FrenchEngine(
        lexicon=lexicon,
        phonemizer=phonemizer,
        detectors=[Rewriter(say)],
        own_rules=False,
    )
    return {c.verdict for c in engine.analyse(said, profile=profile).corrections}


@pytest.mark.parametrize(("entry", "said", "say"), CASES)
def test_spoken_french_is_fine_by_default(entry, said, say, lexicon, phonemizer):
    found = verdicts(lexicon, phonemizer, SPOKEN, said, say)
    assert Verdict.REGISTER in found
    assert Verdict.ERROR not in found


@pytest.mark.parametrize(("entry", "said", "say"), CASES)
def test_a_formal_profile_charges_it(entry, said, say, lexicon, phonemizer):
    found = verdicts(lexicon, phonemizer, FORMAL, said, say)
    assert Verdict.ERROR in found
    assert Verdict.REGISTER not in found


@pytest.mark.parametrize(("entry", "said", "say"), CASES)
def test_each_entry_has_its_own_switch(entry, said, say, lexicon, phonemizer):
    without = replace(SPOKEN, **{entry: False})
    only = replace(FORMAL, **{entry: True})
    assert Verdict.ERROR in verdicts(lexicon, phonemizer, without, said, say)
    assert Verdict.ERROR not in verdicts(lexicon, phonemizer, only, said, say)


def test_every_entry_is_tried():
    assert {case[0] for case in CASES} == {f.name for f in fields(SPOKEN)}


@pytest.mark.parametrize(
    ("said", "say"),
    [
        ("Quoi tu fais ?", "Qu'est-ce que tu fais ?"),
        ("Tu d'où viens ?", "Tu viens d'où ?"),
        ("Que tu veux ?", "Qu'est-ce que tu veux ?"),
        ("Mon frère elle travaille.", "Mon frère travaille."),
        ("Nous va au parc.", "Nous allons au parc."),
        ("Je te as vu.", "Je t'ai vu."),
        ("Je ne vais.", "Je ne vais pas."),
        ("Est froid dehors.", "Il est froid dehors."),
        ("On sommes là.", "On est là."),
    ],
)
def test_errors_are_no_register(said, say, lexicon, phonemizer):
    assert Verdict.REGISTER not in verdicts(lexicon, phonemizer, SPOKEN, said, say)


def test_two_liberties_at_once_need_both(lexicon, phonemizer):
    pair = ("Y a pas de pain.", "Il n'y a pas de pain.")
    assert verdicts(lexicon, phonemizer, SPOKEN, *pair) == {Verdict.REGISTER}
    for entry in ("drop_ne", "drop_il"):
        strict = replace(SPOKEN, **{entry: False})
        assert verdicts(lexicon, phonemizer, strict, *pair) == {Verdict.ERROR}
