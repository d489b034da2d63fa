"""The French engine: text in, typed and guarded corrections out."""

from collections.abc import Iterable, Sequence
from functools import partial

from shared.domain.correction import Correction, Verdict
from shared.domain.error_types import ErrorType
from shared.domain.errors import Transient
from shared.domain.feedback import Analysis
from shared.domain.transcript import Word
from shared.french import opportunities, repairs
from shared.french.alignment import Edit, align, alone, apply
from shared.french.audibility import Ear
from shared.french.change import view
from shared.french.classification import LEVELS, classify
from shared.french.contradiction import mistakes
from shared.french.guards import verdict
from shared.french.language import looks_french
from shared.french.merging import Finding, merge, rank
from shared.french.register import SPOKEN, RegisterProfile
from shared.french.repairs import Repair
from shared.french.rules.detector import RuleDetector
from shared.french.rules.familiar import FAMILIAR
from shared.french.rules.registry import all_rules
from shared.french.sentence import Tagger
from shared.french.settling import Change, Claim, quick, settle
from shared.french.tokens import Span, split_sentences
from shared.ports.error_detector import ErrorDetector, Proposal
from shared.ports.lexicon import Lexicon
from shared.ports.phonemizer import Phonemizer

_MOST_EDITS = 6
"""A proposal that changes more places of one sentence rewrites it; that is no correction."""


class FrenchEngine:
    """Finds what learners get wrong when they speak, and names it.

    Args:
        lexicon, phonemizer: morphology and sounds.
        detectors: others than our own rules, which always run.
    """

    def __init__(
        self,
        *,
        lexicon: Lexicon,
        phonemizer: Phonemizer,
        detectors: Sequence[ErrorDetector] = (),
        own_rules: bool = True,
    ) -> None:
        self._lexicon = lexicon
        self._tagger = Tagger(lexicon)
        self._ear = Ear(phonemizer)
        own: tuple[ErrorDetector, ...] = (RuleDetector(self._tagger),) if own_rules else ()
        self._detectors = (*own, *detectors)
        familiar = (RuleDetector(self._tagger, FAMILIAR),) if own_rules else ()
        self._careful = (*self._detectors, *familiar)
        self._levels = {f"rules:{rule.id}": rule.level for rule in (*all_rules(), *FAMILIAR)}

    @property
    def name(self) -> str:
        """Who detects, for the record."""
        return ", ".join(detector.name for detector in self._detectors)

    def looks_french(self, text: str) -> bool:
        """Whether a text may be French; true in doubt."""
        return looks_french(text, self._lexicon)

    def analyse(
        self,
        text: str,
        *,
        words: Sequence[Word] = (),
        spoken: bool = True,
        profile: RegisterProfile = SPOKEN,
    ) -> Analysis:
        """Analyse a text.

        Args:
            text: raw transcript or written text.
            words: the recognizer's words with confidence, offsets into `text`.
            spoken: whether it was heard; written text has no inaudible errors.
            profile: the register that the teacher takes as fine. Under any but everyday French
                familiar forms are looked for as well.
        """
        taken_back = repairs.find_repairs(text)
        corrections: list[Correction] = []
        corrected: list[str] = []
        counted: dict[ErrorType, int] = {}
        silent: set[str] = set()
        at = 0
        for span in split_sentences(text):
            found = self._sentence(span, words, taken_back, silent, spoken=spoken, profile=profile)
            corrections += found
            mended = _mend(span, found)
            corrected += [text[at : span.start], mended]
            at = span.start + len(span.text)
            # What was taken back is not charged, so it is no chance either.
            said = self._tagger.tag(repairs.fluent(mended))
            for kind, n in opportunities.count(said).items():
                counted[kind] = counted.get(kind, 0) + n
        for c in corrections:
            # Nothing asks for these but the error itself.
            if c.counted and c.type in (ErrorType.OTHER, ErrorType.OTHER_LEXICAL):
                counted[c.type] = counted.get(c.type, 0) + 1
        return Analysis(
            text=text,
            corrected="".join((*corrected, text[at:])),
            corrections=tuple(corrections),
            opportunities=counted,
            syllables=self._ear.syllables(text),
            fillers=repairs.fillers(text),
            repairs=len(taken_back),
            silent=tuple(sorted(silent)),
        )

    def _sentence(
        self,
        span: Span,
        words: Sequence[Word],
        taken_back: Sequence[Repair],
        silent: set[str],
        *,
        spoken: bool,
        profile: RegisterProfile,
    ) -> list[Correction]:
        detectors = self._detectors if profile == SPOKEN else self._careful
        claims: dict[Claim, tuple[Finding, ...]] = {}
        for detector in detectors:
            for proposal in _proposals(detector, span.text, silent):
                made = tuple(self._findings(span.text, proposal))
                if made:
                    edits = tuple(finding.edit for finding in made)
                    best = min(made, key=rank)
                    claims[Claim(edits, rank(best), proposal.detector, quick(detector))] = made
        kept = settle(span.text, list(claims), partial(_again, detectors))
        findings = merge(
            [f for claim in kept for f in claims[claim]],
            [f for claim, made in claims.items() if claim not in kept for f in made],
        )
        return [
            self._correction(span, f, words, taken_back, spoken=spoken, profile=profile)
            for f in findings
        ]

    def _findings(self, sentence: str, proposal: Proposal) -> Iterable[Finding]:
        for own in _edits(sentence, proposal):
            old, new = self._tagger.tag(sentence), self._tagger.tag(apply(sentence, [own]))
            if not proposal.detector.startswith("rules:") and mistakes(view(own, old, new)):
                continue
            kind, pattern = classify(own, old, new)
            yield Finding(
                edit=own,
                type=kind,
                pattern=pattern,
                level=self._levels.get(proposal.detector, LEVELS[kind]),
                confidence=proposal.confidence,
                detectors=(proposal.detector,),
                explanation=proposal.explanation,
                rivals=tuple(
                    f"{sentence[proposal.start : proposal.end]} → {r}"
                    for r in proposal.replacements[1:]
                ),
            )

    def _correction(
        self,
        span: Span,
        finding: Finding,
        words: Sequence[Word],
        taken_back: Sequence[Repair],
        *,
        spoken: bool,
        profile: RegisterProfile,
    ) -> Correction:
        edit = finding.edit
        start, end = span.start + edit.start, span.start + edit.end
        change = view(edit, self._tagger.tag(span.text), self._tagger.tag(apply(span.text, [edit])))
        return Correction(
            start=start,
            end=end,
            original=edit.original,
            replacement=edit.replacement,
            type=finding.type,
            pattern=finding.pattern,
            op=edit.op,
            verdict=verdict(
                change,
                start=start,
                end=end,
                ear=self._ear,
                profile=profile,
                spoken=spoken,
                words=words,
                repairs=taken_back,
            ),
            confidence=finding.confidence,
            detectors=finding.detectors,
            explanation=finding.explanation,
            level=finding.level,
            rivals=finding.rivals,
        )


def _again(detectors: Iterable[ErrorDetector], sentence: str) -> list[Change]:
    """What the detectors that cost nothing say of a sentence as it would be mended."""
    return [
        frozenset((e.start, e.end, e.replacement) for e in edits)
        for detector in detectors
        if quick(detector)
        for p in _proposals(detector, sentence, set())
        if (edits := _edits(sentence, p))
    ]


def _edits(sentence: str, proposal: Proposal) -> list[Edit]:
    """The minimal edits of a proposal, each as it is when made alone; none if it is not usable."""
    if not 0 <= proposal.start <= proposal.end <= len(sentence) or not proposal.replacements:
        return []
    text = proposal.replacements[0]
    edits = align(sentence, sentence[: proposal.start] + text + sentence[proposal.end :])
    if len(edits) > _MOST_EDITS:
        return []
    return [isolated[1] for edit in edits if (isolated := alone(sentence, edit)) is not None]


def _proposals(detector: ErrorDetector, sentence: str, silent: set[str]) -> list[Proposal]:
    try:
        return detector.find(sentence)
    except Transient:
        # The others go on without it.
        silent.add(detector.name)
        return []


def _mend(span: Span, corrections: Iterable[Correction]) -> str:
    """Make the counted corrections of one sentence."""
    out, at = [], 0
    for c in corrections:
        if c.verdict is not Verdict.ERROR:
            continue
        start, end = c.start - span.start, c.end - span.start
        out += [span.text[at:start], c.replacement]
        at = end
    return "".join((*out, span.text[at:]))
