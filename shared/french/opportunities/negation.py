"""Contexts of negation: each denied clause, with or without "ne"."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import is_infinitive, is_verb
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.avoir import ENGLISH as AVOIR_NOUNS
from shared.french.words.closed import OBJECT_CLITICS

_MARKS = frozenset({"pas", "plus", "jamais", "rien", "personne", "aucun", "aucune", "guère", "ni"})


@counts(ErrorType.NEGATION)
def negation(s: Sentence) -> int:
    """Each negated clause once, however many words deny it; "ne… que" restricts, and is none."""
    total = 0
    last: Tok | None = None
    for t in s:
        if t.norm in _MARKS and _denies(s, t):
            if last is None or _clause_between(s, last, t):
                total += 1
            last = t
    return total


def _clause_between(s: Sentence, one: Tok, other: Tok) -> bool:
    """Whether a new clause begins between two words of negation."""
    between = s.tokens[one.i + 1 : other.i]
    if other.norm == "ni":
        return False
    verbs = sum(1 for t in between if t.finite)
    begins = any(t.pos in ("PUNCT", "CCONJ", "SCONJ") or t.norm == "ne" for t in between)
    return verbs > 0 or (begins and any(is_infinitive(t) for t in s.tokens[other.i : other.i + 3]))


def _denies(s: Sentence, t: Tok) -> bool:
    if t.pos == "NOUN" and t.norm not in ("rien", "personne"):
        return False
    if t.norm in ("aucun", "aucune", "ni"):
        return _has_verb(s, t)
    if t.norm == "personne":
        return s.after(t, -1).pos != "DET" and s.after(t, -1).norm != "par"
    if t.norm == "rien":
        return s.after(t, -1).norm not in ("de", "pour") or _ne_before(s, t)
    if t.norm == "plus":
        return _plus_denies(s, t)
    if t.norm == "pas" and (_tag(s, t) or _not_bad(s, t)):
        return False
    return _at_verb(s, t)


def _has_verb(s: Sentence, t: Tok) -> bool:
    return _ne_before(s, t) or any(x.finite for x in s)


def _ne_before(s: Sentence, t: Tok) -> bool:
    """Whether "ne" opens the negation in the same clause."""
    for step in range(1, 7):
        tok = s.after(t, -step)
        if tok.norm == "ne":
            return True
        if tok.pos == "PUNCT":
            return False
    return False


def _at_verb(s: Sentence, t: Tok) -> bool:
    """Whether a word of negation belongs to a verb.

    "ne" came before, or the verb did (over adverbs and hung pronouns), or an infinitive follows.
    """
    if _ne_before(s, t):
        return True
    k = t.i - 1
    while k >= 0 and (s.at(k).pos == "ADV" or s.at(k).hung):
        k -= 1
    if s.at(k).finite or is_imperative_like(s.at(k)):
        return True
    if t.norm == "jamais" and s.at(k).norm in ("je", "tu", "il", "elle", "on"):
        return True
    following = s.after(t)
    while following.norm in OBJECT_CLITICS or (following.pos == "ADV" and following.norm != "pas"):
        following = s.after(following)
    # "pas manger ça", and a learner's "je pas veux".
    wrong = s.at(k).norm in ("je", "tu", "il", "elle", "on", "ils", "elles") and is_verb(following)
    return is_infinitive(following) or wrong


def is_imperative_like(tok: Tok) -> bool:
    """Whether a form may command: "bouge pas"."""
    return tok.best is not None and tok.best.tense == "imp"


def _tag(s: Sentence, t: Tok) -> bool:
    return s.after(t, -1).norm == "ce" and s.after(t, -2).norm == "est"


def _not_bad(s: Sentence, t: Tok) -> bool:
    """Whether "pas mal" is praise or a quantity; after "j'ai" without de it is a denied pain."""
    return s.after(t).norm == "mal" and s.after(t, 2).norm != "à" and not _ne_before(s, t)


def _plus_denies(s: Sentence, t: Tok) -> bool:
    before, following = s.after(t, -1), s.after(t)
    if before.norm in ("non", "de", "le", "la", "les", "en", "beaucoup", "bien", "encore"):
        return before.norm == "en" and False
    if _ne_before(s, t):
        return not _comparison(s, t)
    if not (before.finite or before.hung):
        return is_infinitive(following) and s.after(before, -1).norm == "ne"
    if is_infinitive(following) or following.norm in ("rien", "personne", "jamais", "du"):
        return True
    if following.norm in AVOIR_NOUNS:
        return before.lemma == "avoir"
    if following.best is not None and following.best.tense == "part_past":
        return before.lemma == "avoir"
    # "y a plus de lait", "on en a plus": without "que" the spoken negation is the likelier one.
    if "si" in s.norms or _comparison(s, t):
        return False
    return following.norm == "de" and before.lemma == "avoir"


def _comparison(s: Sentence, t: Tok) -> bool:
    following = s.after(t)
    if following.pos not in ("ADJ", "ADV") and following.norm != "de":
        return False
    for step in range(2, 6):
        tok = s.after(t, step)
        if tok.norm == "que":
            return True
        if tok.pos == "PUNCT":
            return False
    return False
