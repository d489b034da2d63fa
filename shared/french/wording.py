"""How a correction is said to a learner, in French: in our words, whoever talks besides.

What a model would say cannot be checked for giving the answer away, or for being right.
"""

import re

from shared.domain.correction import Correction
from shared.domain.feedback import Move


def bring_up(correction: Correction, move: Move, message: str) -> str:
    """Say one correction in French, as prompt or as recast, with a few words around it."""
    before, after = around(correction, message)
    said = f"{before}{correction.original}{after}".strip()
    better = f"{before}{correction.replacement}{after}".strip()
    reason = correction.explanation.get("fr", "").strip()
    if move is Move.ELICIT:
        return f"Tu as dit « {said} ». Comment le dirais-tu autrement ?"
    if move is Move.METALINGUISTIC and reason:
        return f"À propos de « {said} » : {reason[0].lower()}{reason[1:]} Peux-tu le redire ?"
    return f"On dit plutôt « {better} »."


def around(correction: Correction, message: str) -> tuple[str, str]:
    """One word before a correction and two after it, within its sentence: enough to be said."""
    return beside(message, correction.start, correction.end)


def beside(text: str, start: int, end: int) -> tuple[str, str]:
    """One word before a stretch of text and two after it, no further than the next mark."""
    before = re.search(r"[\w'’-]*\s*$", text[:start])
    after = re.match(r"[\w'’-]*(?:\s+[\w'’-]+){0,2}", text[end:])
    return (before[0] if before else "", after[0] if after else "")
