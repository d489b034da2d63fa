"""Errors that Grammalecte, a checker of native spelling, sees in a sentence."""

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from infra.grammar.grammalecte_checker import grammalecte_checker
from shared.ports.error_detector import ErrorDetector, Proposal

_OFF = (
    # Typography: a transcript has none that the learner made.
    *("typo", "apos", "eepi", "esp", "tab", "nbsp", "maj", "minis", "num", "virg", "poncfin"),
    *("unit", "nf", "liga", "mapos", "chim", "ocr", "tu", "html", "latex", "md"),
    # Style and dropped "ne": fine in speech.
    *("bs", "pleo", "neg", "redon1", "redon2", "mc", "idrule"),
)
_PUNCTUATION_RULES = ("virgule",)
"""Rules whose premise is a comma, which in a transcript is the recognizer's guess."""
_MISTAKEN_RULES = ("conf_qui_pronom_verbe",)
"""Confusions of the pen that it sees in spoken questions: "c'est qui la fille" for "file"."""

_Error = Mapping[str, Any]

_CONFIDENCE = 0.7
"""Precision 0.88 on learners' talks, less what the audibility guard takes away afterwards."""

_NEGATIVE = frozenset({"jamais", "personne", "rien", "aucun", "aucune"})
_MOST_REPLACEMENTS = 3
_MESSAGE_CHARACTERS = 400


class _Engine(Protocol):
    # `dOptions` is Grammalecte's own name for it.
    def parse(self, text: str, country: str, *, dOptions: dict[str, bool]) -> Iterable[_Error]: ...  # noqa: N803


class GrammalecteDetector(ErrorDetector):
    """Grammar rules of Grammalecte 2 (https://grammalecte.net, GPL-3), typography off.

    Args:
        style: keep its advice on wordy or colloquial style; wrong for spoken French.

    The first one loads dictionary and rules: about 0.15 s and 60 MB, shared by all instances.
    """

    name = "grammalecte"
    quick = True

    def __init__(self, *, style: bool = False) -> None:
        engine = grammalecte_checker().getGCEngine()
        self._engine: _Engine = engine
        options: dict[str, bool] = engine.getDefaultOptions()
        options.update(dict.fromkeys(_OFF, False))
        if style:
            options.update(bs=True, pleo=True)
        self._options = options
        # The rule tables load at the first sentence; a warm start must not wait for it.
        list(self._engine.parse("Bonjour.", "FR", dOptions=options))

    def find(self, sentence: str) -> list[Proposal]:
        """Propose corrections, in order of place, possibly overlapping."""
        # Its rules are written with the typographic apostrophe; one for one keeps the offsets.
        text = sentence.replace("'", "’")
        proposals = [
            proposal
            for error in _determiners_first(self._engine.parse(text, "FR", dOptions=self._options))
            if (proposal := _proposal(error, sentence)) is not None
        ]
        return sorted(proposals, key=lambda p: (p.start, p.end))


def _determiners_first(errors: Iterable[_Error]) -> list[_Error]:
    """Where determiner and noun disagree, keep the proposal to change the determiner alone.

    It proposes both at once ("mon" to "ma" and "valise" to "valisé"), which makes no sentence.
    """
    kept: list[_Error] = []
    for error in sorted(errors, key=lambda e: (int(e["nStart"]), int(e["nEnd"]))):
        base = str(error["sRuleId"]).rpartition("_a")[0]
        last = kept[-1] if kept else None
        twin = last is not None and str(last["sRuleId"]).rpartition("_a")[0] == base
        if last is not None and twin and "__gn_" in base:
            close = int(error["nStart"]) - int(last["nEnd"]) == 1
            if close and last["aSuggestions"]:
                continue
        kept.append(error)
    return kept


def _proposal(error: _Error, sentence: str) -> Proposal | None:
    rule = str(error["sRuleId"])
    suggestions = [str(s).replace("’", "'") for s in error["aSuggestions"] if str(s).strip()]
    if not suggestions or any(name in rule for name in _PUNCTUATION_RULES + _MISTAKEN_RULES):
        return None
    start, end = int(error["nStart"]), int(error["nEnd"])
    # Of "pas jamais" it is "pas" that is too much, never the word that says more.
    said = sentence[start:end].lower().split()
    if "pas" in said:
        meant = _NEGATIVE.intersection(said)
        suggestions = [t for t in suggestions if meant <= set(t.lower().split())]
        if not suggestions:
            return None
    if "’" in sentence:
        suggestions = [s.replace("'", "’") for s in suggestions]
    return Proposal(
        start=start,
        end=end,
        replacements=tuple(dict.fromkeys(suggestions))[:_MOST_REPLACEMENTS],
        confidence=_CONFIDENCE,
        detector="grammalecte",
        explanation={"fr": str(error["sMessage"])[:_MESSAGE_CHARACTERS]},
    )
