"""Each rule's own examples, and the promises that every rule makes."""

import re

import pytest

from shared.french.rules.detector import RuleDetector
from shared.french.rules.familiar import FAMILIAR
from shared.french.rules.framework import Rule
from shared.french.rules.registry import all_rules
from shared.french.sentence import Tagger

RULES = (*all_rules(), *FAMILIAR)
WRONG = [pytest.param(r, *pair, id=f"{r.id}: {pair[0]}") for r in RULES for pair in r.wrong]
RIGHT = [pytest.param(r, text, id=f"{r.id}: {text}") for r in RULES for text in r.right]


@pytest.mark.parametrize(("rule", "said", "say"), WRONG)
def test_a_rule_mends_its_wrong_examples(rule: Rule, said: str, say: str, tagger: Tagger):
    proposals = RuleDetector(tagger, [rule]).find(said)
    mended = {said[: p.start] + r + said[p.end :] for p in proposals for r in p.replacements}
    assert say in mended


@pytest.mark.parametrize(("rule", "text"), RIGHT)
def test_a_rule_is_silent_on_its_right_examples(rule: Rule, text: str, tagger: Tagger):
    assert RuleDetector(tagger, [rule]).find(text) == []


@pytest.mark.parametrize("text", sorted({text for r in RULES for text in r.right}))
def test_no_rule_speaks_on_another_rules_right_example(text: str, tagger: Tagger):
    assert [p.detector for p in RuleDetector(tagger).find(text)] == []


@pytest.mark.parametrize("text", sorted({text.rstrip(" .?") for r in RULES for text in r.right}))
def test_no_rule_speaks_on_a_right_example_that_a_recognizer_leaves_unmarked(
    text: str, tagger: Tagger
):
    assert [p.detector for p in RuleDetector(tagger).find(text)] == []


@pytest.mark.parametrize("text", sorted({text for r in FAMILIAR for text in r.right}))
def test_no_rule_on_familiar_forms_speaks_on_anothers_right_example(text: str, tagger: Tagger):
    assert [p.detector for p in RuleDetector(tagger, FAMILIAR).find(text)] == []


@pytest.mark.parametrize("said", sorted({said for r in FAMILIAR for said, _ in r.wrong}))
def test_familiar_forms_are_no_errors_of_everyday_french(said: str, tagger: Tagger):
    assert [p.detector for p in RuleDetector(tagger).find(said)] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_a_rule_is_fully_declared(rule: Rule):
    assert rule.wrong
    assert len(rule.right) >= 2
    assert rule.reference
    assert 0.0 < rule.confidence <= 1.0


def test_ids_are_unique():
    assert len({r.id for r in RULES}) == len(RULES)


@pytest.mark.parametrize(("rule", "said", "say"), WRONG)
def test_explanations_have_all_their_slots(rule: Rule, said: str, say: str, tagger: Tagger):
    for proposal in RuleDetector(tagger, [rule]).find(said):
        assert set(proposal.explanation) == {"fr", "en"}
        assert all(proposal.explanation.values())
        # What a deletion leaves is quoted, for nothing can be read aloud; nor is a word said twice.
        said = " ".join(proposal.explanation.values())
        assert not re.search(r"«\s*»|“\s*”|« ([^»]+) » : « \1 »|“([^”]+)”: “\2”", said)
