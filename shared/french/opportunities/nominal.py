"""Contexts in the noun phrase: gender, agreement and place of adjectives, articles, possessives."""

from collections.abc import Iterator

from shared.domain.error_types import ErrorType
from shared.french.elision import vowel_sound
from shared.french.morphology import Tok
from shared.french.opportunities.reading import is_article_after_de, is_verb
from shared.french.opportunities.registry import counts
from shared.french.phrases import NounPhrase
from shared.french.sentence import Sentence
from shared.french.words.closed import ARTICLES, POSSESSIVES
from shared.french.words.contexts import BODY_PARTS, NOT_ATTRIBUTIVE
from shared.french.words.pronunciation import FEMININE_BEFORE_VOWEL
from shared.french.words.time import MONTHS

_GENDERED = frozenset({"un", "une", "le", "la", "du", "au"})
_BEFORE_CONSONANT = frozenset({"mon", "ma", "ton", "ta", "son", "sa", "ce", "cet", "cette"})


@counts(ErrorType.NOUN_GENDER)
def noun_gender(s: Sentence) -> int:
    """Singular determiners that audibly show a gender; neither dates nor clock times."""
    return sum(1 for phrase in s.phrases if _shows_gender(s, phrase))


def _shows_gender(s: Sentence, phrase: NounPhrase) -> bool:
    determiner, noun = phrase.determiner, phrase.noun
    if determiner is None or noun.pos != "NOUN" or noun.locution or determiner.hung:
        return False
    if noun.norm in MONTHS or (noun.norm in ("heure", "heures") and determiner.norm == "une"):
        return False
    if determiner.norm in _GENDERED:
        return True
    following = s.after(determiner)
    return determiner.norm in _BEFORE_CONSONANT and not vowel_sound(following.lower)


@counts(ErrorType.ADJ_AGREEMENT)
def adj_agreement(s: Sentence) -> int:
    """Adjectives whose masculine and feminine differ in sound."""
    return sum(1 for t in s if t.pos == "ADJ" and _agrees_audibly(s, t))


def _agrees_audibly(s: Sentence, tok: Tok) -> bool:
    m = tok.best
    if m is None or tok.locution or tok.norm in NOT_ATTRIBUTIVE or m.number not in ("s", "p", "i"):
        return False
    following = s.after(tok)
    if following.norm in MONTHS or _weather(s, tok):
        return False
    number = "p" if m.number == "p" else "s"
    masculine = s.lexicon.inflect(m.lemma, "ADJ", "m", number)
    feminine = s.lexicon.inflect(m.lemma, "ADJ", "f", number)
    if masculine in FEMININE_BEFORE_VOWEL and following.pos == "NOUN" and number == "s":
        # "un petit ami" and "une petite amie" sound alike.
        return not vowel_sound(following.lower) and differ_in_sound(masculine, feminine)
    return differ_in_sound(masculine, feminine)


def _weather(s: Sentence, tok: Tok) -> bool:
    """Whether an adjective stands for the weather and never agrees: "il fait très chaud"."""
    before = s.after(tok, -1)
    while before.pos == "ADV":
        before = s.after(before, -1)
    return is_verb(before) and before.lemma == "faire" and s.after(tok).pos not in ("NOUN", "ADJ")


def differ_in_sound(masculine: str, feminine: str) -> bool:
    """Whether two forms of an adjective differ in sound; false where one is not known.

    By spelling: a silent -e after a vowel, -l, -r or -ct is not heard, nor is -lle for -l, -que
    for -c; whatever else changes is ("petit, petite", "bon, bonne", "heureux, heureuse").
    """
    masculine, feminine = masculine.removesuffix("s"), feminine.removesuffix("s")
    if not masculine or not feminine or masculine == feminine:
        return False
    if masculine in _ONLY_SPELT:
        return False
    if feminine == f"{masculine}e":
        return not masculine.endswith(_SILENT_E_AFTER)
    if feminine == f"{masculine}le":
        return masculine == "gentil"
    return not (masculine.endswith("c") and feminine.endswith("que"))


_SILENT_E_AFTER = ("é", "i", "u", "ï", "l", "r", "ct", "a", "o")
_ONLY_SPELT = frozenset({"cher", "fier", "amer", "net", "aigu", "ambigu", "exigu"})


@counts(ErrorType.ADJ_PLACEMENT)
def adj_placement(s: Sentence) -> int:
    """Attributive adjectives."""
    return sum(_attributes(s, phrase) for phrase in s.phrases if not phrase.noun.locution)


def _attributes(s: Sentence, phrase: NounPhrase) -> int:
    if phrase.noun.pos != "NOUN" or phrase.noun.norm in MONTHS:
        return 0
    found = [*phrase.before, *phrase.after]
    if phrase.after and s.after(phrase.after[-1]).norm in ("et", "ou", "mais"):
        # "une rue calme et étroite"
        second = s.after(phrase.after[-1], 2)
        found += [second] if second.pos == "ADJ" and s.after(second).pos != "NOUN" else []
    return sum(1 for tok in found if tok.norm not in NOT_ATTRIBUTIVE and not tok.locution)


@counts(ErrorType.CONTRACTION)
def contraction(s: Sentence) -> int:
    """À or de before le, les, lequel: contracted, or left apart by a learner."""
    return sum(1 for t in s if not t.locution and _contracts(s, t))


_ALWAYS = frozenset(
    {"au", "aux", "auquel", "auxquels", "auxquelles", "duquel", "desquels", "desquelles"}
)


def _contracts(s: Sentence, t: Tok) -> bool:
    if t.norm in _ALWAYS:
        return True
    if t.norm in ("à", "de") and s.after(t).norm in ("le", "les"):
        # Before a verb they are pronouns: "de le voir".
        return not is_verb(s.after(t, 2)) and s.after(t, 2).pos != "PRON"
    return t.norm in ("du", "des") and not t.elided and is_article_after_de(s, t)


@counts(ErrorType.POSSESSIVE)
def possessive(s: Sentence) -> int:
    """Possessive determiners and pronouns, and the article that owns a part of the body."""
    own = sum(1 for t in s if t.norm in POSSESSIVES and t.pos == "DET")
    pronouns = sum(1 for t in s if t.norm in _POSSESSIVE_PRONOUNS)
    return own + pronouns + sum(1 for phrase in s.phrases if _body_part(phrase))


_POSSESSIVE_PRONOUNS = frozenset(
    {"mien", "mienne", "miens", "miennes", "tien", "tienne", "tiens", "tiennes", "sien", "sienne"}
    | {"siens", "siennes"}
) - {"tiens"}


def _body_part(phrase: NounPhrase) -> bool:
    determiner = phrase.determiner
    if determiner is None or phrase.noun.lemma not in BODY_PARTS:
        return False
    return determiner.norm in ("le", "la", "l'", "les", "au", "aux")


@counts(ErrorType.ARTICLE_OMISSION)
def article_omission(s: Sentence) -> int:
    """Noun phrases that need an article, and have one."""
    return sum(1 for _ in _with_article(s))


def _with_article(s: Sentence) -> Iterator[NounPhrase]:
    for phrase in s.phrases:
        determiner = phrase.determiner
        if determiner is None or phrase.noun.locution or phrase.noun.lemma == "heure":
            continue
        if determiner.norm in ARTICLES:
            yield phrase


@counts(ErrorType.COMPARATIVE)
def comparative(s: Sentence) -> int:
    """Comparatives and superlatives, the irregular ones among them."""
    return sum(1 for t in s if not t.locution and _compares(s, t))


def _compares(s: Sentence, t: Tok) -> bool:
    if t.norm in _IRREGULAR:
        return s.after(t, -1).norm not in ("plus", "moins", "aussi")
    if t.norm not in _DEGREES:
        return False
    following = s.after(t)
    if t.norm == "plus" and _negative_plus(s, t):
        return False
    if t.norm in ("autant", "davantage"):
        return True
    if following.pos == "ADJ" or (following.pos == "ADV" and following.norm not in _NO_DEGREE):
        return t.norm in ("plus", "moins") or _compared(s, t)
    if following.best is not None and following.best.tense == "part_past":
        return t.norm in ("plus", "moins") or _compared(s, t)
    # "plus de temps que", "il court plus que moi"; "le plus" at the end.
    return t.norm in ("plus", "moins") and (
        _compared(s, t) or s.after(t, -1).norm in ("le", "beaucoup", "bien", "encore")
    )


_IRREGULAR = frozenset(
    {"meilleur", "meilleure", "meilleurs", "meilleures", "mieux", "pire", "pires"}
)
_DEGREES = frozenset({"plus", "moins", "aussi", "autant", "davantage"})
_NO_DEGREE = frozenset({"pas", "plus", "jamais", "rien", "là", "ici", "très", "trop", "ensemble"})


def _compared(s: Sentence, t: Tok) -> bool:
    """Whether "que" or "comme" follows within the reach of a comparison."""
    for step in range(1, 7):
        tok = s.after(t, step)
        if tok.norm in ("que", "comme"):
            return True
        if tok.pos == "PUNCT" or tok.finite:
            return False
    return False


def _negative_plus(s: Sentence, t: Tok) -> bool:
    """Whether "plus" denies: "ne" before it in the clause, or another word of negation near."""
    if s.after(t, -1).norm == "non":
        return True
    for step in range(1, 6):
        tok = s.after(t, -step)
        if tok.norm == "ne":
            return not _compared(s, t)
        if tok.pos in ("PUNCT", "SCONJ"):
            break
    return False
