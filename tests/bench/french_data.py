"""The sentences of a folder for the benchmark of the French engine."""

import json
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from shared.french.tokens import split_sentences

Row = dict[str, Any]


@dataclass(slots=True)
class Data:
    """The rows of a folder, by kind."""

    pairs: list[Row] = field(default_factory=list)
    distractors: list[Row] = field(default_factory=list)
    monologues: list[Row] = field(default_factory=list)
    correct_monologues: list[Row] = field(default_factory=list)
    languagetool: list[Row] = field(default_factory=list)
    languagetool_correct: list[Row] = field(default_factory=list)

    @classmethod
    def read(cls, folder: Path, half: str | None = None) -> "Data":
        """Read all files of the folder whose names begin as expected."""

        def rows(pattern: str) -> Iterable[Row]:
            for path in sorted(folder.glob(pattern)):
                for line in filter(str.strip, path.read_text("utf-8").splitlines()):
                    row = json.loads(line)
                    if _in_half(row, half):
                        yield {**row, "file": path.name}

        data = cls(list(rows("learner_pairs*.jsonl")), list(rows("distractors*.jsonl")))
        for row in rows("monologues*.jsonl"):
            correct = str(row["id"]).startswith("C-")
            (data.correct_monologues if correct else data.monologues).append(row)
        for row in rows("languagetool_fr*.jsonl"):
            known = data.languagetool if "incorrect" in row else data.languagetool_correct
            known.append(row)
        return data

    def sentences(self) -> list[str]:
        """Every sentence to be analysed, once, as it stands in the files."""
        rows = (*self.pairs, *self.distractors, *self.languagetool, *self.languagetool_correct)
        texts = [str(row.get("incorrect") or row["correct"]) for row in rows]
        for row in (*self.monologues, *self.correct_monologues):
            texts += [span.text for span in split_sentences(row["text"])]
        return texts


def _in_half(row: Row, half: str | None) -> bool:
    if half is None:
        return True
    even = zlib.crc32(str(row.get("id", row.get("correct"))).encode()) % 2 == 0
    return even == (half == "a")
