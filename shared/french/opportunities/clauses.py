"""Contexts of the clause: subjunctive, si, relative."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import FINITE, Tok
from shared.french.opportunities.questions import is_indirect
from shared.french.opportunities.reading import is_form_of, is_verb
from shared.french.opportunities.registry import counts
from shared.french.phrases import VerbGroup
from shared.french.sentence import Sentence
from shared.french.words.contexts import (
    ALIKE_IN_SUBJUNCTIVE,
    COMPLEMENT_NOUNS,
    SUBJUNCTIVE_ADJECTIVES,
    SUBJUNCTIVE_CONJUNCTIONS,
    SUBJUNCTIVE_VERBS,
)
from shared.french.words.time import UNITS

_CONJUNCTIONS = tuple(tuple(c.split()) for c in SUBJUNCTIVE_CONJUNCTIONS)


@counts(ErrorType.SUBJUNCTIVE)
def subjunctive(s: Sentence) -> int:
    """Clauses that ask for a subjunctive one can hear, and quand or dès que with the future."""
    return sum(1 for g in s.groups if _asks_subjunctive(s, g) or _future_after_quand(s, g))


def _asks_subjunctive(s: Sentence, group: VerbGroup) -> bool:
    if not _heard(s, group):
        return False
    opener = _opener(s, group)
    if opener is not None and opener.norm == "que" and _triggers(s, opener):
        return True
    # "le seul qui sache", "je ne crois pas que ce soit": the form itself says it.
    forms = [m for m in group.verb.readings if m.tense in FINITE]
    return opener is not None and bool(forms) and all(m.tense == "sub_pres" for m in forms)


def _heard(s: Sentence, group: VerbGroup) -> bool:
    """Whether subjunctive and indicative differ in sound for this verb and person."""
    m = group.verb.finite
    if m is None:
        return False
    person = group.person or m.person.split(",")[0]
    if m.lemma in ALIKE_IN_SUBJUNCTIVE and person[:1] in "123" and person[1:] == "s":
        return False
    # The lexicon knows a verb "ailler", which nobody uses.
    lemma = "aller" if m.lemma == "ailler" else m.lemma
    present = s.lexicon.inflect_verb(lemma, "ind_pres", person)
    wanted = s.lexicon.inflect_verb(lemma, "sub_pres", person)
    if not wanted or (m.lemma == "avoir" and person == "1s"):
        return not wanted
    return present != wanted


def _opener(s: Sentence, group: VerbGroup) -> Tok | None:
    """The "que", "qui", "quand"… that opens the clause of a group, over its subject."""
    for tok in reversed(s.tokens[max(0, group.verb.i - 9) : group.verb.i]):
        if tok.norm in ("que", "qui", "quoique", "quand", "lorsque", "si", "où", "dont"):
            return tok
        if tok.finite or tok.text in (".", "?", "!", ";", ":"):
            return None
    return None


def _triggers(s: Sentence, que: Tok) -> bool:
    if any(_ends_with(s, que, words) for words in _CONJUNCTIONS):
        return True
    before = s.after(que, -1)
    while (before.pos == "ADV" and before.norm not in ("bien", "mieux")) or before.text == ",":
        before = s.after(before, -1)
    if is_verb(before):
        return any(m.lemma in SUBJUNCTIVE_VERBS for m in before.live[:2]) or is_form_of(
            before, "falloir"
        )
    return before.norm in SUBJUNCTIVE_ADJECTIVES or before.lemma in SUBJUNCTIVE_ADJECTIVES


def _ends_with(s: Sentence, que: Tok, words: tuple[str, ...]) -> bool:
    return all(s.after(que, k - len(words) + 1).norm == w for k, w in enumerate(words))


def _future_after_quand(s: Sentence, group: VerbGroup) -> bool:
    """Whether quand, lorsque, dès que or aussitôt que asks for a future."""
    m = group.verb.finite
    opener = _opener(s, group)
    if m is None or opener is None or opener.i < 0 or is_indirect(s, opener):
        return False
    timed = opener.norm in ("quand", "lorsque") or (
        opener.norm == "que" and s.after(opener, -1).norm in ("dès", "aussitôt", "tant")
    )
    if not timed:
        return False
    if m.tense == "ind_fut":
        return True
    # A present where the other verb is in the future is the learner's error.
    return m.tense == "ind_pres" and any(g.tense == "ind_fut" for g in s.groups if g is not group)


@counts(ErrorType.SI_CLAUSE)
def si_clause(s: Sentence) -> int:
    """Each clause that si opens as a condition; no indirect question, no "si grand"."""
    return sum(1 for t in s if _condition(s, t))


def _condition(s: Sentence, t: Tok) -> bool:
    if t.lower == "s'" and s.after(t).norm in ("il", "ils"):
        if s.after(t, 2).norm in ("te", "vous") and s.after(t, 3).norm == "plaît":
            return False
    elif t.norm != "si":
        return False
    following = s.after(t)
    if following.pos in ("ADJ", "ADV", "PUNCT") and following.norm not in ("jamais", "seulement"):
        return False
    if _is_indirect_si(s, t):
        return False
    return any(x.finite for x in s.tokens[t.i + 1 : t.i + 9])


def _is_indirect_si(s: Sentence, t: Tok) -> bool:
    if t.norm == "si":
        return is_indirect(s, t)
    before = s.after(t, -1)
    return is_verb(before) and before.lemma in ("savoir", "demander", "voir", "vérifier")


@counts(ErrorType.RELATIVE)
def relative(s: Sentence) -> int:
    """Each relative clause: qui, que, dont, où, lequel, "ce qui", clefts."""
    return sum(1 for t in s if not t.hung and _relates(s, t))


def _relates(s: Sentence, t: Tok) -> bool:
    if t.locution:
        return False
    if t.norm == "dont":
        return True
    before = s.after(t, -1)
    if t.norm in _LEQUEL:
        return before.pos in ("ADP", "NOUN") or t.norm[0] in "ad"
    if t.norm == "où":
        return (
            before.pos in ("NOUN", "PROPN") or before.norm in ("là", "partout", "ce", "en")
        ) or (before.pos == "PUNCT" and t.i > 1 and s.after(t, -2).pos in ("NOUN", "PROPN"))
    if t.norm == "qui":
        return _qui(s, t, before)
    return t.norm == "que" and _que(s, t, before)


_LEQUEL = frozenset(
    {"lequel", "laquelle", "lesquels", "lesquelles", "auquel", "auxquels", "auxquelles"}
    | {"duquel", "desquels", "desquelles"}
)


def _qui(s: Sentence, t: Tok, before: Tok) -> bool:
    if before.i < 0 or before.hung or is_indirect(s, t):
        return False
    if before.pos == "ADP":
        # "la fille avec qui je sors"; "avec qui tu sors ?" asks.
        return s.after(before, -1).pos in ("NOUN", "PROPN", "PRON")
    if before.pos in ("PUNCT", "CCONJ"):
        return t.i > 1 and s.after(t).pos != "PUNCT" and _asserts(s, t)
    return s.after(t).norm != "est" or s.after(t, 2).norm != "ce"


def _asserts(s: Sentence, t: Tok) -> bool:
    return not s.text.rstrip().endswith("?") or s.after(t, -2).pos in ("NOUN", "PROPN", "PRON")


def _que(s: Sentence, t: Tok, before: Tok) -> bool:
    if before.hung or before.i < 0:
        return before.hung and before.norm in ("là", "ci")
    if not any(x.finite for x in s.tokens[t.i + 1 : t.i + 9]):
        return False
    if before.norm == "ce":
        return s.after(before, -1).norm not in ("à", "est") or not before.hung
    if before.norm in _ANTECEDENTS:
        return True
    if before.pos == "ADJ":
        return s.after(before, -1).pos == "NOUN" and not _compares_before(s, t)
    if before.pos not in ("NOUN", "PROPN"):
        return False
    if before.lemma in COMPLEMENT_NOUNS or before.norm in COMPLEMENT_NOUNS:
        return False
    return not _compares_before(s, t) and not _dated(s, before)


_ANTECEDENTS = frozenset(
    {"celui", "celle", "ceux", "celles", "celui-là", "celle-là", "chose", "rien", "quelqu'un"}
    | {"tout", "ça", "moi", "toi", "lui", "eux"}
)


def _compares_before(s: Sentence, t: Tok) -> bool:
    """Whether "que" completes a comparison: "plus de temps que", "le même film que"."""
    for step in range(1, 6):
        tok = s.after(t, -step)
        if tok.norm in ("plus", "moins", "aussi", "autant", "même", "mêmes", "tellement", "si"):
            return s.after(tok, -1).norm not in ("le", "la", "les")
        if tok.pos == "PUNCT" or tok.finite:
            return False
    return False


def _dated(s: Sentence, noun: Tok) -> bool:
    """Whether "que" follows a duration: "ça fait deux ans que", "il y a un mois que"."""
    before = s.tokens[max(0, noun.i - 4) : noun.i]
    return noun.lemma in UNITS and any(x.norm in _PASSES for x in before)


_PASSES = frozenset({"fait", "faisait", "fera", "a", "avait"})
