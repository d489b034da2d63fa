"""The transcript that came with the recording, with times for its words."""

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

from infra.audio.flac_reader import flac_seconds
from infra.audio.word_times import WORD, estimated, shares
from infra.speech.subtitles import Cue, parse_cues
from shared.domain.errors import Code, Permanent
from shared.domain.transcript import Timing, Transcript, Word
from shared.ports.audio import SpeechActivity
from shared.ports.transcriber import Hint

# An hour of quick speech is some 12 000 words, 70 000 characters; SRT doubles that.
MAX_CHARACTERS = 200_000
_CUE_SLACK_SECONDS = 1.0  # subtitles are often left standing a moment longer than the sound


class SuppliedTranscriber:
    """Transcriber over a supplied text: it hears nothing, and changes nothing in what it is given.

    Subtitles give each word its share of its cue (`Timing.CUES`); a plain text is spread over the
    stretches of speech by the length of its words (`Timing.ESTIMATED`).

    Args:
        activity: tells speech from silence, where the hint does not.
    """

    name = "supplied"

    def __init__(self, activity: SpeechActivity) -> None:
        self._activity = activity

    def transcribe(
        self, audio: Path, hint: Hint, *, progress: Callable[[float], None] = lambda _done: None
    ) -> Transcript:
        """Give the supplied text its times; plain text, SRT or WebVTT, told by its looks.

        Raises:
            Permanent: `recognizer_missing`, no transcript came with the recording;
                `transcript_invalid`, it is too long, holds control characters or no word, or its
                cues break the rules or lie outside the audio; `no_speech`, the audio is silent.
        """
        if hint.supplied is None:
            raise Permanent(Code.RECOGNIZER_MISSING)
        text = _checked(hint.supplied.text)
        cues = parse_cues(text)
        seconds = flac_seconds(audio)
        # Who calls has often looked already, and looking costs 4 ms a second of audio.
        speech = tuple(hint.speech) or self._activity.speech(audio)
        progress(0.9)
        if not speech:
            raise Permanent(Code.NO_SPEECH)
        if cues is None:
            words = tuple(estimated(text, speech))
        else:
            text, words = _from_cues(cues, seconds)
        if not words:
            raise Permanent(Code.TRANSCRIPT_INVALID, "it holds no word")
        progress(1.0)
        return Transcript(
            text=text,
            words=words,
            engine=self.name,
            timing=Timing.ESTIMATED if cues is None else Timing.CUES,
            speech=speech,
            seconds=round(seconds, 3),
        )


def _checked(supplied: str) -> str:
    if len(supplied) > MAX_CHARACTERS:
        raise Permanent(Code.TRANSCRIPT_INVALID, f"at most {MAX_CHARACTERS} characters")
    text = supplied.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(sign) in {"Cc", "Cs"} and sign not in "\n\t" for sign in text):
        raise Permanent(Code.TRANSCRIPT_INVALID, "it holds control characters")
    # "é" may be one sign or two; which of them is a matter of the keyboard, not of what was said.
    return unicodedata.normalize("NFC", text).strip()


def _from_cues(cues: Sequence[Cue], seconds: float) -> tuple[str, tuple[Word, ...]]:
    text = ""
    words: list[Word] = []
    for number, cue in enumerate(cues, 1):
        if cue.end > seconds + _CUE_SLACK_SECONDS or cue.start >= seconds:
            raise Permanent(Code.TRANSCRIPT_INVALID, f"cue {number} lies outside the audio")
        if not cue.text:
            continue
        text = f"{text} {cue.text}" if text else cue.text
        at = len(text) - len(cue.text)
        length = min(cue.end, seconds) - cue.start
        for word, begins, ends in shares(list(WORD.finditer(cue.text)), length):
            start, end = round(cue.start + begins, 3), round(cue.start + ends, 3)
            words.append(Word(word[0], at + word.start(), start, end))
    return text, tuple(words)
