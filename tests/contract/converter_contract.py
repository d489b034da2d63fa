"""What every AudioConverter must do; a suite subclasses it and says how to make the adapter."""

import io
from array import array
from pathlib import Path

import pytest

from shared.domain.errors import Code, Permanent, Refused
from shared.ports.audio import AudioConverter
from tests import sounds

CODECS = {
    "webm": ("opus", "matroska"),
    "live.webm": ("opus", "matroska"),
    "opus.ogg": ("opus", "ogg"),
    "vorbis.ogg": ("vorbis", "ogg"),
    "mp3": ("mp3", "mp3"),
    "m4a": ("aac", "mov"),
    "mp4": ("aac", "mov"),
    "aac": ("aac", "aac"),
    "flac": ("flac", "flac"),
    "wav": ("pcm_s16le", "wav"),
    "amr": ("amr_nb", "amr"),
    "mka": ("flac", "matroska"),
}
SECONDS = len(sounds.speech()) / 2 / sounds.SPEECH_RATE


def read_flac(path: Path) -> array:  # type: ignore[type-arg]
    import av

    samples = array("h")
    with av.open(str(path)) as container:
        stream = container.streams.audio[0]
        assert stream.codec_context.codec.canonical_name == "flac"
        assert stream.codec_context.format.name == "s16"
        assert stream.codec_context.sample_rate == 16_000
        assert stream.codec_context.channels == 1
        for frame in container.decode(stream):
            samples.frombytes(bytes(frame.planes[0])[: 2 * frame.samples])
    return samples


def loudness(samples: array) -> float:  # type: ignore[type-arg]
    return (sum(sample * sample for sample in samples) / max(1, len(samples))) ** 0.5


class ConverterContract:
    """Subclass and override `converter`."""

    @pytest.fixture
    def converter(self) -> AudioConverter:
        raise NotImplementedError

    @pytest.mark.parametrize("layout", ["mono", "stereo"])
    @pytest.mark.parametrize("kind", sounds.KINDS)
    def test_each_format_becomes_16_khz_mono_16_bit_flac(
        self, converter: AudioConverter, tmp_path: Path, kind: str, layout: str
    ) -> None:
        if kind == "vorbis.ogg" and layout == "mono":
            layout = "stereo"  # FFmpeg's own Vorbis encoder knows no mono
        if kind == "amr":
            layout = "mono"  # nor does AMR know stereo
        source = sounds.write(tmp_path / "a", sounds.speech(), kind=kind, layout=layout)

        converted = converter.convert(source, tmp_path / "a.flac", max_seconds=60)

        samples = read_flac(tmp_path / "a.flac")
        assert (converted.codec, converted.container) == CODECS[kind]
        assert converted.seconds == pytest.approx(SECONDS, abs=0.1)
        assert len(samples) / 16_000 == pytest.approx(converted.seconds, abs=0.001)
        spoken = array("h")
        spoken.frombytes(sounds.speech())
        assert loudness(samples) == pytest.approx(loudness(spoken), rel=0.35)

    def test_the_name_of_the_file_says_nothing(
        self, converter: AudioConverter, tmp_path: Path
    ) -> None:
        source = sounds.write(tmp_path / "really.wav", sounds.speech(), kind="mp3")

        assert converter.convert(source, tmp_path / "a.flac", max_seconds=60).codec == "mp3"

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (b"", Code.EMPTY_AUDIO),
            (b"Bonjour, je suis un texte.\n" * 100, Code.NOT_AUDIO),
            (b"\x00" * 10_000, Code.NOT_AUDIO),
            (b"\x1a\x45\xdf\xa3" + b"x" * 1000, Code.DAMAGED_AUDIO),
            (b"OggS" + bytes(1000), Code.DAMAGED_AUDIO),
        ],
        ids=["empty", "text", "zeros", "webm head only", "ogg head only"],
    )
    def test_what_holds_no_audio_fails_with_its_code(
        self, converter: AudioConverter, tmp_path: Path, content: bytes, code: Code
    ) -> None:
        source = tmp_path / "a.webm"
        source.write_bytes(content)

        with pytest.raises(Permanent) as caught:
            converter.convert(source, tmp_path / "a.flac", max_seconds=60)

        assert caught.value.code is code
        assert not (tmp_path / "a.flac").exists()
        assert str(tmp_path) not in str(caught.value)

    @pytest.mark.parametrize("kind", sounds.KINDS)
    def test_audio_beyond_the_limit_is_too_long(
        self, converter: AudioConverter, tmp_path: Path, kind: str
    ) -> None:
        layout = "stereo" if kind == "vorbis.ogg" else "mono"
        source = sounds.write(tmp_path / "a", sounds.silence(8), kind=kind, layout=layout)

        with pytest.raises(Permanent) as caught:
            converter.convert(source, tmp_path / "a.flac", max_seconds=5)

        assert caught.value.code is Code.AUDIO_TOO_LONG
        assert not (tmp_path / "a.flac").exists()

    def test_audio_of_exactly_the_limit_passes(
        self, converter: AudioConverter, tmp_path: Path
    ) -> None:
        source = sounds.write(tmp_path / "a", sounds.tone(5))

        assert converter.convert(source, tmp_path / "b", max_seconds=5).seconds >= 5

    @pytest.mark.parametrize("kind", ["live.webm", "opus.ogg", "mp3", "aac", "amr", "wav"])
    def test_where_the_data_simply_ends_what_decodes_is_kept(
        self, converter: AudioConverter, tmp_path: Path, kind: str
    ) -> None:
        whole = sounds.write(tmp_path / "a", sounds.speech(), kind=kind).read_bytes()
        (tmp_path / "a").write_bytes(whole[: len(whole) * 3 // 4])

        converted = converter.convert(tmp_path / "a", tmp_path / "a.flac", max_seconds=60)

        assert 0.5 * SECONDS < converted.seconds < 0.9 * SECONDS

    @pytest.mark.parametrize("kind", ["webm", "m4a", "mp4", "flac", "mka"])
    def test_a_file_much_shorter_than_it_states_is_damaged(
        self, converter: AudioConverter, tmp_path: Path, kind: str
    ) -> None:
        whole = sounds.write(tmp_path / "a", sounds.speech(), kind=kind).read_bytes()
        (tmp_path / "a").write_bytes(whole[: len(whole) // 2])

        with pytest.raises(Permanent) as caught:
            converter.convert(tmp_path / "a", tmp_path / "a.flac", max_seconds=60)

        assert caught.value.code is Code.DAMAGED_AUDIO

    def test_a_file_with_holes_in_its_middle_is_damaged(
        self, converter: AudioConverter, tmp_path: Path
    ) -> None:
        data = bytearray(sounds.write(tmp_path / "a", sounds.speech() * 3, kind="aac").read_bytes())
        for at in range(len(data) // 4, len(data) * 3 // 4, 97):
            data[at : at + 8] = b"\xff" * 8
        (tmp_path / "a").write_bytes(data)

        with pytest.raises(Permanent) as caught:
            converter.convert(tmp_path / "a", tmp_path / "a.flac", max_seconds=60)

        assert caught.value.code is Code.DAMAGED_AUDIO

    @pytest.mark.parametrize("rate", [8_000, 96_000])
    def test_unusual_sample_rates_are_taken(
        self, converter: AudioConverter, tmp_path: Path, rate: int
    ) -> None:
        source = sounds.write(tmp_path / "a", sounds.tone(2), kind="flac", rate=rate)

        converted = converter.convert(source, tmp_path / "a.flac", max_seconds=60)

        assert converted.seconds == pytest.approx(2, abs=0.01)


class ClipContract:
    """Subclass and override `converter`: what `cut` must do."""

    @pytest.fixture
    def converter(self) -> AudioConverter:
        raise NotImplementedError

    @pytest.fixture
    def audio(self, converter: AudioConverter, tmp_path: Path) -> Path:
        """Twenty seconds: a tone from 5 to 8 s, quiet, and silence around it."""
        pcm = sounds.silence(5) + sounds.tone(3, peak=600) + sounds.silence(12)
        source = sounds.write(tmp_path / "a.wav", pcm, kind="wav")
        converter.convert(source, tmp_path / "a.flac", max_seconds=60)
        return tmp_path / "a.flac"

    def test_a_clip_holds_its_span_and_is_levelled(
        self, converter: AudioConverter, audio: Path, tmp_path: Path
    ) -> None:
        clip = decoded(converter.cut(audio, start=5.5, end=7.5))

        assert len(clip) / 16_000 == pytest.approx(2, abs=0.05)
        middle = clip[8_000:24_000]
        # −20 dBFS of a 16-bit full scale is 3277.
        assert loudness(middle) == pytest.approx(3277, rel=0.15)
        assert max(map(abs, clip[:8])) < 600

    def test_the_clip_starts_where_it_was_asked_to(
        self, converter: AudioConverter, audio: Path
    ) -> None:
        clip = decoded(converter.cut(audio, start=4.0, end=6.0))

        assert loudness(clip[: 16_000 - 800]) < 0.02 * loudness(clip[16_000 + 800 :])

    def test_silence_stays_silence(self, converter: AudioConverter, audio: Path) -> None:
        assert loudness(decoded(converter.cut(audio, start=0.5, end=4.5))) < 2

    @pytest.mark.parametrize(
        ("start", "end"),
        [
            (3, 3),
            (4, 3),
            (-1, 2),
            (0, 15.1),
            (19, 21),
            (30, 31),
            (float("nan"), 2),
            (0, float("inf")),
            (1e-46, 1e-38),
            (1, 1.02),
        ],
    )
    def test_an_impossible_span_is_refused(
        self, converter: AudioConverter, audio: Path, start: float, end: float
    ) -> None:
        with pytest.raises(Refused) as caught:
            converter.cut(audio, start=start, end=end)

        assert caught.value.code is Code.INVALID_REQUEST

    def test_the_longest_span_is_given(self, converter: AudioConverter, audio: Path) -> None:
        clip = decoded(converter.cut(audio, start=2, end=17))

        assert len(clip) / 16_000 == pytest.approx(15, abs=0.1)


def decoded(mp3: bytes) -> array:  # type: ignore[type-arg]
    import av

    samples = array("h")
    with av.open(io.BytesIO(mp3)) as container:
        assert container.format.name == "mp3"
        resampler = av.AudioResampler("s16", "mono", 16_000)
        for frame in container.decode(audio=0):
            for part in resampler.resample(frame):
                samples.frombytes(bytes(part.planes[0])[: 2 * part.samples])
    return samples
