"""Whether a text is French at all: to refuse what is clearly something else."""

from shared.french.tokens import Kind, tokenize
from shared.french.words import wordlist
from shared.french.words.closed import (
    CONJUNCTIONS,
    DETERMINERS,
    NUMBERS,
    OBJECT_CLITICS,
    PREPOSITIONS,
    SUBJECT_PRONOUNS,
)
from shared.ports.lexicon import Lexicon

_FRENCH = (
    DETERMINERS
    | OBJECT_CLITICS
    | PREPOSITIONS
    | CONJUNCTIONS
    | SUBJECT_PRONOUNS
    | NUMBERS
    | wordlist(
        """oui non merci bonjour salut suis es est sommes êtes sont ai a avons avez ont c'est pas
        très bien moi toi parce aussi mais où quoi qui comment pourquoi voilà alors"""
    )
)
_SHARED = wordlist("a de en me no la un on si tu son par te es le se sur pour plus y et ton or do")
"""French function words that other languages have as well; they prove nothing."""

_FOREIGN = wordlist(
    """the and is are was were this that with have has you he she they we my your his her what
    when where because not don't it of to for in i am be will would can could there from but
    el los las y es está estoy soy tengo que con para por pero muy como yo mi tú una del al
    der die das und ist nicht ich bin sie wir mit auf für ein eine den dem von zu
    il lo gli sono che non di è ho per con molto questo questa io
    o os as é não eu você uma com em do da muito mas"""
) - {"que", "il", "es", "y", "as", "de", "a", "non"}
_FEW_WORDS = 4


def looks_french(text: str, lexicon: Lexicon) -> bool:
    """Whether a text may be French.

    True in doubt: short utterances, names, numbers and learners' French full of foreign words pass;
    only a text in which another language clearly prevails does not.
    """
    words = [t for t in tokenize(text) if t.kind is Kind.WORD]
    if any(ch.isalpha() and not _latin(ch) for ch in text) and _mostly_foreign_script(text):
        return False
    if len(words) < _FEW_WORDS:
        return True
    norms = [t.norm for t in words]
    french = sum(1 for n in norms if n in _FRENCH - _SHARED)
    foreign = sum(1 for n in norms if n in _FOREIGN - _FRENCH)
    known = sum(1 for t in words if lexicon.analyses(t.norm))
    if french >= foreign and known * 2 >= len(words):
        return True
    if known * 5 >= len(words) * 4 and foreign * 5 < len(words):
        return True
    # Learners borrow words: half as many French ones among the telling words will do.
    return french > 0 and french * 2 >= foreign


def _latin(ch: str) -> bool:
    return ord(ch) < 0x0250 or 0x1E00 <= ord(ch) < 0x1F00


def _mostly_foreign_script(text: str) -> bool:
    letters = [ch for ch in text if ch.isalpha()]
    return sum(1 for ch in letters if not _latin(ch)) * 2 > len(letters)
