"""Our own rules as a detector."""

from collections.abc import Iterable

from shared.french.rules.framework import Hit, Rule
from shared.french.rules.registry import all_rules
from shared.french.sentence import Sentence, Tagger
from shared.french.wording import beside
from shared.ports.error_detector import ErrorDetector, Proposal


class RuleDetector(ErrorDetector):
    """Runs the rules whose trigger words occur in the sentence.

    Args:
        tagger: shared with the engine, so that a sentence is tagged once.
        rules: all by default.
    """

    name = "rules"
    quick = True

    def __init__(self, tagger: Tagger, rules: Iterable[Rule] | None = None) -> None:
        self._tagger = tagger
        self._always: list[Rule] = []
        self._by_trigger: dict[str, list[Rule]] = {}
        for rule in all_rules() if rules is None else rules:
            if not rule.triggers:
                self._always.append(rule)
            for trigger in rule.triggers:
                self._by_trigger.setdefault(trigger, []).append(rule)

    def find(self, sentence: str) -> list[Proposal]:
        """Propose corrections, in order of place, possibly overlapping."""
        tagged = self._tagger.tag(sentence)
        proposals = [
            proposal(rule, hit, sentence)
            for rule in self._due(tagged)
            for hit in rule.find(tagged)
            if sentence[hit.start : hit.end] != hit.replacements[0]
        ]
        return sorted(proposals, key=lambda p: (p.start, p.end, p.detector))

    def _due(self, tagged: Sentence) -> Iterable[Rule]:
        due = dict.fromkeys(self._always)
        for trigger in tagged.norms & self._by_trigger.keys():
            due.update(dict.fromkeys(self._by_trigger[trigger]))
        # By id, so that the order of a set never shows.
        return sorted(due, key=lambda rule: rule.id)


def proposal(rule: Rule, hit: Hit, sentence: str) -> Proposal:
    """Word a hit as a proposal, with the rule's explanation filled in."""
    # Where words only go, what remains is said: "je suis tombé", not nothing.
    say = hit.replacements[0].strip() or "".join(beside(sentence, hit.start, hit.end)).strip()
    slots = {"said": sentence[hit.start : hit.end].strip(), "say": say, **hit.slots}
    return Proposal(
        start=hit.start,
        end=hit.end,
        replacements=hit.replacements,
        confidence=rule.confidence,
        detector=f"rules:{rule.id}",
        explanation={"fr": rule.fr.format_map(slots), "en": rule.en.format_map(slots)},
    )
