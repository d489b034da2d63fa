"""Contexts of pronouns: tu and vous, reflexives, object clitics, ce or il before être."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import (
    OWN_REFLEXIVE,
    asks_est_ce_que,
    is_compound,
    is_existential,
    is_form_of,
    is_imperative,
    is_verb,
)
from shared.french.opportunities.registry import counts
from shared.french.phrases import VerbGroup
from shared.french.sentence import Sentence
from shared.french.words.closed import OBJECT_CLITICS

_SECOND = frozenset(
    {"tu", "te", "toi", "vous", "ton", "ta", "tes", "votre", "vos", "vôtre", "vôtres"}
    | {"tien", "tienne", "tiennes"}
)


@counts(ErrorType.TU_VOUS)
def tu_vous(s: Sentence) -> int:
    """Each second-person form: pronouns, possessives, imperatives without a pronoun."""
    words = sum(1 for t in s if t.norm in _SECOND)
    return words + sum(1 for t in s if _bare_imperative(s, t))


def _bare_imperative(s: Sentence, t: Tok) -> bool:
    if t.finite or not is_imperative(s, t) or s.after(t).norm in ("toi", "vous"):
        return False
    m = t.best
    return m is not None and "1p" not in m.person


@counts(ErrorType.REFLEXIVE)
def reflexive(s: Sentence) -> int:
    """Each pronominal verb, finite, infinitive or imperative."""
    return len(reflexives(s))


def reflexives(s: Sentence) -> list[Tok]:
    """The clitics that refer to the subject of their own verb."""
    person = ""
    groups = {g.verb.i: g for g in s.groups}
    starts = {(g.clitics[0] if g.clitics else g.verb).i: g for g in s.groups}
    found: list[Tok] = []
    for t in s:
        if t.i in starts:
            person = starts[t.i].person or person
        if t.i in groups:
            person = groups[t.i].person or person
        if t.norm == "se":
            if not _si(s, t):
                found.append(t)
        elif t.hung:
            if t.norm in ("toi", "vous", "nous") and _commands(s, t):
                found.append(t)
        elif t.norm in ("me", "te", "nous", "vous") and _before_own_verb(s, t, person):
            found.append(t)
    return found


def _si(s: Sentence, t: Tok) -> bool:
    return t.elided and s.after(t).norm in ("il", "ils")


def _commands(s: Sentence, t: Tok) -> bool:
    verb = s.after(t, -1)
    if verb.hung or not is_verb(verb):
        return False
    # "parlez-vous ?" has its subject there.
    return t.norm == "toi" or (is_imperative(s, verb) and not s.text.rstrip().endswith("?"))


def _before_own_verb(s: Sentence, t: Tok, person: str) -> bool:
    """Whether the verb after a clitic has the clitic's own person: "je me lève", "nous nous"."""
    if OWN_REFLEXIVE.get(person) != t.norm:
        return False
    if t.norm in ("nous", "vous") and s.after(t, -1).norm != t.norm and not _infinite(s, t):
        return False
    following = s.after(t)
    while following.norm in ("y", "en", "le", "la", "les", "l'"):
        following = s.after(following)
    return is_verb(following)


def _infinite(s: Sentence, t: Tok) -> bool:
    following = s.after(t)
    while following.norm in ("y", "en", "le", "la", "les", "l'"):
        following = s.after(following)
    m = following.best
    return m is not None and m.tense in ("inf", "part_pres")


@counts(ErrorType.OBJECT_PRONOUN)
def object_pronoun(s: Sentence) -> int:
    """Each object clitic that is no reflexive, y and en; "il y a" and its like are frozen."""
    own = {t.i for t in reflexives(s)}
    frozen = {c.i for g in s.groups if is_existential(g) for c in g.clitics if c.norm == "y"}
    subjects = {g.subject.i for g in s.groups if g.subject is not None}
    return sum(1 for t in s if t.i not in own | frozen | subjects and _object_clitic(s, t))


def _object_clitic(s: Sentence, t: Tok) -> bool:
    if t.locution:
        return False
    if t.hung:
        return t.norm in _HUNG_OBJECTS
    if t.norm not in OBJECT_CLITICS - {"se"} or t.pos in ("DET", "ADP"):
        return False
    if (t.norm == "te" and s.after(t).norm == "plaît") or s.after(t).norm == "plaît":
        return s.after(t, -2).lower != "s'"
    following = s.after(t)
    while following.norm in OBJECT_CLITICS and following.pos != "DET":
        following = s.after(following)
    if following.norm == "ne" or not is_verb(following):
        return False
    participle = following.best is not None and following.best.tense == "part_past"
    return not participle


_HUNG_OBJECTS = frozenset({"le", "la", "les", "moi", "lui", "leur", "y", "en"})


@counts(ErrorType.CEST_IL_EST)
def cest_il_est(s: Sentence) -> int:
    """Ce, il, elle, ils, elles before être, where être is no auxiliary of a compound tense."""
    return sum(1 for g in s.groups if _presents(s, g))


def _presents(s: Sentence, group: VerbGroup) -> bool:
    subject = group.subject
    if subject is None or subject.norm not in ("ce", "il", "elle", "ils", "elles", "ça"):
        return False
    been = group.participle is not None and group.participle.norm == "été"
    if been:
        # "il a été malade"; "il a été invité" is a passive.
        participle = s.after(group.participle or group.verb)
        return participle.best is None or participle.best.tense != "part_past"
    if not is_form_of(group.verb, "être") or asks_est_ce_que(s, group.verb):
        return False
    return not is_compound(group)
