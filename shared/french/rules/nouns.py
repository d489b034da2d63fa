"""Put one noun for another, with what agrees with it."""

from shared.french.elision import contract, fit, fit_determiner
from shared.french.gender import by_ending
from shared.french.morphology import Tok
from shared.french.phrases import NounPhrase
from shared.french.rules.clauses import between
from shared.french.rules.framework import Hit, say
from shared.french.sentence import Sentence
from shared.french.words.closed import FEMININE, MASCULINE


def replace_noun(s: Sentence, phrase: NounPhrase, lemma: str, **slots: str) -> Hit | None:
    """Say another noun; determiner and adjectives follow its gender."""
    head, *rest = lemma.split(" ")
    readings = [m for m in s.lexicon.analyses(head) if m.pos == "NOUN"]
    # A noun of either gender ("ordonnance" was a soldier) has the one of its ending.
    gender = next((m.gender for m in readings if m.gender in ("m", "f")), by_ending(head) or "m")
    number = "p" if phrase.plural else "s"
    form = s.lexicon.inflect(head, "NOUN", gender, number) or head
    said = phrase.noun.best
    same = said is not None and said.gender == gender
    out = [_agree(s, a, gender, number, same=same) for a in phrase.before]
    if out:
        out[-1] = fit_determiner(out[-1], form)  # "un bel endroit"
    out.append(" ".join((form, *rest)))
    out += [_agree(s, a, gender, number, same=same) for a in phrase.after]
    first = phrase.before[0] if phrase.before else phrase.noun
    last = phrase.after[-1] if phrase.after else phrase.noun
    stretch = between(s, first, last)
    if len(stretch) != len(out):
        return None  # "très" or "et" stand between
    determiner = phrase.determiner
    if determiner is None:
        return say(s, first, last, " ".join(out), **slots)
    article = _article(determiner, out[0], gender if number == "s" else "")
    joined = f"{article}{'' if article.endswith(chr(39)) else ' '}{' '.join(out)}"
    start = determiner
    before = s.after(determiner, -1)
    if before.norm in ("de", "à") and determiner.norm in ("le", "la", "l'"):
        start = before
        plain = {"m": "le", "f": "la"}[gender]
        shown = fit(plain, out[0])
        fused = contract(before.norm, plain) if shown == plain else f"{before.norm} {shown}"
        joined = f"{fused}{'' if fused.endswith(chr(39)) else ' '}{' '.join(out)}"
    elif determiner.norm in ("du", "au"):
        joined = f"{_fused(determiner.norm, out[0], gender)}{' '.join(out)}"
    return say(s, start, last, joined, **slots)


def _fused(word: str, following: str, gender: str) -> str:
    preposition = {"du": "de", "au": "à"}[word]
    if fit("la", following) == "l'":
        return f"{preposition} l'"
    return f"{word} " if gender == "m" else f"{preposition} la "


def _article(determiner: Tok, following: str, gender: str) -> str:
    """The determiner's form before a word of this gender (empty for plural)."""
    word = determiner.norm
    if not gender:
        return determiner.text
    if word == "l'":
        word = "le"
    word = {"cet": "ce"}.get(word, word)
    if word in ("mon", "ton", "son") and gender == "f":
        word = {"mon": "ma", "ton": "ta", "son": "sa"}[word]
    changed = FEMININE.get(word, word) if gender == "f" else MASCULINE.get(word, word)
    if word in ("du", "au"):
        changed = word
    return fit_determiner(changed, following)


def _agree(s: Sentence, adjective: Tok, gender: str, number: str, *, same: bool) -> str:
    if same:
        return adjective.text
    return s.lexicon.inflect(adjective.lemma, "ADJ", gender, number) or adjective.text
