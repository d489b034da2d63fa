"""Kind: security. Reliability rows 20 to 22: what hostile uploads may not do.

Each attack has a control that succeeds with the defence off, so that a silent change of FFmpeg's
behaviour cannot turn a test into one that proves nothing.
"""

import contextlib
import resource
import socket
import struct
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from infra.media.av_converter import AvConverter
from infra.media.mp4_tables import MAX_SAMPLES
from shared.domain.errors import Code, Permanent
from tests import sounds

LIMIT = 60.0


class Canary:
    """A loopback HTTP server that counts who comes by."""

    def __init__(self) -> None:
        self._server = socket.create_server(("127.0.0.1", 0))
        self.port = self._server.getsockname()[1]
        self.hits = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                peer, _ = self._server.accept()
                self.hits += 1
                with peer:
                    peer.recv(4096)
                    peer.sendall(b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()
        self._thread.join(5)


@pytest.fixture
def canary() -> Iterator[Canary]:
    server = Canary()
    yield server
    server.close()


def refuse(source: Path, **options: float) -> Permanent:
    """Convert, expect a permanent error, and look at what must hold after any of them."""
    target = source.with_name("out.flac")
    before = set(source.parent.iterdir())
    with pytest.raises(Permanent) as caught:
        AvConverter(**options).convert(source, target, max_seconds=LIMIT)
    assert set(source.parent.iterdir()) == before, "a failed conversion leaves nothing behind"
    assert str(source) not in str(caught.value)
    assert str(source.parent) not in str(caught.value)
    return caught.value


def opened_without_defence(source: Path, **options: str) -> bool:
    """What FFmpeg does when it may choose the format itself: the control."""
    import av

    try:
        with av.open(str(source), "r", options=options, timeout=5) as container:
            return sum(1 for _ in container.decode(audio=0)) > 0
    except (av.FFmpegError, IndexError, ValueError):
        return False


def playlists(address: str) -> dict[str, str]:
    """Formats that are lists of further addresses."""
    return {
        "hls": f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{address}\n#EXT-X-ENDLIST\n",
        "ffconcat": f"ffconcat version 1.0\nfile '{address}'\n",
        "dash": (
            '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" '
            'mediaPresentationDuration="PT10S" profiles="urn:mpeg:dash:profile:isoff-main:2011">'
            '<Period><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1">'
            f"<BaseURL>{address}</BaseURL></Representation></AdaptationSet></Period></MPD>"
        ),
        "sdp": (
            "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\n"
            "m=audio 45678 RTP/AVP 0\n"
        ),
    }


# Row 20 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["hls", "ffconcat", "dash", "sdp"])
@pytest.mark.parametrize("name", ["a.webm", "a.m3u8", "a.mpd", "a.sdp", "a.wav"])
def test_a_playlist_is_not_audio_and_calls_nobody(
    tmp_path: Path, canary: Canary, kind: str, name: str
) -> None:
    source = tmp_path / name
    source.write_text(playlists(f"http://127.0.0.1:{canary.port}/secret.wav")[kind])

    assert refuse(source).code is Code.NOT_AUDIO
    assert canary.hits == 0


def test_control_without_the_door_a_playlist_calls_the_canary(
    tmp_path: Path, canary: Canary
) -> None:
    # HLS only: PyAV's FFmpeg is built without a DASH demuxer, which another build may have.
    source = tmp_path / "a.m3u8"
    source.write_text(playlists(f"http://127.0.0.1:{canary.port}/secret.wav")["hls"])

    opened_without_defence(source, protocol_whitelist="file,http,tcp")

    assert canary.hits > 0


@pytest.mark.parametrize("kind", ["ffconcat", "hls"])
def test_a_neighbour_file_is_never_read(tmp_path: Path, kind: str) -> None:
    neighbour = sounds.write(tmp_path / "neighbour.wav", sounds.speech(), kind="wav")
    source = tmp_path / "a.webm"
    source.write_text(playlists(str(neighbour))[kind])

    assert refuse(source).code is Code.NOT_AUDIO


def test_control_without_the_door_a_neighbour_file_is_read(tmp_path: Path) -> None:
    sounds.write(tmp_path / "neighbour.wav", sounds.speech(), kind="wav")
    source = tmp_path / "a.webm"
    source.write_text(playlists("neighbour.wav")["ffconcat"])

    # A protocol whitelist of `file` alone does not stop it: the format does.
    assert opened_without_defence(source, protocol_whitelist="file")


@pytest.mark.parametrize("prefix", ["concat:", "subfile,,start,0,end,9999,,:", "file:", "crypto:"])
def test_a_name_that_is_an_address_is_only_a_name(tmp_path: Path, prefix: str) -> None:
    import os

    neighbour = sounds.write(tmp_path / "neighbour.wav", sounds.speech(), kind="wav")
    folder = os.open(tmp_path, os.O_RDONLY)
    here = Path.cwd()
    try:
        os.chdir(tmp_path)  # so that the name is a relative one, without a slash at its start
        source = Path(f"{prefix}neighbour.wav")
        source.write_text("no audio")

        assert refuse(source).code is Code.NOT_AUDIO
        # The control: given as an address, FFmpeg follows the prefix to the neighbour.
        assert opened_without_defence(source) is (prefix != "crypto:")
    finally:
        os.chdir(here)
        os.close(folder)
    assert neighbour.exists()


def test_an_mp4_may_not_refer_to_another_file(tmp_path: Path, canary: Canary) -> None:
    """A data reference ('dref') with an address in it, in place of "the data are in here"."""
    data = sounds.write(tmp_path / "a", sounds.speech(), kind="m4a").read_bytes()
    address = f"http://127.0.0.1:{canary.port}/x".encode() + b"\0"
    entry = struct.pack(">I4sI", 12 + len(address), b"url ", 0) + address
    at = data.index(b"dref")
    grown = len(entry) - 12
    changed = bytearray(data)
    changed[at + 12 : at + 24] = entry
    for name in (b"moov", b"trak", b"mdia", b"minf", b"dinf", b"dref"):
        box = changed.index(name) - 4
        size = int.from_bytes(changed[box : box + 4], "big")
        changed[box : box + 4] = (size + grown).to_bytes(4, "big")
    (tmp_path / "a").write_bytes(changed)

    with contextlib.suppress(Permanent):
        AvConverter().convert(tmp_path / "a", tmp_path / "b", max_seconds=LIMIT)

    assert canary.hits == 0


@pytest.mark.parametrize(
    "head",
    [b"\x89PNG\r\n\x1a\n", b"GIF89a", b"%PDF-1.7", b"PK\x03\x04", b"\x7fELF", b"RIFF\0\0\0\0AVI "],
)
def test_other_files_under_an_audio_name_are_not_audio(tmp_path: Path, head: bytes) -> None:
    (tmp_path / "a.webm").write_bytes(head + bytes(5000))

    assert refuse(tmp_path / "a.webm").code is Code.NOT_AUDIO


def test_a_video_without_sound_is_not_audio(tmp_path: Path) -> None:
    import av

    with av.open(str(tmp_path / "a.webm"), "w", format="webm") as container:
        stream = container.add_stream("libvpx", rate=10, width=64, height=64, pix_fmt="yuv420p")
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))

    assert refuse(tmp_path / "a.webm").code is Code.NOT_AUDIO


# Row 21 ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("rate", [0, 1, 7_999, 192_001, 0x7FFF_FFFF])
def test_a_wav_of_64_kb_that_declares_a_mad_rate_is_refused(tmp_path: Path, rate: int) -> None:
    (tmp_path / "a.wav").write_bytes(sounds.wav(bytes(65_536), rate=rate))

    assert refuse(tmp_path / "a.wav").code in {Code.NOT_AUDIO, Code.DAMAGED_AUDIO}


def test_control_resampling_that_wav_would_write_gigabytes(tmp_path: Path) -> None:
    import av

    (tmp_path / "a.wav").write_bytes(sounds.wav(bytes(65_536), rate=1))
    with av.open(str(tmp_path / "a.wav")) as container:
        seconds = (container.duration or 0) / 1e6

    assert seconds * 16_000 * 2 > 1e9


@pytest.mark.parametrize("channels", [0, 9, 64, 1000])
def test_a_mad_number_of_channels_is_refused(tmp_path: Path, channels: int) -> None:
    (tmp_path / "a.wav").write_bytes(sounds.wav(bytes(65_536), rate=16_000, channels=channels))

    assert refuse(tmp_path / "a.wav").code in {Code.NOT_AUDIO, Code.DAMAGED_AUDIO}


def test_hours_of_silence_in_some_kilobytes_end_at_the_limit(tmp_path: Path) -> None:
    """FLAC holds a constant in 14 bytes a block: ten hours are 500 kB, and no length is stated."""
    data = bytearray(sounds.write(tmp_path / "a", sounds.silence(3600), kind="flac").read_bytes())
    data[21] &= 0xF0  # STREAMINFO's total of samples: 0 means unknown
    data[22:26] = bytes(4)
    (tmp_path / "a").write_bytes(data)
    assert len(data) < 1_000_000
    started = time.monotonic()

    assert refuse(tmp_path / "a").code is Code.AUDIO_TOO_LONG
    assert time.monotonic() - started < 10


@pytest.mark.parametrize("box", ["stsz", "trun"])
def test_an_mp4_that_states_millions_of_samples_is_refused(tmp_path: Path, box: str) -> None:
    (tmp_path / "a").write_bytes(bomb(tmp_path, box, 3_000_000))

    assert refuse(tmp_path / "a").code is Code.DAMAGED_AUDIO


def test_control_without_the_check_such_an_mp4_takes_memory(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(bomb(tmp_path, "trun", 6_000_000))
    # VmHWM, since ru_maxrss starts from what the process that forked this one held.
    code = (
        "import av, re, sys\n"
        "peak = lambda: int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
        "before = peak()\n"
        "try: av.open(sys.argv[1])\n"
        "except Exception: pass\n"
        "print((peak() - before) // 1024)"
    )

    shown = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "a")], capture_output=True, check=True
    )

    assert int(shown.stdout) > 60  # MB; it grows with the number in the file


def test_a_long_honest_mp4_passes_the_table_check() -> None:
    assert MAX_SAMPLES > 4 * 3600 * 48_000 / 1024


def bomb(folder: Path, box: str, count: int) -> bytes:
    kind = {"stsz": "m4a", "trun": "mp4"}[box]
    data = bytearray(sounds.write(folder / "seed", sounds.speech(), kind=kind).read_bytes())
    (folder / "seed").unlink()
    at = data.index(box.encode())
    if box == "stsz":
        data[at + 8 : at + 16] = struct.pack(">II", 1, count)  # all of one size
        chunks = data.index(b"stsc")
        data[chunks + 16 : chunks + 20] = struct.pack(">I", count)
    else:
        data[at + 5 : at + 8] = b"\0\0\1"  # no table: every sample is like the default
        data[at + 8 : at + 12] = struct.pack(">I", count)
    return bytes(data)


def test_a_job_that_takes_too_long_ends(tmp_path: Path) -> None:
    sounds.write(tmp_path / "a", sounds.silence(50))

    assert refuse(tmp_path / "a", wall_clock_seconds=0.0).code is Code.DAMAGED_AUDIO


# Row 22 ---------------------------------------------------------------------------------------

SEEDS = ("webm", "live.webm", "opus.ogg", "mp3", "m4a", "mp4", "aac", "flac", "wav", "amr")


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("seeds")
    return {
        kind: sounds.write(folder / kind, sounds.speech(), kind=kind).read_bytes() for kind in SEEDS
    }


@pytest.fixture(scope="module", autouse=True)
def peak_at_start() -> int:
    return peak_kb()


@pytest.mark.parametrize("kind", SEEDS)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_mutated_media_convert_or_fail_permanently(
    seeds: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    data: st.DataObject,
) -> None:
    mutated = bytearray(seeds[kind])
    # Headers are where harm is done: half of the changes go into the first kilobyte.
    place = st.one_of(st.integers(0, min(1024, len(mutated) - 1)), st.integers(0, len(mutated) - 1))
    for at, what in data.draw(
        st.lists(st.tuples(place, st.binary(min_size=1, max_size=8)), min_size=1, max_size=12)
    ):
        mutated[at : at + len(what)] = what
    mutated = mutated[: data.draw(st.integers(0, len(mutated)))]
    convert_or_fail(bytes(mutated), tmp_path_factory)


@pytest.mark.parametrize("kind", SEEDS)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_bytes_behind_a_true_head_convert_or_fail_permanently(
    seeds: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
    kind: str,
    data: st.DataObject,
) -> None:
    head = seeds[kind][: data.draw(st.integers(8, 400))]
    convert_or_fail(head + data.draw(st.binary(max_size=4000)), tmp_path_factory)


def convert_or_fail(content: bytes, factory: pytest.TempPathFactory) -> None:
    folder = factory.mktemp("job")
    source = folder / "a"
    source.write_bytes(content)
    started = time.monotonic()
    try:
        converted = AvConverter(wall_clock_seconds=10).convert(
            source, folder / "out.flac", max_seconds=LIMIT
        )
        assert 0 < converted.seconds <= LIMIT + 1
        assert (folder / "out.flac").stat().st_size < 35_000 * (converted.seconds + 1)
    except Permanent:
        assert list(folder.iterdir()) == [source]
    assert time.monotonic() - started < 12


def peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def test_no_mutation_took_much_memory(seeds: dict[str, bytes], peak_at_start: int) -> None:
    """Runs behind the mutations; in this order because a peak cannot be taken back."""
    assert seeds
    assert peak_kb() - peak_at_start < 120_000
