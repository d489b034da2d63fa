"""The Terraform files as plain data, from disk or with a mistake planted in one of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import hcl2

ROOT = Path(__file__).resolve().parents[2]
TERRAFORM = ROOT / "terraform"


@dataclass(frozen=True)
class Block:
    """One resource: where it stands, what it is, and its arguments; nested blocks are lists."""

    file: str
    type: str
    name: str
    body: Mapping[str, Any]

    @property
    def where(self) -> str:
        return f"{self.file}: {self.type}.{self.name}"

    def nested(self, name: str) -> list[Mapping[str, Any]]:
        """Blocks of that name, whether written out or dynamic."""
        found = list(self.body.get(name, []))
        for dynamic in self.body.get("dynamic", []):
            for kind, inner in dynamic.items():
                if kind == name:
                    found += inner["content"]
        return found


class Tree:
    """All .tf files, each parsed once."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.files = {name: _parse(text) for name, text in texts.items()}

    def resources(self, *types: str) -> Iterator[Block]:
        for file, parsed in self.files.items():
            for entry in parsed.get("resource", []):
                for kind, named in entry.items():
                    for name, body in named.items():
                        if not types or kind in types:
                            yield Block(file, kind, name, body)

    def calls(self, folder: str) -> Iterator[Block]:
        """The module calls in the files of a folder."""
        for file, parsed in self.files.items():
            if file.startswith(folder):
                for entry in parsed.get("module", []):
                    for name, body in entry.items():
                        yield Block(file, "module", name, body)

    def variables(self, module: str) -> dict[str, Mapping[str, Any]]:
        parsed = self.files[f"modules/{module}/variables.tf"]
        return {name: body for entry in parsed["variable"] for name, body in entry.items()}

    def locals(self, file: str) -> dict[str, Any]:
        return {key: value for entry in self.files[file]["locals"] for key, value in entry.items()}

    @property
    def table(self) -> dict[str, dict[str, Any]]:
        """The wiring table."""
        services: dict[str, dict[str, Any]] = self.locals(TABLE)["services"]
        return services

    @property
    def deployed(self) -> dict[str, dict[str, Any]]:
        """What of the wiring table has its code in this checkout."""
        return {name: s for name, s in self.table.items() if (ROOT / s["source"]).is_file()}


TABLE = "environments/prod/services.tf"


def read() -> dict[str, str]:
    """Every file once; what one environment links from the other is the same file."""
    return {
        path.relative_to(TERRAFORM).as_posix(): path.read_text()
        for path in sorted(TERRAFORM.rglob("*.tf"))
        if not path.is_symlink() and ".terraform" not in path.parts
    }


@cache
def _parse(text: str) -> Mapping[str, Any]:
    """Parse a file once, however many trees hold it; nobody changes what they get."""
    parsed: Mapping[str, Any] = _plain(hcl2.loads(text))
    return parsed


def _plain(value: Any) -> Any:
    """Drop the parser's notes and the quotes it leaves around keys and literals."""
    if isinstance(value, dict):
        return {
            _unquote(key): _plain(inner)
            for key, inner in value.items()
            if key not in {"__comments__", "__is_block__", "__inline_comments__"}
        }
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return _unquote(value) if isinstance(value, str) else value


def _unquote(text: str) -> str:
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text
