"""What the rules about pronouns and clauses share: ends of clauses, and rewriting a stretch."""

from collections.abc import Iterable, Sequence

from shared.french.elision import join
from shared.french.morphology import Tok
from shared.french.phrases import VerbGroup
from shared.french.rules.framework import Hit, say
from shared.french.sentence import Sentence
from shared.french.words import wordlist
from shared.french.words.closed import FIRST_TO_THIRD
from shared.french.words.time import DAY_PARTS, DAYS, MONTHS, SEASONS, UNITS

PRONOUN_SUBJECTS = wordlist("je tu il elle on nous vous ils elles")
TIME_ADVERBS = wordlist(
    """hier avant-hier aujourd'hui demain après-demain maintenant bientôt tard tôt souvent parfois
    toujours rarement quelquefois régulièrement récemment immédiatement longtemps ensuite puis
    encore déjà enfin tous chaque cet cette ce ces pendant depuis avant après"""
)
_TIME_NOUNS = UNITS | DAYS | MONTHS | DAY_PARTS | SEASONS | wordlist("week-end fois moment soir")


def ends(tok: Tok) -> bool:
    """Whether a clause ends before this token: punctuation, nothing, or a conjunction."""
    conjunction = tok.norm in ("et", "mais", "ou", "donc", "car") and tok.pos != "NOUN"
    return tok.i < 0 or tok.pos == "PUNCT" or conjunction


def ends_or_time(s: Sentence, tok: Tok) -> bool:
    """Whether nothing but an adverb or an expression of time follows."""
    if ends(tok) or tok.norm in TIME_ADVERBS:
        return True
    if tok.pos == "DET" and tok.norm not in ("un", "une", "des", "du"):
        near = (s.after(tok), s.after(tok, 2), s.after(tok, 3))
        return any(t.lemma in _TIME_NOUNS or t.norm in _TIME_NOUNS for t in near[:2]) and (
            near[0].lemma in _TIME_NOUNS or near[0].norm in _TIME_NOUNS or near[1].pos == "ADJ"
        )
    return tok.lemma in _TIME_NOUNS and tok.pos == "NOUN"


def plain(tok: Tok) -> str:
    """The word without elision, in lower case where its capital only opens the sentence."""
    if tok.elided or (tok.i == 0 and tok.pos != "PROPN"):
        return tok.norm
    return tok.text


def words(toks: Iterable[Tok]) -> list[str]:
    """The words of some tokens, elision undone; what hangs on a verb stays on it."""
    out: list[str] = []
    for tok in toks:
        if tok.hung and out:
            out[-1] += tok.text
        else:
            out.append(plain(tok))
    return out


def rewrite(s: Sentence, first: Tok, last: Tok, *texts: Sequence[str], **slots: str) -> Hit:
    """Say these words in place of the tokens from first to last, elided as they need."""
    return say(s, first, last, *(join(*text) for text in texts), **slots)


def between(s: Sentence, first: Tok, last: Tok) -> tuple[Tok, ...]:
    """The tokens from one to another, both included."""
    return s.tokens[first.i : last.i + 1]


def group_of(s: Sentence, verb: Tok) -> VerbGroup | None:
    """The group whose finite verb or participle this is."""
    return next((g for g in s.groups if verb in (g.verb, g.participle)), None)


def clause_group(s: Sentence, tok: Tok) -> VerbGroup | None:
    """The first verb group at or after a token, if nothing but a subject stands between."""
    for group in s.groups:
        if group.verb.i >= tok.i:
            stretch = s.tokens[tok.i : group.verb.i]
            return None if any(t.pos == "PUNCT" for t in stretch) else group
    return None


def person_of(tok: Tok) -> str:
    """Person of a subject pronoun, empty for any other word."""
    return FIRST_TO_THIRD.get(tok.norm, "")


def cut(s: Sentence, first: Tok, last: Tok, *dropped: Tok) -> list[str]:
    """The words from first to last without some of them."""
    return words(t for t in between(s, first, last) if t not in dropped)
