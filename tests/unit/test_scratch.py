"""Kind: unit, over a real folder."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from infra.media.scratch import ORPHAN_AGE_SECONDS, TemporaryScratch, sweep_scratch


def test_a_folder_is_private_and_gone_afterwards(tmp_path: Path) -> None:
    with TemporaryScratch(tmp_path)() as folder:
        (folder / "a").write_bytes(b"x")
        assert folder.stat().st_mode & 0o777 == 0o700

    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_gone_after_an_error(tmp_path: Path) -> None:
    def fail() -> None:
        with TemporaryScratch(tmp_path)() as folder:
            (folder / "sub").mkdir()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_process_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path\n"
        "from infra.media.scratch import TemporaryScratch\n"
        "folder = TemporaryScratch(Path(sys.argv[1]))().__enter__()\n"
        "(folder / 'a').write_bytes(b'x'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    (tmp_path / "somebody-elses").mkdir()
    assert len(list(tmp_path.iterdir())) == 2

    with TemporaryScratch(tmp_path)() as mine:
        assert sweep_scratch(tmp_path) == 1
        assert sorted(tmp_path.iterdir()) == sorted([mine, tmp_path / "somebody-elses"])


def test_an_old_folder_goes_even_if_its_process_id_lives_on(tmp_path: Path) -> None:
    with TemporaryScratch(tmp_path)():
        assert sweep_scratch(tmp_path, now=time.time() + ORPHAN_AGE_SECONDS - 60) == 0
        assert sweep_scratch(tmp_path, now=time.time() + ORPHAN_AGE_SECONDS + 60) == 1


def test_a_link_with_our_name_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "file").write_bytes(b"x")
    (tmp_path / "root").mkdir()
    link = tmp_path / "root" / "parlons-job-999999999-x"
    link.symlink_to(tmp_path / "precious")

    sweep_scratch(tmp_path / "root")

    assert (tmp_path / "precious" / "file").exists()


def test_the_same_process_id_of_an_earlier_life_does_not_protect(tmp_path: Path) -> None:
    left = tmp_path / f"parlons-job-{os.getpid()}-earlier"
    left.mkdir()

    assert sweep_scratch(tmp_path) == 1
    assert not left.exists()
