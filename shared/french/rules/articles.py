"""The article that a noun takes, and which words are common nouns that need one."""

from shared.french.elision import fit_determiner
from shared.french.gender import noun_gender
from shared.french.morphology import Tok
from shared.french.sentence import Sentence
from shared.french.words import table, wordlist
from shared.french.words.bare_nouns import TITLES, WITH_ADJECTIVE
from shared.french.words.objects import DEFINITE
from shared.french.words.quantity import MASS

_SET_ADJECTIVES = wordlist("bon mauvais beau grand petit")


def plural(noun: Tok) -> bool:
    """Whether a noun stands in the plural by its own form."""
    m = noun.as_pos("NOUN")
    return m is not None and m.number == "p"


def definite(noun: Tok, first: Tok) -> str:
    """The definite article for a noun, before the first word of its phrase; or empty."""
    if plural(noun):
        return "les"
    gender = _usual_gender(noun)
    return fit_determiner("la" if gender == "f" else "le", first.lower) if gender else ""


def indefinite(noun: Tok) -> str:
    """The indefinite article for a noun; or empty."""
    if plural(noun):
        return "des"
    return {"m": "un", "f": "une"}.get(_usual_gender(noun), "")


def _usual_gender(noun: Tok) -> str:
    """Gender; of a noun that has two, that of the sense one speaks of: a book, not a pound."""
    return noun_gender(noun) or _USUAL.get(noun.lemma, "")


_USUAL = table(
    "livre=m page=f vase=m crêpe=f couple=m amour=m après-midi=m chose=f barbe=f guide=m espace=m"
)


def partitive(noun: Tok) -> str:
    """The article of an unnamed amount: "du", "de la", "de l'" or "des"; empty if unknown."""
    m = noun.noun
    gender = noun_gender(noun)
    if m is not None and m.number == "p":
        return "des"
    if not gender:
        return ""
    return fit_determiner("du" if gender == "m" else "de la", noun.lower)


def amount(noun: Tok) -> str:
    """un, une, des, or for what is not counted du, de la, de l'."""
    if noun.lemma in MASS and not plural(noun):
        return partitive(noun)
    return indefinite(noun)


def with_article(article: str, noun: Tok) -> str:
    """Write an article and a noun, closed up after an apostrophe."""
    return f"{article}{noun.text}" if article.endswith("'") else f"{article} {noun.text}"


def plain(s: Sentence, noun: Tok) -> bool:
    """Whether a word stands as a common noun of its own, not as part of a compound or name."""
    return (
        noun.can("NOUN")
        and not noun.text[:1].isupper()
        and not noun.hung
        and s.after(noun).norm not in ("à", "de", "du", "des", "-", "ni")
        and s.after(noun).pos != "PROPN"
    )


def common_noun(s: Sentence, noun: Tok) -> bool:
    """Tell whether this is clearly a common noun, not used in a fixed expression."""
    if not noun.known or noun.text[:1].isupper() or noun.can("PRON") or noun.can("NUM"):
        return False
    if noun.can("ADV") or noun.can("PROPN") or noun.lower in TITLES:
        return False
    if noun.norm in WITH_ADJECTIVE and s.at(noun.i - 1).lemma in _SET_ADJECTIVES:
        return False
    if noun.any_verb("inf") and noun.norm not in DEFINITE:
        return False
    # "j'ai frère et une sœur", but "avoir pignon et jardin".
    listed = s.after(noun).norm in ("et", "ou", "ni") and _bare(s.after(noun, 2))
    return not listed and not s.after(noun).hung


def _bare(tok: Tok) -> bool:
    return tok.pos not in ("DET", "NUM") and tok.norm not in ("de", "du", "des")
