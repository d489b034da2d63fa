"""The one binding to espeak-ng: text to phonemes and text to sound, in process.

The library and its data come from the PyPI package `espeakng-loader`, so nothing is installed
beside Python. espeak-ng keeps its voice, its rate and its output in global variables: every call
of the process goes through one lock, and each call states the voice and rate it needs.
"""

import ctypes
import threading
from functools import cache
from pathlib import Path

from infra.audio.speech_encoder import Samples
from shared.domain.errors import Code, Transient

FRENCH = "fr"
"""`fr-fr` is answered with an error by the library, which then crashes at the next call."""

# Constants of espeak-ng/speak_lib.h, release 1.52.
_SYNCHRONOUS = 2  # AUDIO_OUTPUT_SYNCHRONOUS: samples come through the callback, no sound device
_DONT_EXIT = 0x8000  # without it, missing data ends the whole process
_POSITION_CHARACTER = 1
_UTF8 = 1  # neither espeakSSML (0x10) nor espeakPHONEMES (0x100): the text stays text
_IPA = 0x02
_RATE = 1
_OK = 0

_CALLBACK = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p
)
_BYTES_PER_SAMPLE = 2

# Control characters start espeak-ng's embedded commands (U+0001 "5S" sets the rate) and NUL ends
# a C string; each becomes a blank, so that offsets and word borders stay where they are.
_CONTROLS = dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF], " ")


class EspeakLibrary:
    """espeak-ng, loaded at the first call. Use `espeak_library()`: its state is one per process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._library: ctypes.CDLL | None = None
        self._sample_rate = 0
        self._voice = ""
        self._chunks: list[bytes] = []
        # The library keeps only the address: the object must live as long as the library does.
        self._callback = _CALLBACK(self._collect)

    def version(self) -> str:
        """Tell which release of espeak-ng is loaded, such as `1.52.0`.

        Raises:
            Transient: `provider_unavailable`, the library cannot be loaded.
        """
        with self._lock:
            stated: bytes | None = self._loaded().espeak_Info(None)
        return (stated or b"unknown").decode("ascii", "replace").split(" ")[0]

    def phonemes(self, text: str) -> str:
        """Transcribe French text into IPA as espeak-ng writes it, clauses parted by a newline.

        Raises:
            Transient: `provider_unavailable`, the library cannot be loaded or refuses.
        """
        with self._lock:
            library = self._loaded()
            self._use_voice(library, FRENCH)
            encoded = ctypes.create_string_buffer(_plain(text))
            rest = ctypes.c_void_p(ctypes.addressof(encoded))
            clauses: list[str] = []
            while rest.value:  # one clause a call; the library moves the pointer, and nulls it
                said: bytes | None = library.espeak_TextToPhonemes(ctypes.byref(rest), _UTF8, _IPA)
                clauses.append((said or b"").decode("utf-8", "replace"))
        return "\n".join(clause.strip() for clause in clauses if clause.strip())

    def synthesize(self, text: str, *, voice: str = FRENCH, words_per_minute: int) -> Samples:
        """Speak a text of sentence length.

        Args:
            text: read as it stands: no SSML, no [[phonemes]], no embedded commands.
            voice: an espeak-ng voice that exists, with or without a `+variant`.
            words_per_minute: 80 to 450, espeak-ng's own range.

        Raises:
            Transient: `provider_unavailable`, the library cannot be loaded or refuses.
        """
        with self._lock:
            library = self._loaded()
            self._use_voice(library, voice)
            _check(library.espeak_SetParameter(_RATE, words_per_minute, 0), "rate")
            encoded = ctypes.create_string_buffer(_plain(text))
            self._chunks.clear()
            status = library.espeak_Synth(
                encoded, len(encoded), 0, _POSITION_CHARACTER, 0, _UTF8, None, None
            )
            pcm = b"".join(self._chunks)
            self._chunks.clear()
            _check(status, "synthesis")
        return Samples(pcm, self._sample_rate)

    def _collect(self, samples: "ctypes._Pointer[ctypes.c_short]", count: int, _events: int) -> int:
        if count > 0:
            self._chunks.append(ctypes.string_at(samples, count * _BYTES_PER_SAMPLE))
        return 0

    def _loaded(self) -> ctypes.CDLL:
        if self._library is None:
            library, self._sample_rate = _load()
            library.espeak_SetSynthCallback(self._callback)
            self._library = library
        return self._library

    def _use_voice(self, library: ctypes.CDLL, voice: str) -> None:
        if voice == self._voice:
            return
        self._voice = ""  # after a failure the library is in no voice that we know
        _check(library.espeak_SetVoiceByName(voice.encode("ascii", "replace")), "voice")
        self._voice = voice


@cache
def espeak_library() -> EspeakLibrary:
    """Give the process's only binding; nothing is loaded before its first call."""
    return EspeakLibrary()


def _plain(text: str) -> bytes:
    # A lone surrogate has no UTF-8 form; it becomes "?", which is silent.
    return text.translate(_CONTROLS).encode("utf-8", "replace")


def _check(status: int, step: str) -> None:
    if status != _OK:
        raise Transient(Code.PROVIDER_UNAVAILABLE, f"espeak-ng refused the {step}")


def _load() -> tuple[ctypes.CDLL, int]:
    """Load the library and its data; the sample rate comes with it."""
    try:
        import espeakng_loader

        library = ctypes.CDLL(espeakng_loader.get_library_path())
        folder = Path(espeakng_loader.get_data_path()).parent
    except (ImportError, OSError, RuntimeError) as error:
        raise Transient(Code.PROVIDER_UNAVAILABLE, "espeak-ng cannot be loaded") from error
    for name, result, arguments in _SIGNATURES:
        function = getattr(library, name)
        function.restype = result
        function.argtypes = arguments
    rate: int = library.espeak_Initialize(_SYNCHRONOUS, 0, str(folder).encode(), _DONT_EXIT)
    if rate <= 0:
        raise Transient(Code.PROVIDER_UNAVAILABLE, "espeak-ng finds no voice data")
    return library, rate


_SIGNATURES: tuple[tuple[str, object, list[object]], ...] = (
    (
        "espeak_Initialize",
        ctypes.c_int,
        [ctypes.c_int, ctypes.c_int, ctypes.c_char_p, ctypes.c_int],
    ),
    ("espeak_SetSynthCallback", None, [_CALLBACK]),
    ("espeak_SetVoiceByName", ctypes.c_int, [ctypes.c_char_p]),
    ("espeak_SetParameter", ctypes.c_int, [ctypes.c_int, ctypes.c_int, ctypes.c_int]),
    ("espeak_Info", ctypes.c_char_p, [ctypes.c_void_p]),
    (
        "espeak_TextToPhonemes",
        ctypes.c_char_p,
        [ctypes.POINTER(ctypes.c_void_p), ctypes.c_int, ctypes.c_int],
    ),
    (
        "espeak_Synth",
        ctypes.c_int,
        [
            ctypes.c_void_p,
            ctypes.c_size_t,
            ctypes.c_uint,
            ctypes.c_int,
            ctypes.c_uint,
            ctypes.c_uint,
            ctypes.c_void_p,
            ctypes.c_void_p,
        ],
    ),
)
