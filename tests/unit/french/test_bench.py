"""The benchmark's figures: their shape, and what each of them counts."""

import json
from pathlib import Path

import pytest

from tests.bench.french import Run
from tests.bench.french_data import Data

ROWS = {
    "learner_pairs_x.jsonl": [
        {"id": "1", "type": "avoir_expression", "incorrect": "Je suis faim.",
         "correct": "J'ai faim.", "start": 0, "end": 7, "alternatives": []},
        {"id": "2", "type": "other", "incorrect": "Il bloube.", "correct": "Il parle.",
         "start": 3, "end": 9},
    ],
    "distractors_x.jsonl": [{"id": "3", "type": "negation", "correct": "Je sais pas."}],
    "monologues_x.jsonl": [
        {"id": "M-1", "text": "Je vais à le lac. Je suis content.",
         "corrected": "Je vais au lac. Je suis content.",
         "edits": [{"start": 8, "end": 12, "original": "à le", "replacement": "au",
                    "type": "contraction"}],
         "opportunities": {"contraction": 1, "other": 4}},
        {"id": "C-1", "text": "Ça va. On y va ?", "corrected": "Ça va. On y va ?", "edits": [],
         "opportunities": {}},
    ],
    "languagetool_fr_x.jsonl": [
        {"incorrect": "Il mange des pomme.", "correct": None, "marker_start": 13,
         "marker_end": 18, "corrections": ["pommes"]},
    ],
    "languagetool_fr_correct_x.jsonl": [{"correct": "Il dort."}],
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("rows")
    for name, rows in ROWS.items():
        text = "\n\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        (path / name).write_text(text + "\n", "utf-8")
    return path


def test_the_shape_and_the_figures(folder: Path):
    out = Run("engine", Data.read(folder)).all()
    pairs = out["pairs"]
    assert (pairs["n"], pairs["detected"], pairs["corrected"], pairs["typed"]) == (2, 0.5, 0.5, 1)
    assert pairs["by_type"]["avoir_expression"]["corrected"] == 1
    assert out["distractors"]["n"] == 1
    assert out["distractors"]["flagged"] == 0
    talks = out["monologues"]
    assert (talks["edits"], talks["precision"], talks["recall"], talks["f05"]) == (1, 1, 1, 1)
    assert talks["opportunity_ratio"] == {"contraction": 1}
    assert out["correct_monologues"]["sentences"] == 2
    assert out["languagetool"]["n"] == out["languagetool_correct"]["n"] == 1
    assert {"found", "shown"} <= set(out["inaudible"])
    assert out["inaudible"]["by_hand"]["agreement"] > 0.97
    assert json.dumps(out)


def test_every_sentence_is_measured_once(folder: Path):
    assert len(Data.read(folder).sentences()) == 2 + 1 + 2 + 2 + 1 + 1


def test_an_empty_folder_is_no_error(tmp_path: Path):
    assert Data.read(tmp_path).sentences() == []
    assert Run("grammalecte", Data.read(tmp_path)).all()["pairs"]["n"] == 0
