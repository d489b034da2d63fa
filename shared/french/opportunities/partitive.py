"""Contexts of the partitive: du, de la, de l', and the bare de of quantity and negation."""

from shared.domain.error_types import ErrorType
from shared.french.morphology import Tok
from shared.french.opportunities.reading import is_article_after_de, is_infinitive, is_verb
from shared.french.opportunities.registry import counts
from shared.french.sentence import Sentence
from shared.french.words.contexts import MEASURES, QUANTITIES


@counts(ErrorType.PARTITIVE)
def partitive(s: Sentence) -> int:
    """Partitive articles, and "de" after a quantity or a negation."""
    return sum(1 for t in s if not t.locution and (_article(s, t) or _bare_de(s, t)))


def _article(s: Sentence, t: Tok) -> bool:
    """Whether "du", "de la" or "de l'" is an article here, and no preposition."""
    whole = t.norm == "du" or (t.norm == "de" and s.after(t).norm in ("la", "l'"))
    if not whole or _quantity_before(s, t):
        return False
    noun = s.after(t) if t.norm == "du" else s.after(t, 2)
    if is_verb(noun) or noun.pos in ("PUNCT", "PRON"):
        return False
    before = s.after(t, -1)
    if before.pos in ("CCONJ", "PUNCT"):
        return _list_of_things(s, t)
    return t.i > 0 and not is_article_after_de(s, t)


def _list_of_things(s: Sentence, t: Tok) -> bool:
    """Whether "du" after a comma or "et" goes on a list of things, not of what "de" governs."""
    k = t.i - 2
    while k >= 0 and (s.at(k).pos in ("NOUN", "ADJ", "PROPN", "NUM")):
        k -= 1
    opener = s.at(k)
    if opener.norm in ("du", "des", "de") and opener.pos in ("DET", "ADP"):
        return not is_article_after_de(s, opener)
    if opener.norm in ("la", "l'") and s.at(k - 1).norm == "de":
        return not is_article_after_de(s, s.at(k - 1))
    return t.i > 1


def _bare_de(s: Sentence, t: Tok) -> bool:
    """Whether "de" (or a wrong "du, des, de la") follows a quantity or a negation."""
    if t.norm not in ("de", "du", "des"):
        return False
    following = s.after(t)
    if t.norm == "de" and (is_infinitive(following) or following.pos in ("PRON", "PUNCT", "ADV")):
        return False
    return _quantity_before(s, t) or _negation_before(s, t)


def _quantity_before(s: Sentence, t: Tok) -> bool:
    before = s.after(t, -1)
    if before.norm in QUANTITIES:
        # "au moins de", "il est plein de": the adjective counts as a quantity too.
        return before.norm != "plus" or s.after(t, -2).norm != "ne"
    if before.lemma not in MEASURES or before.pos != "NOUN":
        return False
    opener = s.after(t, -2)
    return opener.norm in _COUNTING or opener.pos in ("NUM", "ADJ") or before.lemma in _ALWAYS


_COUNTING = frozenset({"un", "une", "des", "deux", "trois", "quelques", "plusieurs", "demi"})
_ALWAYS = frozenset({"million", "milliard", "douzaine", "dizaine", "centaine", "tas", "kilo"})


def _negation_before(s: Sentence, t: Tok) -> bool:
    """Whether the verb before is denied: "pas de", "n'a jamais de", "n'achète plus de"."""
    k = t.i - 1
    while k >= 0 and s.at(k).norm in ("vraiment", "encore", "toujours", "du", "tout", "non"):
        k -= 1
    if is_verb(s.at(k)) and (s.at(k).participle or s.at(k).infinitive):
        # "je n'ai pas acheté de pain", "pour ne pas manger de viande"
        k -= 1
        while k >= 0 and (s.at(k).pos == "ADV" and s.at(k).norm not in _DENYING):
            k -= 1
        if s.at(k).norm in _DENYING and s.at(k + 1).lemma in _VERBS_WITH_DE:
            return False
    if s.at(k).norm not in _DENYING:
        return False
    following = s.after(t)
    governed = any(g.verb.lemma in _VERBS_WITH_DE for g in s.groups if g.negation is s.at(k))
    return following.pos in ("NOUN", "ADJ", "NUM", "X") and not governed


_DENYING = frozenset({"pas", "plus", "jamais", "guère"})
_VERBS_WITH_DE = frozenset(
    {"parler", "venir", "sortir", "partir", "jouer", "dépendre", "rêver", "souvenir", "revenir"}
    | {"changer", "arriver", "rentrer", "être", "profiter", "occuper", "douter", "souffrir"}
)
