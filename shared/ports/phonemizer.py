"""What the engine asks of a grapheme-to-phoneme converter."""

from typing import Protocol


class Phonemizer(Protocol):
    """French text to sounds."""

    def phonemes(self, text: str) -> str:
        """Transcribe text in IPA, words parted by blanks, stress marks left out.

        Raises:
            Transient: the engine is not usable at the moment.
        """
