"""French text to IPA through espeak-ng."""

import re
from functools import lru_cache

from infra.speech.espeak_library import EspeakLibrary, espeak_library

_LANGUAGE_SWITCH = re.compile(r"\([a-z]{2,3}(?:-[a-z0-9]+)*\)")  # "(en)" before a foreign word
# Stress marks, the hyphen by which espeak-ng marks a liaison or a schwa that may fall ("le-z ami",
# "ʒə-"), and its joiners: none of them is a sound.
_MARKS = str.maketrans("", "", "ˈˌ-\u200d͡")
_CACHE_SIZE = 4096  # an alignment asks for the same words again and again; about 1 MB when full


class EspeakPhonemizer:
    """Phonemizer over espeak-ng's French voice; answers are remembered.

    Args:
        library: the binding; the process's own when left out.
    """

    def __init__(self, library: EspeakLibrary | None = None) -> None:
        self._library = library or espeak_library()
        self._cached = lru_cache(maxsize=_CACHE_SIZE)(self._transcribe)

    def phonemes(self, text: str) -> str:
        """Transcribe text in IPA, words parted by one blank, stress marks left out.

        A liaison consonant is written at the end of the word before it: "les amis" → "lez ami".

        Raises:
            Transient: `provider_unavailable`, espeak-ng cannot be loaded.
        """
        return self._cached(text)

    def _transcribe(self, text: str) -> str:
        ipa = _LANGUAGE_SWITCH.sub(" ", self._library.phonemes(text)).translate(_MARKS)
        return " ".join(ipa.split())
