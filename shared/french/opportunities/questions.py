"""Contexts of the question: interrogative clauses, direct and indirect."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import is_infinitive, is_verb
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.contexts import ASKING, INTERROGATIVES

_OPENING = (INTERROGATIVES | {"si"}) - {"que"}
_ASKING_ALONE = INTERROGATIVES - {"que", "qui"}


@counts(ErrorType.QUESTION)
def question(s: Sentence) -> int:
    """Each interrogative clause: one a question mark, and one a question that a verb governs."""
    direct = 0
    begin = 0
    for t in s:
        if t.pos != "PUNCT" or t.text not in (".", "!", "?", "…"):
            continue
        if t.text == "?":
            direct += _asks(s.tokens[begin : t.i])
        begin = t.i + 1
    if begin < len(s) and s.asks:
        direct += 1  # a recognizer left the mark out
    return direct + sum(1 for t in s if is_indirect(s, t))


def _asks(tokens: tuple[Tok, ...]) -> bool:
    """Whether a stretch before a question mark is a clause, and not only "Un souvenir ?"."""
    return any(t.finite or is_infinitive(t) or t.norm in _ASKING_ALONE for t in tokens)


def is_indirect(s: Sentence, t: Tok) -> bool:
    """Whether an interrogative word opens a clause that depends on "savoir" or "demander"."""
    if t.norm not in _OPENING or t.hung or t.locution:
        return False
    before = s.after(t, -1)
    if t.norm in ("à", "de", "avec"):
        return False
    while before.norm in ("à", "de", "avec", "pour", "chez") or before.pos == "ADV" or before.hung:
        before = s.after(before, -1)
    if not is_verb(before) or not any(m.lemma in ASKING for m in before.live[:2]):
        return False
    # "tu sais qui" ends there; "regarder si" takes a clause.
    clause = [x for x in s.tokens[t.i + 1 : t.i + 8] if x.finite or is_infinitive(x)]
    return bool(clause)
