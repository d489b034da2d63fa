"""Which type of error an edit mends, and its finer key.

A list of small tests, the most particular first; the first that answers decides. Only the two
sentences count, never who proposed the edit, so the same mistake has the same key next month.
"""

from collections.abc import Callable

from shared.domain.correction import Operation
from shared.domain.error_types import ErrorType, Level
from shared.french import typing_clauses, typing_nominal, typing_verbal
from shared.french.alignment import Edit
from shared.french.change import Change, view
from shared.french.register import IMPERSONAL
from shared.french.sentence import Sentence
from shared.french.words.closed import OBJECT_CLITICS, SUBJECT_PRONOUNS
from shared.french.words.false_friends import FALSE_FRIENDS

Classifier = Callable[[Change], str | None]
"""Answers the pattern key `<type>:<what>`, or None if the edit is none of its own."""

LEVELS: dict[ErrorType, Level] = {
    ErrorType.NOUN_GENDER: Level.A1,
    ErrorType.ADJ_AGREEMENT: Level.A1,
    ErrorType.CONTRACTION: Level.A1,
    ErrorType.AUXILIARY: Level.A2,
    ErrorType.POSSESSIVE: Level.A1,
    ErrorType.SUBJUNCTIVE: Level.B1,
    ErrorType.TU_VOUS: Level.A1,
    ErrorType.SUBJECT_VERB: Level.A1,
    ErrorType.ADVERB_ORDER: Level.A2,
    ErrorType.SI_CLAUSE: Level.B1,
    ErrorType.NEGATION: Level.A1,
    ErrorType.ARTICLE_OMISSION: Level.A1,
    ErrorType.QUESTION: Level.A1,
    ErrorType.AVOIR_EXPRESSION: Level.A1,
    ErrorType.REFLEXIVE: Level.A2,
    ErrorType.PARTITIVE: Level.A1,
    ErrorType.PREP_PLACE: Level.A1,
    ErrorType.OBJECT_PRONOUN: Level.A2,
    ErrorType.CEST_IL_EST: Level.A2,
    ErrorType.TIME_DEPUIS: Level.A2,
    ErrorType.ADJ_PLACEMENT: Level.A2,
    ErrorType.FALSE_FRIEND: Level.B1,
    ErrorType.INFINITIVE: Level.A2,
    ErrorType.PAST_ASPECT: Level.B1,
    ErrorType.COMPARATIVE: Level.A2,
    ErrorType.RELATIVE: Level.B1,
    ErrorType.SAVOIR_CONNAITRE: Level.A2,
    ErrorType.NUMBER_DATE: Level.A1,
    ErrorType.VERB_PREPOSITION: Level.B1,
    ErrorType.OTHER_VERB_FORM: Level.A2,
    ErrorType.OTHER_LEXICAL: Level.B1,
    ErrorType.OTHER: Level.B1,
    ErrorType.PRONUNCIATION: Level.A2,
    ErrorType.FLUENCY: Level.B1,
}
"""The level at which a type is usually taught; a rule may state its own."""


def classify(edit: Edit, old: Sentence, new: Sentence) -> tuple[ErrorType, str]:
    """Type an edit.

    `edit` is one of `alignment.align(old.text, new.text)`, best the only one: `alone` isolates it.
    Returns the type, and the pattern key such as `auxiliary:aller`.
    """
    change = view(edit, old, new)
    for test in _TESTS:
        pattern = test(change)
        if pattern:
            return ErrorType(pattern.partition(":")[0]), pattern
    return ErrorType.OTHER, f"other:{_shape(change)}"


def _shape(c: Change) -> str:
    return "+".join(dict.fromkeys(t.pos for t in (*c.a, *c.b))).lower() or "form"


def _familiar(c: Change) -> str | None:
    """Everyday forms that a careful register charges; learners drop the same "il"."""
    if c.said == ("ça",) and c.say == ("cela",):
        return "other_lexical:ça"
    if c.said == ("te",) and c.say[:1] == ("tu",):
        return "other:tu"
    if not c.said and c.say == ("il",) and c.after.norm in IMPERSONAL:
        return "other:il"
    return None


def _reorder(c: Change) -> str | None:
    if c.op is not Operation.REORDER:
        return None
    tags = {t.pos for t in c.b}
    norms = c.norms
    if norms & {"pas", "jamais", "rien", "ne"} and not norms & {"me", "te", "moi", "toi"}:
        word = next((n for n in c.say if n in ("pas", "jamais", "rien")), "ne")
        return f"negation:{word}_order"
    if "NUM" in tags:
        return "number_date:order"
    question = {"où", "quoi", "comment", "quand", "pourquoi", "combien", "qui"}
    if norms & question and c.old.may_ask:
        return "question:order"
    if any(t.hung for t in (*c.a, *c.b)) and norms & SUBJECT_PRONOUNS:
        words = {t.norm for t in c.old.tokens} | {c.old.text.rstrip()[-1:]}
        asks = words & (question | {"?"}) or {"est", "ce", "que"} <= words
        return "question:inversion" if asks else "adverb_order:inversion"
    nouns = tags & {"NOUN", "PROPN"}
    if "ADJ" in tags and nouns:
        adjective = next(t for t in c.b if t.pos == "ADJ")
        return f"adj_placement:{adjective.lemma}"
    adverbs = (t for t in c.b if t.pos == "ADV" or t.locution == "ADV")
    adverb = next((t for t in adverbs if t.norm not in ("pas", "plus")), None)
    if adverb is not None:
        return f"adverb_order:{adverb.norm}"
    tonic = {"moi": "me", "toi": "te"}
    clitics = [tonic.get(t.norm, t.norm) for t in c.b if t.pos == "PRON" or t.hung]
    clitic = next((n for n in clitics if n in OBJECT_CLITICS), "")
    if clitic:
        return f"object_pronoun:{clitic}_order"
    return _phrase_moved(c, tags)


def _phrase_moved(c: Change, tags: set[str]) -> str | None:
    if "tout" in c.norms:
        return "adverb_order:tout"
    if not tags & {"VERB", "AUX"}:
        return None
    return "question:inversion" if c.old.may_ask else "adverb_order:phrase"


def _lexical(c: Change) -> str | None:
    said = next((t for t in c.a if t.pos in ("NOUN", "VERB", "ADJ", "ADV", "X", "PROPN")), None)
    if said is None or not c.b:
        return None
    lemmas = {said.norm, *(m.lemma.lower() for m in said.readings)}
    if lemmas & FALSE_FRIENDS:
        return f"false_friend:{min(lemmas & FALSE_FRIENDS)}"
    return f"other_lexical:{said.lemma.lower()}"


_TESTS: tuple[Classifier, ...] = (
    _familiar,
    *typing_clauses.TESTS,
    _reorder,
    *typing_verbal.FIRST,
    *typing_nominal.TESTS,
    *typing_verbal.LAST,
    _lexical,
)
