"""Exports, read back by the programs' own libraries or by a parser; hostile text stays text."""

import io
import json
import re
import sqlite3
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from infra.exports import anki_deck, csv_table, gift, html_sheet, json_document
from shared.domain.exercise import GAP, ExerciseKind
from shared.domain.iso_week import IsoWeek
from shared.domain.sheet import Sheet, SheetEntry, sheet_of
from tests.export_readers import GiftError, Tags, notes, parse_gift, rows
from tests.plans import EXERCISES, full_plan

WEEK = IsoWeek(2026, 10)
HOSTILE = (
    '=HYPERLINK("http://evil.example","x")',
    "+1+1|cmd' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "  =1",
    "＝1+1",
    "<script>alert(1)</script>",
    "a\n\n// b\n::t::x {=y}",
    "{=right ~wrong#feedback} \\ : $CATEGORY: x",
    '"; DROP\r\n',
    "\x00\u2028\ud800",
    "[sound:x.mp3] {{Front}} <img src=x onerror=alert(1)>",
)


def sheet(language: str = "fr") -> Sheet:
    plans = [("Emma", full_plan()), ("Tom", full_plan("tom"))]
    return sheet_of(plans, title="3e B", week=WEEK, language=language)


def hostile(text: str) -> Sheet:
    whole = sheet()
    focus = whole.entries[0].focus
    exercises = tuple(
        replace(
            each,
            task={"fr": text, "en": text},
            stimulus=f"{text} {GAP} {text}" if each.options else text,
            answer=text,
            wrong=text,
            options=(text, "b") if each.options else (),
            solution="b" if each.options else "",
        )
        for each in EXERCISES
    )
    entry = SheetEntry(text, replace(focus, exercises=exercises, rule={"fr": text, "en": text}))
    return Sheet(text, WEEK, "fr", (entry,))


def seen(text: str) -> str:
    """Text as it is to be expected again: what no format can hold is replaced."""
    return text.encode("utf-8", "replace").decode().replace("\x00", "")


# CSV


def test_csv_has_a_row_per_exercise_of_each_learner() -> None:
    found = rows(csv_table.render(sheet()))
    assert len(found) == 2 * len(EXERCISES)
    assert {row["learner"] for row in found} == {"Emma", "Tom"}
    assert found[1]["options"] == "a | est"
    assert tuple(found[0]) == csv_table.COLUMNS


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_is_a_formula(text: str) -> None:
    for row in rows(csv_table.render(hostile(text))):
        for cell in row.values():
            assert cell.lstrip()[:1] not in tuple("=+-@|%＝＋－＠")
            assert cell[:1] not in ("\t", "\r", "\n")
        assert seen(text) in row["answer"]


# GIFT


def test_gift_reads_back() -> None:
    found = list(parse_gift(gift.render(sheet()).decode()))
    assert len(found) == len(EXERCISES)  # what both share stands once
    kinds = [answers for _, _, answers in found]
    assert kinds[0] == ["=Hier je suis allé au marché.", "=Hier je suis allé au marché"]
    assert kinds[1] == ["=est", "~a"]
    assert kinds[3] == []
    assert found[1][1] == f"Choisis. Elle {GAP} partie."
    assert found[0][0] == "1 Être ou avoir au passé composé"


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_out_of_its_question(text: str) -> None:
    found = list(parse_gift(gift.render(hostile(text)).decode()))
    assert len(found) == len(EXERCISES)
    shown = " ".join(
        re.sub(r"[\x00-\x1f\u2028]+", " ", text.encode("utf-8", "replace").decode()).split()
    )
    for _, body, _ in found:
        assert shown in " ".join(body.split())


def test_the_parser_itself_refuses_what_is_not_escaped() -> None:
    with pytest.raises(GiftError):
        list(parse_gift("::t::[plain]a {b} {=c}"))


# Anki


def test_anki_opens_the_deck_with_its_sound(tmp_path: Path) -> None:
    whole = sheet()
    focus = whole.entries[0].focus
    spoken = replace(EXERCISES[0], audio="learners/emma/models/a.mp3")
    whole = replace(
        whole, entries=(SheetEntry("", replace(focus, exercises=(spoken, *EXERCISES[1:]))),)
    )
    data = anki_deck.render(whole, {"learners/emma/models/a.mp3": b"sound"})
    fields = notes(data, tmp_path)
    assert len(fields) == len(EXERCISES)
    (sounded,) = [each for each in fields if each[4]]
    assert re.fullmatch(r"\[sound:parlons-[0-9a-f]{24}\.mp3\]", sounded[4])
    media = list((tmp_path / "collection.media").glob("*.mp3"))
    assert [each.read_bytes() for each in media] == [b"sound"]


def test_importing_again_makes_no_second_card(tmp_path: Path) -> None:
    first = notes(anki_deck.render(sheet()), tmp_path)
    again = notes(anki_deck.render(sheet("en")), tmp_path)
    assert len(first) == len(again) == len(EXERCISES)


@pytest.mark.parametrize("text", HOSTILE)
def test_cards_show_text_as_text(tmp_path: Path, text: str) -> None:
    for fields in notes(anki_deck.render(hostile(text)), tmp_path):
        joined = "".join(fields)
        assert "<script" not in joined
        assert "<img" not in joined
        assert "[sound:" not in joined


def test_the_package_is_what_the_format_asks_for() -> None:
    with zipfile.ZipFile(io.BytesIO(anki_deck.render(sheet()))) as package:
        assert {"collection.anki2", "media"} <= set(package.namelist())
        database = sqlite3.connect(":memory:")
        database.deserialize(package.read("collection.anki2"))
        assert database.execute("SELECT count(*) FROM cards").fetchone() == (len(EXERCISES),)
        database.close()


# HTML and JSON


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_printed_sheet_has_exercises_and_answers(language: str) -> None:
    page = html_sheet.render(sheet(language)).decode()
    assert page.count("Elle est partie.") == 1
    assert "Elle ___ partie." in page
    assert ("Corrigé" if language == "fr" else "Answers") in page


@pytest.mark.parametrize("text", HOSTILE)
def test_the_printed_sheet_shows_text_as_text(text: str) -> None:
    usual = Tags(html_sheet.render(sheet()).decode()).tags
    assert Tags(html_sheet.render(hostile(text)).decode()).tags <= usual


def test_an_empty_sheet_says_so() -> None:
    empty = Sheet("3e B", WEEK, "fr", ())
    assert "il faut d'abord parler" in html_sheet.render(empty).decode().replace("&#39;", "'")
    assert rows(csv_table.render(empty)) == []
    assert list(parse_gift(gift.render(empty).decode())) == []
    assert anki_deck.render(empty)


@pytest.mark.parametrize("text", HOSTILE)
def test_json_reads_back(text: str) -> None:
    document = json.loads(json_document.render(hostile(text)))
    assert (document["format"], document["version"], document["week"]) == (
        "parlons-sheet",
        1,
        "2026-W10",
    )
    (entry,) = document["entries"]
    assert [each["kind"] for each in entry["exercises"]] == [kind.value for kind in ExerciseKind]
    assert entry["exercises"][0]["answer"] == text.encode("utf-8", "replace").decode()
