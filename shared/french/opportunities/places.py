"""Contexts of place, and the place of adverbs."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import duration_from, is_verb
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.contexts import (
    A_PLACES,
    ABSTRACT_INSIDE,
    DE_ORIGIN,
    PLACE_PREPOSITIONS,
)
from shared.french.words.places import COUNTRIES
from shared.french.words.time import CLOCK

_COMPLEX: dict[str, list[tuple[str, ...]]] = {}
for _phrase in PLACE_PREPOSITIONS:
    _words = tuple(_phrase.split())[:-1]
    _COMPLEX.setdefault(_words[0], []).append(_words)
_SURFACES = frozenset({"sur", "sous", "devant", "derrière", "vers", "entre"})


@counts(ErrorType.PREP_PLACE)
def prep_place(s: Sentence) -> int:
    """Prepositions of place: "à Lyon", "en France", "chez moi", "dans un café", "près de"."""
    total = 0
    skip = -1
    for t in s:
        if t.i <= skip:
            continue
        size = _complex_at(s, t)
        if size:
            total += 1
            skip = t.i + size
        elif not t.locution and _places(s, t):
            total += 1
    return total


def _complex_at(s: Sentence, t: Tok) -> int:
    """Length of a preposition of several words that begins here, its "de" included; else 0."""
    for words in _COMPLEX.get(t.norm, ()):
        if all(s.after(t, k).norm == w for k, w in enumerate(words)):
            after = s.after(t, len(words))
            if after.norm in ("de", "du", "des"):
                return len(words)
    return 0


def _places(s: Sentence, t: Tok) -> bool:
    if t.norm == "chez":
        return True
    head = _head(s, t)
    if head is None:
        return False
    if t.norm in ("à", "au", "aux"):
        # With an article in it, a proper noun is a country: "aux États-Unis".
        country = t.norm != "à" and head.pos == "PROPN"
        return country or (_place_noun(head) and not _has_clock(s, t))
    if t.norm == "en" and t.pos == "ADP":
        return _region(head) or head.norm in ("ville", "classe", "cours", "montagne", "banlieue")
    if t.norm in ("de", "du", "des"):
        verb = s.after(t, -1)
        return verb.lemma in DE_ORIGIN and is_verb(verb) and _place_noun(head)
    if t.norm == "dans":
        return head.lemma not in ABSTRACT_INSIDE and duration_from(s, t.i + 1) is None
    if t.norm in _SURFACES:
        return head.lemma not in ABSTRACT_INSIDE | CLOCK and _concrete(s, t, head)
    return False


def _head(s: Sentence, t: Tok) -> Tok | None:
    """The noun that a preposition governs: the first within its determiner and adjectives."""
    for step in range(1, 6):
        tok = s.after(t, step)
        if tok.pos in ("NOUN", "PROPN") or (tok.pos == "X" and tok.text[:1].isupper()):
            return tok
        if tok.pos not in ("DET", "ADJ", "NUM", "ADV"):
            return None
    return None


def _place_noun(head: Tok) -> bool:
    return head.lemma in A_PLACES or head.norm in A_PLACES or _region(head)


def _region(head: Tok) -> bool:
    if head.text in COUNTRIES:
        return True
    if head.pos == "PROPN":
        # The lexicon gives persons a gender, and towns none.
        return any(m.pos == "PROPN" and m.gender == "e" for m in head.readings)
    return head.pos == "X" and head.text[:1].isupper() and head.i > 0


def _has_clock(s: Sentence, t: Tok) -> bool:
    return s.after(t).norm in CLOCK


def _concrete(s: Sentence, t: Tok, head: Tok) -> bool:
    """Whether sur, sous, vers… places something: an article or possessive, no number."""
    if head.text in COUNTRIES:
        return True
    return s.after(t).pos in ("DET", "ADJ") and s.after(t, -1).lemma not in _ABOUT


_ABOUT = frozenset({"compter", "film", "livre", "parler", "article", "avis", "projet", "lire"})


@counts(ErrorType.ADVERB_ORDER)
def adverb_order(s: Sentence) -> int:
    """Adverbs that modify a verb and stand beside it, or wrongly between subject and verb."""
    return sum(1 for t in s if _modifies_verb(s, t))


_FREE = frozenset(
    {"pas", "plus", "jamais", "ne", "rien", "guère", "y", "là", "ici", "oui", "non", "hier"}
    | {"demain", "très", "si", "tout", "alors", "donc", "puis", "ensuite", "comme", "comment"}
    | {"quand", "où", "pourquoi", "combien", "voilà", "peut-être", "moins", "que", "dehors"}
    | {"enfin", "aujourd'hui", "maintenant", "là-bas", "ensemble", "avant", "après", "loin"}
    | {"près", "sinon", "franchement", "juste", "même", "aussi", "surtout", "d'abord", "plutôt"}
)


def _modifies_verb(s: Sentence, t: Tok) -> bool:
    if t.pos != "ADV" or t.locution or t.norm in _FREE:
        return False
    if s.after(t).pos == "ADJ" or _degree_of_adverb(s, t):
        return False
    before = s.after(t, -1)
    while before.pos == "ADV" or before.hung:
        before = s.after(before, -1)
    if _copula(s, before, t):
        return False
    if is_verb(before):
        return True
    # A learner's "je souvent mange".
    return before.norm in ("je", "tu", "il", "elle", "on", "ils", "elles") and is_verb(s.after(t))


def _degree_of_adverb(s: Sentence, t: Tok) -> bool:
    """Whether an adverb only grades the next one: "vraiment bien" counts once."""
    following = s.after(t)
    return t.norm in _DEGREE and (
        (following.pos == "ADV" and following.norm not in _FREE)
        or following.norm in ("de", "du", "des")
    )


_DEGREE = frozenset({"beaucoup", "trop", "assez", "peu", "vraiment", "tellement", "si", "bien"})


def _copula(s: Sentence, verb: Tok, adverb: Tok) -> bool:
    """Whether the adverb completes être ("c'est bien"), rather than modifies another verb."""
    if not any(m.lemma == "être" for m in verb.readings):
        return False
    following = s.after(adverb)
    return not (is_verb(following) and following.participle)
