"""The demonstration's own folder: emptied at each start, apart from everybody else's data."""

from pathlib import Path

import pytest

from infra.local.demo import begin_anew
from infra.local.stack_lock import StackLock
from infra.settings import Settings


def settings_of(folder: Path) -> Settings:
    return Settings(data_dir=folder, smtp_host="mail.example.org", mail_from="P <p@example.org>")  # type: ignore[call-arg]


def test_what_the_last_one_left_is_gone_and_real_data_stays(tmp_path: Path) -> None:
    # GIVEN real data, and a demonstration that has left something
    (tmp_path / "parlons.db").write_text("real")
    first = begin_anew(settings_of(tmp_path))
    (first.data_dir / "outbox").mkdir()
    (first.data_dir / "outbox" / "old.eml").write_text("old")
    (first.data_dir / "parlons.db").write_text("made up")
    # WHEN
    again = begin_anew(settings_of(tmp_path))
    # THEN
    assert again.data_dir == first.data_dir == tmp_path / "demo"
    assert {each.name for each in again.data_dir.iterdir()} == {"stack.lock"}
    assert (tmp_path / "parlons.db").read_text() == "real"


def test_a_link_is_removed_and_what_it_leads_to_stays(tmp_path: Path) -> None:
    folder = begin_anew(settings_of(tmp_path)).data_dir
    real = tmp_path / "real"
    real.mkdir()
    (real / "kept").write_text("kept")
    (folder / "blobs").symlink_to(real)
    begin_anew(settings_of(tmp_path))
    assert (real / "kept").read_text() == "kept"
    assert not (folder / "blobs").exists()


def test_no_mail_of_made_up_people_goes_to_a_server(tmp_path: Path) -> None:
    assert begin_anew(settings_of(tmp_path)).smtp_host == ""


def test_a_folder_of_somebody_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / "thesis.txt").write_text("years of work")
    with pytest.raises(SystemExit, match="not from a demonstration"):
        begin_anew(settings_of(tmp_path))
    assert (tmp_path / "demo" / "thesis.txt").exists()


def test_a_stack_at_work_keeps_its_folder(tmp_path: Path) -> None:
    folder = begin_anew(settings_of(tmp_path)).data_dir
    (folder / "parlons.db").write_text("in use")
    lock = StackLock(folder)
    try:
        with pytest.raises(SystemExit, match="another Parlons stack"):
            begin_anew(settings_of(tmp_path))
    finally:
        lock.release()
    assert (folder / "parlons.db").exists()
