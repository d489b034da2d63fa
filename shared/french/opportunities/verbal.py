"""Contexts of the verb: tense, auxiliary, agreement, infinitive, what it governs."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import (
    asks_est_ce_que,
    is_article_after_de,
    is_compound,
    is_frozen,
    is_imperative,
    is_infinitive,
    is_number,
    is_polite_formula,
    is_verb,
    makes_compound,
)
from shared.french.opportunities.registry import counts
from shared.french.phrases import VerbGroup
from shared.french.sentence import Sentence
from shared.french.words.avoir import ENGLISH as AVOIR_NOUNS
from shared.french.words.closed import OBJECT_CLITICS
from shared.french.words.contexts import DIRECT, GOVERNED_A, GOVERNED_DE, GOVERNED_OTHER
from shared.french.words.time import UNITS


@counts(ErrorType.AUXILIARY)
def auxiliary(s: Sentence) -> int:
    """Every compound tense form, the compound infinitive among them; no passive."""
    finite = sum(1 for g in s.groups if is_compound(g))
    return finite + sum(1 for t in s if t.pos == "AUX" and _compound_infinitive(s, t))


def _compound_infinitive(s: Sentence, t: Tok) -> bool:
    if t.best is None or t.best.tense not in ("inf", "part_pres"):
        return False
    following = s.after(t)
    while following.pos == "ADV":
        following = s.after(following)
    if not is_verb(following) or following.participle is None:
        return False
    return makes_compound(t, following, reflexive=s.after(t, -1).norm == "se")


@counts(ErrorType.PAST_ASPECT)
def past_aspect(s: Sentence) -> int:
    """Every past finite form; an imparfait that only supposes ("si j'avais") is no past."""
    supposing = any(g.tense == "cond" for g in s.groups)
    return sum(1 for g in s.groups if _past(g) and not (supposing and _after_si(s, g)))


def _past(group: VerbGroup) -> bool:
    if group.tense in ("ind_impf", "ind_past"):
        return True
    return group.tense == "ind_pres" and is_compound(group)


def _after_si(s: Sentence, group: VerbGroup) -> bool:
    first = group.subject if group.subject is not None and not group.inverted else group.first
    return any(s.at(first.i - k).lower in ("si", "s'") for k in (1, 2))


@counts(ErrorType.OTHER_VERB_FORM)
def other_verb_form(s: Sentence) -> int:
    """Finite verb groups, imperatives among them; "est-ce que" and "s'il te plaît" are none."""
    finite = sum(
        1 for g in s.groups if not asks_est_ce_que(s, g.verb) and not is_polite_formula(s, g)
    )
    return finite + sum(1 for t in s if not t.finite and is_imperative(s, t))


@counts(ErrorType.SUBJECT_VERB)
def subject_verb(s: Sentence) -> int:
    """Finite verbs that agree with a subject, frozen c'est, il y a, il faut excluded."""
    return sum(1 for g in s.groups if not is_frozen(s, g))


@counts(ErrorType.AVOIR_EXPRESSION)
def avoir_expression(s: Sentence) -> int:
    """Avoir (or a wrong être) before a noun of state or an age."""
    return sum(1 for t in s if t.pos == "AUX" and _state(s, t))


_WEAK = frozenset({"de", "la", "l'", "un", "du", "tellement", "super", "hyper", "si", "le", "peu"})
_OWN_STATES = frozenset(AVOIR_NOUNS) - {"mal"}


def _state(s: Sentence, t: Tok) -> bool:
    lemmas = {m.lemma for m in t.readings}
    if not lemmas & {"avoir", "être"}:
        return False
    owns = "avoir" in lemmas
    following = s.after(t)
    steps = 0
    while steps < 4 and ((following.pos == "ADV" and following.norm != "mal") or _weak(following)):
        following = s.after(following)
        steps += 1
    if following.norm == "mal" and s.after(following).participle:
        return False
    if following.norm in AVOIR_NOUNS or following.norm == "habitude":
        return owns or following.norm in _NEVER_WITH_ETRE
    return _age(s, following)


def _weak(tok: Tok) -> bool:
    return tok.norm in _WEAK or tok.hung


_NEVER_WITH_ETRE = frozenset(
    {"faim", "soif", "peur", "sommeil", "besoin", "envie", "hâte", "honte"}
)


def _age(s: Sentence, number: Tok) -> bool:
    k = number.i
    while is_number(s.at(k)) or (k > number.i and s.at(k).norm == "et"):
        k += 1
    return k > number.i and s.at(k).norm in ("an", "ans") and s.at(k + 1).norm != "pour"


@counts(ErrorType.INFINITIVE)
def infinitive(s: Sentence) -> int:
    """Infinitives after a modal, a verb or a preposition, and those coordinated with one."""
    return sum(1 for t in s if is_infinitive(t) and _governed_infinitive(s, t))


def _governed_infinitive(s: Sentence, t: Tok) -> bool:
    before = s.after(t, -1)
    while before.i >= 0 and (
        before.norm in OBJECT_CLITICS
        or before.pos == "ADV"
        or before.norm in ("ne", "rien", "tout")
    ):
        before = s.after(before, -1)
    if before.hung or before.pos in ("CCONJ", "PUNCT"):
        return any(is_infinitive(x) or x.finite for x in s.tokens[: t.i])
    return before.pos == "ADP" or is_verb(before) or before.norm in ("à", "de", "que")


@counts(ErrorType.VERB_PREPOSITION)
def verb_preposition(s: Sentence) -> int:
    """Verbs with the preposition they govern, and those that learners give one too many."""
    return sum(1 for t in s if is_verb(t) and not t.locution and _governs(s, t))


def _governs(s: Sentence, t: Tok) -> bool:
    m = t.participle if t.best is not None and t.best.tense == "part_past" else t.best
    lemmas = {m.lemma} if m is not None else {t.lemma}
    following = s.after(t)
    steps = 0
    while steps < 3 and (following.hung or following.pos == "ADV"):
        following = s.after(following)
        steps += 1
    if lemmas & DIRECT:
        return following.pos in ("DET", "NOUN", "PROPN", "ADP", "PRON", "NUM") and _object(
            following
        )
    if lemmas & set(GOVERNED_OTHER) and following.norm == GOVERNED_OTHER[next(iter(lemmas))]:
        return True
    return _indirect(s, lemmas, following)


def _object(tok: Tok) -> bool:
    return tok.norm not in ("que", "qui", "si", "où", "en", "dans", "chez", "avec", "depuis")


def _indirect(s: Sentence, lemmas: set[str], following: Tok) -> bool:
    """Whether à or de follows, at once or over a short object ("dire à Paul de venir")."""
    for step in range(4):
        tok = s.after(following, step)
        if tok.norm in ("à", "au", "aux") and lemmas & GOVERNED_A:
            return not _circumstance(s, tok)
        governed = tok.norm in ("de", "du", "des") and lemmas & GOVERNED_DE
        if governed and (step == 0 or is_infinitive(s.after(tok))):
            return tok.norm == "de" or step > 0 or is_article_after_de(s, tok)
        if tok.pos in ("PUNCT", "SCONJ", "CCONJ") or tok.finite:
            return False
    return False


def _circumstance(s: Sentence, tok: Tok) -> bool:
    """Whether "à" gives a time or a place: "commencer à huit heures"."""
    near = (s.after(tok), s.after(tok, 2))
    return any(
        n.pos == "NUM" or n.lemma in UNITS or n.pos == "PROPN" or n.norm in _PLACES_AND_TIMES
        for n in near
    )


_PLACES_AND_TIMES = frozenset(
    {"midi", "minuit", "maison", "école", "université", "fac", "moment", "fois", "fin", "début"}
    | {"cause", "côté", "bibliothèque", "restaurant", "bureau", "gare", "hôpital"}
)


@counts(ErrorType.SAVOIR_CONNAITRE)
def savoir_connaitre(s: Sentence) -> int:
    """Each use of savoir or connaître as a verb."""
    return sum(1 for t in s if is_verb(t) and _knows(t))


def _knows(t: Tok) -> bool:
    return any(m.lemma in ("savoir", "connaître") for m in t.live[:1])
