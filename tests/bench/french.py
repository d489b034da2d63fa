"""`make bench-french DATA=<folder> [JSON=out.json]`: how well the French engine finds errors.

Reads every `learner_pairs*.jsonl`, `distractors*.jsonl`, `monologues*.jsonl` and
`languagetool_fr*.jsonl` of the folder and prints figures for the engine and for Grammalecte alone.
It judges nothing and exits with 0. `--half a` or `--half b` keeps the rows whose id's hash is even
or odd: write rules looking at one half, check them on the other.
"""

import argparse
import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from shared.domain.correction import Correction, Verdict
from shared.domain.error_types import ErrorType
from shared.domain.feedback import Analysis
from shared.french.alignment import align, apply
from shared.french.audibility import Ear
from shared.french.change import view
from shared.french.guards import inaudible
from shared.french.tokens import split_sentences
from tests import ear_pairs
from tests.bench import french_speed
from tests.bench.french_data import Data, Row
from tests.bench.french_report import alike, print_report


def main() -> None:
    """Run the benchmark of the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--json", type=Path, default=None)
    parser.add_argument("--half", choices=("a", "b"), default=None)
    parser.add_argument("--show", action="store_true", help="print what went wrong, row by row")
    parser.add_argument("--type", default=None, help="with --show: only rows of this type")
    options = parser.parse_args()
    data = Data.read(options.data, options.half)
    results = {}
    for name in ("engine", "grammalecte"):
        run = Run(name, data, show=options.show and name == "engine", only=options.type)
        results[name] = {**run.all(), "speed": french_speed.measured(name, options)}
    print_report(results, data)
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=2), "utf-8")


class Run:
    """One engine over the data."""

    def __init__(self, name: str, data: Data, *, show: bool = False, only: str | None = None):
        from infra.grammar.grammalecte_detector import GrammalecteDetector
        from infra.grammar.grammalecte_lexicon import GrammalecteLexicon
        from infra.speech.espeak_phonemizer import EspeakPhonemizer
        from shared.french.engine import FrenchEngine

        self.engine = FrenchEngine(
            lexicon=GrammalecteLexicon(),
            phonemizer=EspeakPhonemizer(),
            detectors=[GrammalecteDetector()],
            own_rules=name == "engine",
        )
        # Grammalecte alone is judged as it is: without our guards.
        self.guarded = name == "engine"
        self.data, self.show, self.only = data, show, only
        self.confusion: Counter[tuple[str, str]] = Counter()

    def all(self) -> Row:
        """Every figure, in the shape that the JSON file has."""
        out: Row = {
            "pairs": self.pairs(),
            "distractors": self.flagged(self.data.distractors),
            "monologues": self.monologues(),
            "correct_monologues": self.correct_monologues(),
            "languagetool": self.languagetool(),
            "languagetool_correct": self.flagged(self.data.languagetool_correct),
            "inaudible": self.inaudible(),
        }
        out["precision"], out["f05"] = self.precision(out)
        out["confusion"] = {f"{g} > {p}": n for (g, p), n in sorted(self.confusion.items())}
        return out

    def analyse(self, text: str, *, spoken: bool = True) -> tuple[Analysis, list[Correction]]:
        """Analyse one text; returns it with the corrections that count as findings."""
        analysis = self.engine.analyse(text, spoken=spoken)
        if self.guarded:
            return analysis, [c for c in analysis.corrections if c.counted]
        return analysis, list(analysis.corrections)

    def pairs(self) -> Row:
        by_type: dict[str, Counter[str]] = defaultdict(Counter)
        total: Counter[str] = Counter()
        for row in self.data.pairs:
            _, found = self.analyse(row["incorrect"])
            hits = [c for c in found if _overlaps(c, row["start"], row["end"])]
            gold = {_plain(t) for t in (row["correct"], *row.get("alternatives", ()))}
            # Only what was found at the place: an extra false alarm is counted as one elsewhere.
            right = bool(hits) and bool({_plain(_made(row["incorrect"], hits))} & gold)
            best = max(hits, key=lambda c: c.confidence, default=None)
            typed = best is not None and any(alike(c.type, row["type"]) for c in hits)
            for counter in (total, by_type[row["type"]]):
                counter.update(
                    n=1, detected=bool(hits), corrected=right, typed=typed, findings=len(found),
                    false=len(found) - len(hits),
                )  # fmt: skip
            if best is not None:
                self.confusion[row["type"], str(best.type)] += 1
            self._say(row, found, ok=right and typed)
        return {
            "n": total["n"],
            "detected": _share(total["detected"], total["n"]),
            "corrected": _share(total["corrected"], total["n"]),
            "typed": _share(total["typed"], total["detected"]),
            "false_findings": total["false"],
            "by_type": {
                kind: {
                    "n": c["n"],
                    "detected": _share(c["detected"], c["n"]),
                    "corrected": _share(c["corrected"], c["n"]),
                    "typed": _share(c["typed"], c["detected"]),
                }
                for kind, c in sorted(by_type.items())
            },
        }

    def flagged(self, rows: Sequence[Row]) -> Row:
        flagged = 0
        for row in rows:
            _, found = self.analyse(row["correct"])
            flagged += bool(found)
            self._say(row, found, ok=not found)
        return {"n": len(rows), "flagged": _share(flagged, len(rows)), "flagged_n": flagged}

    def monologues(self) -> Row:
        edits = hit = found_n = right = 0
        ratios: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for row in self.data.monologues:
            analysis, found = self.analyse(row["text"])
            gold = row["edits"]
            edits += len(gold)
            hit += sum(1 for g in gold if any(_overlaps(c, g["start"], g["end"]) for c in found))
            found_n += len(found)
            at_gold = [c for c in found if any(_overlaps(c, g["start"], g["end"]) for g in gold)]
            right += len(at_gold)
            self._say(row, [c for c in found if c not in at_gold], ok=len(at_gold) == len(found))
            for kind, n in row.get("opportunities", {}).items():
                if kind not in ("other", "other_lexical"):
                    ratios[kind].append((analysis.opportunities.get(ErrorType(kind), 0), n))
        precision, recall = _share(right, found_n), _share(hit, edits)
        return {
            "edits": edits,
            "findings": found_n,
            "precision": precision,
            "recall": recall,
            "f05": _f05(precision, recall),
            "opportunity_ratio": {
                kind: _share(sum(a for a, _ in pairs), sum(b for _, b in pairs))
                for kind, pairs in sorted(ratios.items())
            },
            "opportunity_mae": {
                kind: round(sum(abs(a - b) for a, b in pairs) / len(pairs), 3)
                for kind, pairs in sorted(ratios.items())
            },
        }

    def correct_monologues(self) -> Row:
        sentences = flagged = 0
        for row in self.data.correct_monologues:
            for span in split_sentences(row["text"]):
                sentences += 1
                _, found = self.analyse(span.text)
                flagged += bool(found)
                self._say({**row, "text": span.text}, found, ok=not found)
        return {
            "sentences": sentences,
            "flagged": _share(flagged, sentences),
            "flagged_n": flagged,
        }

    def languagetool(self) -> Row:
        detected = corrected = 0
        for row in self.data.languagetool:
            # These are written errors: audible or not, the checker is asked to see them.
            analysis, _ = self.analyse(row["incorrect"], spoken=False)
            hits = [
                c
                for c in analysis.corrections
                if (c.verdict in (Verdict.ERROR, Verdict.REGISTER) or not self.guarded)
                and _overlaps(c, row["marker_start"], row["marker_end"])
            ]
            detected += bool(hits)
            made = _plain(_made(row["incorrect"], hits))
            corrected += bool(hits) and made in _languagetool_gold(row)
        n = len(self.data.languagetool)
        return {"n": n, "detected": _share(detected, n), "corrected": _share(corrected, n)}

    def inaudible(self) -> Row:
        """Findings that nobody can hear, on native writing taken as speech: found, and shown."""
        ear: Ear = self.engine._ear
        found = shown = flags = 0
        for row in self.data.languagetool:
            analysis, let_through = self.analyse(row["incorrect"])
            flags += len(let_through)
            for c in analysis.corrections:
                if ear.same(row["incorrect"], _made(row["incorrect"], [c])):
                    found += 1
                    shown += c in let_through
        return {
            "found": found,
            "shown": _share(shown, found),
            "shown_n": shown,
            "of_flags": _share(shown, flags),
            "by_hand": self.by_hand(),
        }

    def by_hand(self) -> Row:
        """The guard against ears: pairs that were judged by hand, and gold errors that it hides.

        `found` and `shown` above let the guard's own ear judge; these figures do not.
        """
        judged: Counter[tuple[bool, bool]] = Counter()
        for said, say, heard in ear_pairs.pairs():
            judged[heard, self._hides(said, say)] += 1
        unheard = judged[False, True] + judged[False, False]
        heard_n = judged[True, True] + judged[True, False]
        gold = [(row["incorrect"], row["correct"]) for row in self.data.pairs]
        return {
            "n": unheard + heard_n,
            "agreement": _share(judged[False, True] + judged[True, False], unheard + heard_n),
            "unheard_shown": _share(judged[False, False], unheard),
            "heard_hidden": _share(judged[True, True], heard_n),
            "gold_hidden": _share(sum(self._hides(*pair) for pair in gold), len(gold)),
        }

    def _hides(self, said: str, say: str) -> bool:
        """Whether the guard takes every edit between two sentences for inaudible."""
        if not self.guarded:
            return False
        tag, ear = self.engine._tagger.tag, self.engine._ear
        return all(
            inaudible(view(edit, tag(said), tag(apply(said, [edit]))), ear)
            for edit in align(said, say)
        )

    def precision(self, out: Row) -> tuple[float, float]:
        """Precision and F0.5 over pairs, distractors and correct talks together."""
        pairs = out["pairs"]
        true = round(pairs["detected"] * pairs["n"])
        false = (
            pairs["false_findings"]
            + out["distractors"]["flagged_n"]
            + out["correct_monologues"]["flagged_n"]
        )
        precision = _share(true, true + false)
        return precision, _f05(precision, pairs["detected"])

    def _say(self, row: Row, found: Sequence[Correction], *, ok: bool) -> None:
        if not self.show or ok or (self.only and row.get("type") != self.only):
            return
        if row["file"].startswith("languagetool") and self.only is None and not found:
            return
        said = "; ".join(
            f"[{c.original}→{c.replacement}] {c.pattern} {','.join(c.detectors)}" for c in found
        )
        text = row.get("incorrect") or row.get("text") or row["correct"]
        print(
            f"{row.get('id', row['file'])} {row.get('type', '')}\n  {text[:200]}\n  {said or '-'}"
        )


def _languagetool_gold(row: Row) -> set[str]:
    """The sentences that are right: as given, and with each of its corrections."""
    text, start, end = row["incorrect"], row["marker_start"], row["marker_end"]
    texts = [text[:start] + str(c) + text[end:] for c in row.get("corrections") or ()]
    return {_plain(t) for t in (*texts, row.get("correct") or "") if t}


def _overlaps(c: Correction, start: int, end: int) -> bool:
    if c.start == c.end or start == end:
        return c.start <= end and start <= c.end
    return c.start < end and start < c.end


def _made(text: str, corrections: Sequence[Correction]) -> str:
    out, at = [], 0
    for c in sorted(corrections, key=lambda c: (c.start, c.end)):
        if c.start >= at:
            out += [text[at : c.start], c.replacement]
            at = c.end
    return "".join((*out, text[at:]))


def _plain(text: str) -> str:
    return " ".join(text.replace("’", "'").replace("\u202f", " ").replace("\xa0", " ").split())


def _share(part: float, whole: float) -> float:
    return round(part / whole, 4) if whole else 0.0


def _f05(precision: float, recall: float) -> float:
    weighted = 0.25 * precision + recall
    return round(1.25 * precision * recall / weighted, 4) if weighted else 0.0


if __name__ == "__main__":
    main()
