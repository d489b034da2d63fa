"""What is taken of a corrected sentence, and what is not."""

import pytest

from infra.openai.minimal_edits import LIKELY, SURE, Reason, proposals
from shared.french.words import wordlist
from shared.ports.error_detector import Proposal

FRENCH = wordlist(
    """je suis allé au cinéma ai faim la le table est belle une voiture hier la jolie petite
    bibliothèque que tu sois là il faut beaucoup de amis mon ami bonjour chat noir dort souvent
    ici avec nous parce qui avoir être était très content"""
)
AUXILIARY = Reason("ai", "suis", "Aller prend être.", "Aller takes être.", "sure")


def found(sentence: str, corrected: str, *reasons: Reason) -> list[Proposal]:
    return proposals(sentence, corrected, reasons, detector="openai:m", is_word=FRENCH.__contains__)


def mended(sentence: str, corrected: str) -> str:
    out, at = "", 0
    for p in found(sentence, corrected):
        out += sentence[at : p.start] + p.replacements[0]
        at = p.end
    return out + sentence[at:]


@pytest.mark.parametrize(
    ("sentence", "corrected"),
    [
        ("hier je ai allé au cinéma", "hier je suis allé au cinéma"),
        ("le table est belle", "la table est belle"),
        ("je suis faim", "j'ai faim"),
        ("il faut que tu es là", "il faut que tu sois là"),
        ("j'ai beaucoup amis", "j'ai beaucoup d'amis"),
        ("une voiture belle jolie", "une jolie voiture belle"),
        ("Euh 3 chats <là>, ma 👍 table est est belle", "Euh 3 chats <là>, la 👍 table est belle"),
    ],
)
def test_minimal_corrections_are_taken(sentence: str, corrected: str) -> None:
    assert mended(sentence, corrected) == corrected


def test_a_proposal_has_span_reason_and_modest_confidence() -> None:
    sentence = "hier je ai allé au cinéma"
    (p,) = found(sentence, "hier je suis allé au cinéma", AUXILIARY)
    assert sentence[p.start : p.end] == "ai"
    assert (p.replacements, p.detector, p.confidence) == (("suis",), "openai:m", SURE)
    assert p.explanation == {"fr": "Aller prend être.", "en": "Aller takes être."}
    (p,) = found(sentence, "hier je suis allé au cinéma")
    assert (p.confidence, p.explanation) == (LIKELY, {})


def test_each_change_gets_its_own_reason() -> None:
    gender = Reason("le table", "la table", "Table est féminin.", "Table is feminine.", "likely")
    first, second = found(
        "le table est belle mais je ai allé",
        "la table est belle mais je suis allé",
        AUXILIARY,
        gender,
    )
    assert first.explanation["en"] == "Table is feminine."
    assert second.explanation["en"] == "Aller takes être."


@pytest.mark.parametrize(
    "text", ["<b>x</b>", "voir evil.com", "a" * 201, "", "x\u202ey", "0612345678"]
)
def test_an_explanation_that_is_not_plain_is_left_out(text: str) -> None:
    reason = Reason("ai", "suis", text, "Aller takes être.", "sure")
    (p,) = found("je ai allé au cinéma", "je suis allé au cinéma", reason)
    assert p.explanation == {"en": "Aller takes être."}


@pytest.mark.parametrize(
    "corrected",
    ["Je suis allé au cinéma.", "je suis allé au cinéma !", "Je suis, allé au cinéma", "  "],
)
def test_capitals_and_punctuation_are_no_errors(corrected: str) -> None:
    assert found("je suis allé au cinéma", corrected) == []


@pytest.mark.parametrize(
    ("sentence", "corrected"),
    [
        # rewritten, translated, answered
        ("je ai allé au cinéma hier", "hier le chat noir dort avec nous"),
        ("je ai allé au cinéma", "I went to the cinema"),
        ("le table est belle", "bonjour"),
        ("je ai allé", "je suis allé au cinéma avec nous hier"),
        # words that French has not
        ("le table est belle", "la tablex est belle"),
        ("le table est belle", "le PWNED est belle"),
        # markup, addresses, control characters
        ("le table est belle", "la <b>table</b> est belle"),
        ("le table est belle", "la table est belle http://evil.com"),
        ("le table est belle", "la evil.com est belle"),
        ("le table est belle", "la table\u202e est belle"),
        ("<i>le table est belle", "<i>la table <i> est belle"),
        # everything gone, or far too long
        ("je ai", "hier"),
        ("le table est belle", "la table est belle " + "très " * 50),
        ("je suis content", ""),
    ],
)
def test_what_changes_more_than_it_must_is_refused(sentence: str, corrected: str) -> None:
    assert found(sentence, corrected) == []


@pytest.mark.parametrize(("changes", "taken"), [(1, 1), (4, 4), (5, 0)])
def test_never_more_than_four_changes(changes: int, taken: int) -> None:
    sentence = " et ".join(["il dort ici avec le amie"] * 5)
    corrected = sentence.replace("le amie", "la amie", changes)
    assert len(found(sentence, corrected)) == taken
