"""Tests that type edits of pronouns, questions and clauses by what moved or went beside them.

They see shapes that the tests by word class would take for something else, so they come first.
"""

from shared.domain.correction import Operation
from shared.french.change import Change
from shared.french.morphology import FINITE
from shared.french.words.antecedents import PROFESSIONS
from shared.french.words.closed import INTERVENING_ADVERBS, OBJECT_CLITICS, PREPOSITIONS
from shared.french.words.false_friends import FALSE_FRIENDS
from shared.french.words.time import DAY_PARTS, DAYS, UNITS

_NEGATIVE = frozenset({"ne", "pas", "plus", "jamais", "rien", "point", "guère"})
_TONIC = frozenset({"moi", "toi", "lui", "elle", "eux", "elles", "nous", "vous"})
_ASKED = frozenset({"qui", "quoi", "où", "quel", "quelle", "quels", "quelles", "quand"})
_POINTING = frozenset({"cette", "cet", "ces", "celui", "celle", "ceux", "celles"})
_CELUI = frozenset({"celui", "celle", "ceux", "celles"})
_ARTICLES = frozenset({"le", "la", "l'", "les"})


def _asks(c: Change) -> bool:
    return c.old.may_ask


def _moved(c: Change) -> str | None:
    """One kind of word moved over a verb, and all else stayed in its order."""
    if c.op is not Operation.REORDER or not any(t.any_verb() for t in c.a):
        return None
    if any(t.hung for t in c.a) and {"est", "ce", "que"} <= c.old.norms:
        return "question:inversion"
    adverbs = INTERVENING_ADVERBS - _NEGATIVE - {"quand"}
    for words, kind in ((OBJECT_CLITICS, "object_pronoun"), (adverbs, "adverb_order")):
        kept = [n for n in c.said if n not in words]
        if kept == [n for n in c.say if n not in words] and len(kept) < len(c.said):
            word = next(n for n in c.say if n in words)
            return f"{kind}:{word}_order" if kind == "object_pronoun" else f"{kind}:{word}"
    return None


def _pronoun(c: Change) -> str | None:
    hung = bool(c.b) and all(t.hung for t in c.b)
    if hung and c.a and {"à", "me", "te"} & set(c.said) and set(c.say) <= OBJECT_CLITICS | _TONIC:
        return f"object_pronoun:{c.say[0]}"
    clitics = [n for n in c.say if n in OBJECT_CLITICS and n not in c.said[:1]]
    if (
        "à" in c.said
        and "à" not in c.say
        and set(c.said) & _TONIC
        and clitics
        and any(t.any_verb() for t in c.b)
    ):
        return f"object_pronoun:{clitics[0]}"
    if not c.b and c.said in (("il",), ("ils",)) and c.before.any_verb(*FINITE):
        return f"object_pronoun:{c.said[0]}"
    infinitive = c.after.infinitive is not None and c.before.any_verb(*FINITE) is not None
    if c.say in (("en",), ("y",), ("l'",), ("le",), ("les",)) and not c.a and infinitive:
        return f"object_pronoun:{c.say[0]}"
    if not c.b and c.within(_ARTICLES) and c.before.infinitive and c.after.pos not in _NOMINAL:
        return f"object_pronoun:{c.said[0]}"
    strong = frozenset({"moi", "toi", "lui", "eux", "soi"})
    if (
        set(c.say) <= strong
        and c.say
        and c.before.pos == "ADP"
        and len(c.a) == len(c.b) == 1
        and c.said[0] in ("je", "tu", "il", "ils", "me", "te", "se", "les")
    ):
        return f"object_pronoun:{c.say[0]}"
    return None


_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})


def _question(c: Change) -> str | None:
    if not c.a and not c.b and c.new.at(c.to - 1).hung:
        return "question:t"
    if c.said == ("que", "est") and not c.b:
        return "question:indirect"
    if not _asks(c):
        return None
    if c.before.norm in ("combien", "comment") and c.said == ("longtemps",):
        return "question:combien"
    if c.say == ("puis",) and c.after.norm == "je":
        return "question:puis-je"
    if not c.a and c.b and set(c.say) <= PREPOSITIONS and c.after.norm in _ASKED:
        return f"question:{c.say[0]}_{c.after.norm}"
    return None


def _relative(c: Change) -> str | None:
    if set(c.say) & _CELUI and {"qui", "que", "dont"} & {*c.say, c.after.norm}:
        return "relative:celui"
    if c.before.norm == "dont" and c.within(frozenset({"le", "la", "les", "son", "sa", "ses"})):
        return "relative:dont_resumed"
    if not c.b and c.within(_ARTICLES | {"y", "en"}):
        near = {c.before.norm, c.new.at(c.before.i - 1).norm} & {"que", "où", "dont"}
        if near and c.before.norm in near | {"je", "tu", "il", "elle", "on", "nous", "vous", "ils"}:
            return f"relative:{min(near)}_resumed"
    if not c.b and c.before.norm == "qui" and set(c.said) <= {"il", "elle", "ils", "elles"}:
        return "relative:qui"
    return None


def _date_first(c: Change) -> str | None:
    """An expression of time put before the subject, from behind it."""
    pronoun = frozenset({"je", "tu", "il", "on", "ils"})
    if c.at == c.to == 0 and set(c.said[:1]) & pronoun and _dated(c, 0):
        return f"adverb_order:{c.new.at(0).norm}"
    if "," in c.say and set(c.say) & pronoun and not c.a and _dated(c, 1):
        return f"adverb_order:{c.new.at(1).norm}"
    return None


def _dated(c: Change, i: int) -> bool:
    """Whether an expression of time begins at a token of the new sentence."""
    tok, noun = c.new.at(i), c.new.at(i + 1)
    if tok.norm in ("le", "ce", "cet"):
        return noun.lemma in UNITS | DAYS | DAY_PARTS
    return tok.norm in _DATES


_DATES = frozenset({"hier", "demain", "aujourd'hui", "maintenant", "tous", "toutes", "chaque"})


_DEGREES = frozenset({"plus", "moins", "aussi", "autant", "même", "meilleur", "meilleure", "mieux"})


def _degree_or_time(c: Change) -> str | None:
    if c.say == ("que",) and not c.a and c.before.norm in ("pendant", "depuis"):
        return f"time_depuis:{c.before.norm}_que"
    if "depuis" in c.said and c.say in (("que",), ()):
        return "time_depuis:depuis_que"
    if c.said == ("que",) and not c.b and c.before.norm == "depuis":
        return "time_depuis:depuis"
    degree = {t.norm for t in c.old.tokens[max(0, c.at - 4) : c.at]} & _DEGREES
    if degree and c.say[:1] == ("que",) and set(c.said[:1]) & {"de", "du", "des", "à", "comme"}:
        return "comparative:que"
    if set(c.say) <= _CELUI and set(c.said) <= _CELUI and c.before.norm == "que" and degree:
        return "comparative:celui"
    if c.said == ("très",) and c.after.norm in ("plus", "moins", "mieux"):
        return "comparative:très"
    if "préférer" in c.old.norms and c.said[:1] == ("que",) and c.say[:1] in (("à",), ("au",)):
        return "comparative:à"
    return None


def _other(c: Change) -> str | None:
    said = {m.lemma for t in c.a for m in t.readings if m.pos == "NOUN"} & FALSE_FRIENDS
    nouns = {t.lemma for t in c.b if t.pos == "NOUN"}
    if said and nouns and not said & nouns and len(c.a) <= 3:
        return f"false_friend:{min(said)}"
    if c.say == ("ce",) and set(c.said) <= _POINTING and c.a and c.after.lemma == "être":
        return "cest_il_est:c'est"
    named = c.said in (("un",), ("une",)) and not c.b and c.before.lemma == "être"
    if named and c.after.norm in PROFESSIONS:
        return "cest_il_est:profession"
    if c.said == ("chaque",) and c.say[:1] in (("tous",), ("toutes",)):
        return "other_lexical:chaque"
    missed = any(m.lemma == "manquer" for t in c.a for m in t.readings)
    if missed and {"me", "te", "lui", "nous", "vous", "leur"} & set(c.say) - set(c.said):
        return "other_lexical:manquer"
    if c.said == ("très",) and not c.b and c.after.norm == "beaucoup":
        return "other_lexical:très"
    if c.after.lemma == "visite" and any(t.lemma == "rendre" for t in c.b):
        return "false_friend:visiter"
    return None


TESTS = (_date_first, _moved, _question, _relative, _pronoun, _degree_or_time, _other)
