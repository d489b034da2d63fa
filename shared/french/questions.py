"""Questions without their mark: what only a question can open with.

Recognizers leave punctuation out, or set none at the end of a turn; learners ask all the same.
"""

from collections.abc import Sequence
from itertools import pairwise

from shared.french.morphology import FINITE, Tok
from shared.french.words import wordlist

END_MARKS = frozenset({".", "!", "?", "…", ":", ";"})
_LEAD = wordlist("et mais alors donc bon ben euh dis dites pardon madame monsieur bonjour salut ok")
_ALWAYS = wordlist("pourquoi comment combien où quoi")
_QUEL = wordlist("quel quelle quels quelles")
_NOT_ASKED = wordlist("peut-être aussi ainsi sans à encore")
"""After these, French inverts in statements: "peut-être vient-il", "à peine était-il là"."""
_HUNG = wordlist("tu il elle on ils elles")
"""Not "vous" and "nous", which an imperative has as well, nor "je", which is rarely asked."""


def opens_question(tokens: Sequence[Tok]) -> bool:
    """Whether a sentence opens as only questions do."""
    k = 0
    while k < len(tokens) and (
        tokens[k].norm in _LEAD or tokens[k].text == "," or (k and tokens[k].pos == "PROPN")
    ):
        k += 1
    rest = tokens[k:]
    if not rest:
        return False
    return _question_word(rest) or _inverted(rest)


def _question_word(rest: Sequence[Tok]) -> bool:
    first, second, third = (rest[i].norm if i < len(rest) else "" for i in range(3))
    if "est" in (first, second) and third in ("ce", "que"):
        return first in ("est", "que", "qui", "quand", *_ALWAYS)
    if first == "où":
        return second not in ("que", "bien")
    if first in _ALWAYS:
        return bool(second) and second not in ("que", "de", ",")
    if first == "qui":
        # "… qui est mon ami" may go on from a sentence before; one's own is not asked for.
        return second in ("est", "sont") and third not in ("mon", "ma", "mes", "")
    return first in _QUEL and second not in ("que", "")


def _inverted(rest: Sequence[Tok]) -> bool:
    """Whether a subject pronoun hangs on the first finite verb: "vas-tu", "que fait-il"."""
    if rest[0].norm in _NOT_ASKED:
        return False
    for verb, pronoun in pairwise(rest):
        if verb.any_verb(*FINITE) and verb.pos in ("VERB", "AUX"):
            return pronoun.hung and pronoun.norm in _HUNG
    return False
