"""Whether a listener can hear the difference between two texts.

Words are transcribed one by one, so that the converter's own liaisons do not decide; obligatory
liaisons are put back from a list, optional ones are dropped on both sides. Vowels that many
speakers do not tell apart count as one: é/è, o/ɔ, eu/œ/ə, un/in.
"""

import re
from functools import lru_cache
from itertools import zip_longest

from shared.french.elision import vowel_sound
from shared.french.tokens import Kind, Token, tokenize
from shared.french.words.closed import DETERMINERS
from shared.french.words.pronunciation import (
    ELIDED,
    EXCEPTIONS,
    FEMININE_BEFORE_VOWEL,
    LINKS,
    PAUSAL,
)
from shared.ports.phonemizer import Phonemizer

_MERGED = str.maketrans(
    {"ɛ": "e", "ɔ": "o", "œ": "ø", "ɑ": "a", "ɡ": "g", "ː": "", " ": "", "-": ""}
)
_NASALS = (("œ̃", "E"), ("ɔ̃", "O"), ("ɑ̃", "A"), ("ɛ̃", "E"), ("ã", "A"), ("õ", "O"))
_VOWELS = frozenset("aeiouyøOAE")
_SCHWA = "ə"
_SWALLOWED = re.compile(r"ə(?=[^aeiouyøOAEəjwɥ])")
_HUNG_T = ("-t-",)
_GLIDE = re.compile(r"^(.+)ou(?:es|ent)$")
_ENGLISH = frozenset("ɪʊʌɒɜɹθðæ")
"""Sounds that no French word has: espeak-ng has switched to English."""
_OWN_S = ("ss", "ses", "zes")
"""Endings whose s or z belongs to the word: "heureuses" is heard beside "heureux"."""
_CACHE = 8192


class Ear:
    """Compares and measures texts by their sound.

    Args:
        phonemizer: transcribes single words; answers are kept.
    """

    def __init__(self, phonemizer: Phonemizer) -> None:
        self._phonemizer = phonemizer
        self._word = lru_cache(maxsize=_CACHE)(self._transcribe)

    def same(self, one: str, other: str) -> bool:
        """Whether two texts sound alike, with each schwa said, or swallowed where it can be."""
        first, second = self._sound(one), self._sound(other)
        return _merged(first) == _merged(second) or _swallowed(first) == _swallowed(second)

    def sound(self, text: str) -> str:
        """The text's sound in merged phonemes, every schwa said, without word boundaries."""
        return _merged(self._sound(text))

    def _sound(self, text: str) -> str:
        tokens = [t for t in tokenize(text) if t.kind in (Kind.WORD, Kind.NUMBER)]
        out: list[str] = []
        for token, following in zip_longest(tokens, tokens[1:]):
            out.append(self._token(token, following))
        return "".join(out)

    def syllables(self, text: str) -> int:
        """Count the syllables as spoken: vowels of the words, hesitations left out."""
        return sum(1 for sound in self.sound(text) if sound in _VOWELS)

    def _token(self, token: Token, following: Token | None) -> str:
        lower = token.lower
        if token.elided:
            return self._elided(token, following)
        if lower in PAUSAL and following is None:
            return self._word(PAUSAL[lower])
        if lower == "tous" and (following is None or following.norm not in DETERMINERS):
            # A pronoun: "ils sont tous là", against "tous les jours".
            return self._word("tousse")
        linked = following is not None and vowel_sound(following.norm)
        if linked and lower in FEMININE_BEFORE_VOWEL:
            return self._word(FEMININE_BEFORE_VOWEL[lower])
        sound = self._word(lower)
        if token.text.startswith(_HUNG_T):
            sound = f"t{sound}"
        if linked and lower in LINKS:
            sound += LINKS[lower]
        return sound

    def _elided(self, token: Token, following: Token | None) -> str:
        sound = ELIDED.get(token.lower, "") or self._word(token.norm)[:-1]
        first = following.lower[:1] if following is not None else ""
        # "j'sais" is only a spelling for a swallowed schwa; "l'héros" is an error one hears.
        swallowed = first.isalpha() and first != "h" and not vowel_sound(first)
        return f"{sound}{_SCHWA}" if swallowed else sound

    def _ipa(self, word: str) -> str:
        known = EXCEPTIONS.get(word)
        if known is None and word.endswith("s"):
            known = EXCEPTIONS.get(word[:-1])
        if known is not None:
            return known
        # espeak-ng reads "jouent, joues" with a glide, unlike "joue".
        ipa = self._phonemizer.phonemes(_GLIDE.sub(r"\1oue", word))
        plural = word.endswith("s") and not word.endswith(_OWN_S)
        if plural and (ipa.endswith("z") or (ipa.endswith("s") and _ENGLISH & set(ipa))):
            # It gives English words an English plural, which French does not pronounce.
            return ipa[:-1]
        return ipa

    def _transcribe(self, word: str) -> str:
        ipa = self._ipa(word)
        for nasal, sign in _NASALS:
            ipa = ipa.replace(nasal, sign)
        merged = ipa.translate(_MERGED).replace("nj", "ɲ")
        # A final schwa is not heard, save where it is the only vowel ("le").
        vowels = sum(s in _VOWELS or s == _SCHWA for s in merged)
        if merged.endswith((_SCHWA, "ø")) and vowels > 1 and word[-1:] == "e":
            merged = merged[:-1]
        return merged


def _merged(sound: str) -> str:
    return sound.replace(_SCHWA, "ø")


def _swallowed(sound: str) -> str:
    """Drop each schwa before a consonant ("p'tit"); before a vowel elision is at stake."""
    return _merged(_SWALLOWED.sub("", sound))
