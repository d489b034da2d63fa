"""A preposition put in, taken away or changed before a noun phrase, contractions seen to."""

from collections.abc import Iterator

from shared.french.elision import contract, join
from shared.french.morphology import Tok
from shared.french.rules.framework import Hit, delete, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import NUMBERS
from shared.french.words.people import PEOPLE

FUSED = {
    "au": ("à", "le"),
    "aux": ("à", "les"),
    "du": ("de", "le"),
    "des": ("de", "les"),
    "auquel": ("à", "lequel"),
}


def prepositions(*plain: str) -> frozenset[str]:
    """The forms that prepositions take before a noun: "à" gives "à", "au", "aux"."""
    out = set(plain)
    out |= {form for form, (prep, _) in FUSED.items() if prep in plain}
    return frozenset(out)


def plain(tok: Tok) -> str:
    """The preposition in a word: "à" in "au"."""
    return FUSED.get(tok.norm, (tok.norm, ""))[0]


def without_preposition(s: Sentence, prep: Tok, **slots: str) -> Iterator[Hit]:
    """Leave the preposition out: "au" leaves "le"."""
    article = FUSED.get(prep.norm, ("", ""))[1]
    if article:
        yield say(s, prep, prep, article, **slots)
    else:
        yield delete(s, prep, prep, **slots)


def with_preposition(s: Sentence, before: Tok, prep: str, **slots: str) -> Iterator[Hit]:
    """Put a preposition before a noun phrase that begins with a token."""
    if before.norm in ("le", "les") and not before.elided and prep in ("à", "de"):
        yield say(s, before, before, contract(prep, before.norm), **slots)
    elif before.norm in ("des", "du") and prep == "de":
        yield say(s, before, before, "de", **slots)
    else:
        text = join(prep, before.text) if prep == "de" else f"{prep} {before.text}"
        yield say(s, before, before, text, **slots)


def other_preposition(s: Sentence, prep: Tok, new: str, **slots: str) -> Iterator[Hit]:
    """Change a preposition, with the article that is fused to it or follows."""
    article = FUSED.get(prep.norm, ("", ""))[1]
    following = s.after(prep)
    if article:
        text = contract(new, article) if new in ("à", "de") else f"{new} {article}"
        yield say(s, prep, prep, text, **slots)
    elif following.norm in ("le", "les") and not following.elided and new in ("à", "de"):
        yield say(s, prep, following, contract(new, following.norm), **slots)
    else:
        yield say(s, prep, prep, new, **slots)


TONIC = wordlist("moi toi lui elle eux elles nous vous")


def verb_tokens(s: Sentence, lemmas: frozenset[str]) -> Iterator[tuple[Tok, str, Tok]]:
    """Every form of these verbs, its lemma, and what follows over adverbs and negation."""
    for tok in s:
        if tok.hung or tok.norm in ("son", "entre"):
            continue
        # Nobody says the passé simple: "elle vit à l'étranger" is of vivre, not of voir.
        said = (m for m in tok.readings if m.pos == "VERB" and m.tense != "ind_past")
        found = {m.lemma for m in said if m.lemma in lemmas}
        if not found or s.at(tok.i - 1).pos == "DET" or not _verbal(s, tok):
            continue
        yield tok, sorted(found)[0], _next(s, tok)


def _verbal(s: Sentence, tok: Tok) -> bool:
    if tok.pos in ("VERB", "AUX"):
        return True
    # A participle or a homograph that the context does not settle.
    before = s.at(tok.i - 1)
    return before.norm in ("je", "tu", "il", "on", "ils", "me", "te", "se", "ne") or (
        tok.can("VERB", "part_past") and before.pos in ("AUX", "ADV") and tok.pos == "ADJ"
    )


def _next(s: Sentence, tok: Tok) -> Tok:
    k = tok.i + 1
    while s.at(k).i >= 0 and (
        s.at(k).hung
        or (
            s.at(k).pos == "ADV"
            and s.at(k).norm not in ("comme", "où", "là", "ici")
            and not (s.at(k).norm in _QUANTITY and s.at(k + 1).norm == "de")
        )
        or s.at(k).locution == "ADV"
    ):
        k += 1
    return s.at(k)


_QUANTITY = wordlist("beaucoup peu trop assez plus moins tant autant tellement")


def noun_after(s: Sentence, k: int) -> Tok | None:
    """The noun of the phrase that begins at index k."""
    phrase = next((p for p in s.phrases if k <= p.noun.i <= k + 3), None)
    if phrase is None:
        return None
    between = s.tokens[k : phrase.noun.i]
    return phrase.noun if all(t.pos in ("DET", "ADJ", "NUM") for t in between) else None


def person_after(s: Sentence, prep: Tok) -> bool:
    """Whether a person follows a preposition: a tonic pronoun, a name, a noun for people."""
    following = s.after(prep)
    if following.norm in TONIC and not following.hung:
        return s.after(following).pos in ("PUNCT", "ADP", "ADV") or s.after(following).i < 0
    noun = noun_after(s, prep.i + 1)
    return noun is not None and (noun.lemma in PEOPLE or noun.norm in PEOPLE)


_UNITS = wordlist("heure minute jour semaine mois an année soir matin week-end seconde nuit fois")


def timed(s: Sentence, noun: Tok) -> bool:
    """Whether a noun measures or dates: "deux heures", "trois fois"."""
    return noun.lemma in _UNITS or s.at(noun.i - 1).norm in NUMBERS - {"un", "une"}
