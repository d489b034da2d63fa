"""The whole engine: merging, guards, offsets, and what it must never do."""

import importlib
import json

import pytest

from infra.grammar.grammalecte_detector import GrammalecteDetector
from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
from shared.domain.correction import Verdict
from shared.domain.error_types import ErrorType
from shared.domain.errors import Code, Transient
from shared.domain.transcript import Word
from shared.french.engine import FrenchEngine
from shared.french.export import to_json, to_m2
from shared.french.register import FORMAL
from shared.ports.error_detector import Proposal


class Scripted:
    """A detector that says what it was told to, wherever the words occur."""

    def __init__(self, name: str, said: str, *say: str, confidence: float = 0.6) -> None:
        self.name, self.said, self.say, self.confidence = name, said, say, confidence

    def find(self, sentence: str) -> list[Proposal]:
        at = sentence.find(self.said)
        if at < 0:
            return []
        end = at + len(self.said)
        return [Proposal(at, end, self.say, self.confidence, self.name, {})]


class Unreachable:
    name = "llm"

    def find(self, sentence: str) -> list[Proposal]:
        raise Transient(Code.PROVIDER_UNAVAILABLE)


def test_an_error_is_found_typed_and_mended(engine):
    analysis = engine.analyse("Bonjour. Euh, je suis faim ce soir.")
    (c,) = analysis.corrections
    assert analysis.text[c.start : c.end] == c.original
    assert (c.type, c.pattern) == (ErrorType.AVOIR_EXPRESSION, "avoir_expression:faim")
    assert c.verdict is Verdict.ERROR
    assert analysis.corrected == "Bonjour. Euh, j'ai faim ce soir."
    assert analysis.fillers == 1
    assert analysis.opportunities[ErrorType.AVOIR_EXPRESSION] == 1


@pytest.mark.parametrize(
    "text",
    ["", "   ", "…", "Ouais.", "Je sais pas.", "Y a du monde, on y va ?", "T'as vu ça ?", "12"],
)
def test_spoken_french_and_scraps_have_no_errors(engine, text):
    assert [c for c in engine.analyse(text).corrections if c.counted] == []


def build(lexicon, phonemizer, *detectors, **options):
    return FrenchEngine(
        lexicon=lexicon, phonemizer=phonemizer, detectors=detectors, own_rules=False, **options
    )


@pytest.mark.parametrize(
    ("heard", "mended"),
    [
        ("ma tante habite en états-unis", "ma tante habite aux états-unis"),
        ("nous allons à canada en été", "nous allons au canada en été"),
        ("je viens de la turquie", "je viens de turquie"),
    ],
)
def test_places_are_known_without_their_capital(engine, heard, mended):
    assert engine.analyse(heard).corrected == mended


@pytest.mark.parametrize(
    "text",
    [
        "je pars pour trois ans au canada",
        "il a gagné des paris sur le foot",
        "elle travaille dans une banque suisse",
        "tu as parlé avec madame petit",
        "si tu veux vous pouvez venir avec moi",
    ],
)
def test_a_native_checkers_mistake_about_names_and_subjects_is_not_shown(engine, text):
    assert [c.replacement for c in engine.analyse(text).corrections if c.counted] == []


def test_whoever_needs_grammalecte_shares_its_dictionary(lexicon, monkeypatch):
    # GIVEN a process that has a lexicon
    loaded = []
    ibdawg = importlib.import_module("grammalecte.graphspell.ibdawg")
    monkeypatch.setattr(ibdawg.IBDAWG, "__init__", lambda _self, source: loaded.append(source))
    # WHEN another one and a detector are made
    another, detector = GrammalecteLexicon(), GrammalecteDetector()
    # THEN no dictionary is loaded, and both work
    assert loaded == []
    assert another.analyses("chat") == lexicon.analyses("chat")
    assert detector.find("Il sont là.")


def test_agreement_raises_confidence(lexicon, phonemizer):
    one = Scripted("grammalecte", "le table", "la table", confidence=0.7)
    two = Scripted("llm", "le", "la", confidence=0.7)
    (c,) = build(lexicon, phonemizer, one, two).analyse("C'est le table.").corrections
    assert c.confidence == pytest.approx(0.91)
    assert c.detectors == ("grammalecte", "llm")


def test_disagreement_is_kept_and_decided_the_same_way_round(lexicon, phonemizer):
    one = Scripted("grammalecte", "regarde", "vois", confidence=0.6)
    two = Scripted("llm", "regarde", "observe", confidence=0.8)
    for order in ((one, two), (two, one)):
        (c,) = build(lexicon, phonemizer, *order).analyse("Je regarde.").corrections
        assert c.replacement == "observe" or c.replacement == "J'observe"
        assert c.rivals == ("regarde → vois",)


def test_an_unreachable_detector_does_not_stop_the_others(lexicon, phonemizer):
    other = Scripted("grammalecte", "le table", "la table")
    found = build(lexicon, phonemizer, Unreachable(), other).analyse("le table").corrections
    assert len(found) == 1


def test_what_cannot_be_heard_is_never_charged_in_speech(lexicon, phonemizer):
    spelling = Scripted("grammalecte", "manger", "mangé")
    engine = build(lexicon, phonemizer, spelling)
    (heard,) = engine.analyse("J'ai manger.").corrections
    (written,) = engine.analyse("J'ai manger.", spoken=False).corrections
    assert heard.verdict is Verdict.INAUDIBLE
    assert written.verdict is Verdict.ERROR


def test_register_is_the_teachers_choice(lexicon, phonemizer):
    strict = Scripted("llm", "Je sais", "Je ne sais")
    text = "Je sais pas."
    engine = build(lexicon, phonemizer, strict)
    (spoken,) = engine.analyse(text).corrections
    (formal,) = engine.analyse(text, profile=FORMAL).corrections
    assert spoken.verdict is Verdict.REGISTER
    assert formal.verdict is Verdict.ERROR


def test_a_doubted_word_makes_the_finding_unsure(engine):
    text = "Je suis faim."
    words = [Word("suis", 3, confidence=0.3)]
    (c,) = engine.analyse(text, words=words).corrections
    assert c.verdict is Verdict.UNSURE
    assert engine.analyse(text, words=words).corrected == text


def test_a_self_repair_is_not_charged(engine):
    analysis = engine.analyse("J'ai vu le, euh, la voiture.")
    assert analysis.repairs == 1
    assert [c for c in analysis.corrections if c.counted] == []


def test_a_rewritten_sentence_is_no_correction(lexicon, phonemizer):
    said = "a b c d e f g h i j k l m n"
    rewrite = Scripted("llm", said, "z b y d x f w h v j u l t n")
    assert build(lexicon, phonemizer, rewrite).analyse(said).corrections == ()


def test_m2_and_json(engine):
    analysis = engine.analyse("Je vais à le lac.")
    assert to_m2(analysis).splitlines() == [
        "S Je vais à le lac .",
        "A 2 4|||contraction|||au|||REQUIRED|||-NONE-|||0",
    ]
    assert json.loads(to_json(analysis))["corrections"][0]["type"] == "contraction"
