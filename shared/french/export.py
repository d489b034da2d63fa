"""An analysis in the formats of the field: M2 (the annotation of CoNLL-2014) and JSON."""

import json

from shared.domain.feedback import Analysis
from shared.french.tokens import tokenize


def to_m2(analysis: Analysis, *, annotator: int = 0) -> str:
    """Write M2: tokens on the S line, one A line per counted correction.

    Spans are token indices; type is our error type, which M2 leaves free.
    """
    tokens = tokenize(analysis.text)
    lines = ["S " + " ".join(t.text for t in tokens)]
    for c in analysis.corrections:
        if not c.counted:
            continue
        first = next((i for i, t in enumerate(tokens) if t.end > c.start), len(tokens))
        last = next((i for i, t in enumerate(tokens) if t.start >= c.end), len(tokens))
        last = max(first, last)
        replacement = " ".join(t.text for t in tokenize(c.replacement)) or "-NONE-"
        lines.append(
            f"A {first} {last}|||{c.type}|||{replacement}|||REQUIRED|||-NONE-|||{annotator}"
        )
    if len(lines) == 1:
        lines.append(f"A -1 -1|||noop|||-NONE-|||REQUIRED|||-NONE-|||{annotator}")
    return "\n".join(lines) + "\n"


def to_json(analysis: Analysis) -> str:
    """Write JSON: text, corrected text, all corrections with their verdicts, opportunities."""
    return json.dumps(
        {
            "text": analysis.text,
            "corrected": analysis.corrected,
            "corrections": [
                {
                    "start": c.start,
                    "end": c.end,
                    "original": c.original,
                    "replacement": c.replacement,
                    "type": c.type,
                    "pattern": c.pattern,
                    "op": c.op,
                    "verdict": c.verdict,
                    "confidence": round(c.confidence, 3),
                    "detectors": list(c.detectors),
                    "explanation": c.explanation,
                    "level": c.level,
                }
                for c in analysis.corrections
            ],
            "opportunities": {str(kind): n for kind, n in analysis.opportunities.items()},
            "syllables": analysis.syllables,
            "fillers": analysis.fillers,
            "repairs": analysis.repairs,
        },
        ensure_ascii=False,
        indent=2,
    )
