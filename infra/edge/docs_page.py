"""The description of the API as one page: it loads nothing, runs nothing and reads on a phone."""

import base64
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class Page:
    """The page, and the Content-Security-Policy that it needs: its own style and nothing else."""

    html: str
    policy: str


def render(document: dict[str, Any]) -> Page:
    """Write the page from an OpenAPI document."""
    # Imported here: no other call of a function needs it.
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        prose=_prose, kind=_kind, example=_example, curl=_curl, anchor=_anchor
    )
    style = (_TEMPLATES / "docs.css").read_text()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    html = environment.get_template("docs.html.j2").render(
        document=document, style=style, operations=_by_tag(document), resolve=_resolver(document)
    )
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'"
    )
    return Page(html, policy)


def _by_tag(document: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            shown = {"method": method.upper(), "path": path, **operation}
            found[operation["tags"][0]].append(shown)
    return found


def _resolver(document: dict[str, Any]) -> Any:
    def resolve(described: dict[str, Any]) -> dict[str, Any]:
        while "$ref" in described:
            group, name = described["$ref"].split("/")[-2:]
            described = document["components"][group][name]
        return described

    return resolve


def _prose(text: str) -> "Markup":
    """Set what stands in backquotes as code, and blank lines as paragraphs' ends."""
    from markupsafe import Markup, escape

    marked = re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape(text)))
    return Markup(marked.strip().replace("\n\n", "<br><br>"))  # noqa: S704 - escaped above


def _anchor(name: str) -> str:
    return f"schema-{name}"


def _kind(schema: dict[str, Any]) -> "Markup":
    """Say in a few words what a schema allows, with links to the models."""
    from markupsafe import Markup, escape

    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return Markup('<a href="#{}">{}</a>').format(_anchor(name), name)
    for key in ("anyOf", "oneOf"):
        if key in schema:
            return Markup(" or ").join(map(_kind, schema[key]))
    if "enum" in schema or "const" in schema:
        values = schema.get("enum", [schema.get("const")])
        return Markup(" · ").join(Markup("<code>{}</code>").format(value) for value in values)
    kind = schema.get("type", "anything")
    if kind == "array":
        inner = schema.get("prefixItems") or [schema.get("items", {})]
        return Markup("list of ") + Markup(", ").join(map(_kind, inner))
    if kind == "object" and isinstance(schema.get("additionalProperties"), dict):
        return Markup("map to ") + _kind(schema["additionalProperties"])
    return escape(f"{schema.get('format', kind)}{_bounds(schema)}")


def _bounds(schema: dict[str, Any]) -> str:
    length = schema.get("minLength"), schema.get("maxLength")
    size = schema.get("minimum", schema.get("exclusiveMinimum")), schema.get("maximum")
    return "".join(
        f", {' '.join(part)}"
        for part in (_span(*size), [*_span(*length), "characters"] if any(length) else [])
        if part
    )


def _span(least: float | None, most: float | None) -> list[str]:
    lower = [] if least is None else ["from", str(least)]
    return lower if most is None else [*lower, "to", str(most)]


def _example(content: dict[str, Any]) -> str:
    shown = content["example"]
    return shown if isinstance(shown, str) else json.dumps(shown, ensure_ascii=False, indent=2)


def _curl(operation: dict[str, Any]) -> str:
    """Write the call as a command; `$URL` and `$TOKEN` are the reader's."""
    path = operation["path"]
    query = []
    for each in operation.get("parameters", ()):
        shown = str(each.get("example", each["schema"].get("examples", ["…"])[0]))
        if each["in"] == "path":
            path = path.replace(f"{{{each['name']}}}", shown)
        elif each["in"] == "query" and each["required"]:
            query.append(f"{each['name']}={shown}")
    address = f"$URL{path}" + (f"?{'&'.join(query)}" if query else "")
    lines = [f'curl -X {operation["method"]} "{address}"']
    if operation.get("security") != []:
        lines.append('-H "Authorization: Bearer $TOKEN"')
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        if kind == "multipart/form-data":
            lines.append("-F audio=@clip.webm")
            continue
        lines.append(f"-H 'Content-Type: {kind}'")
        body = json.dumps(content["example"], ensure_ascii=False) if "example" in content else ""
        quoted = body.replace("'", "'\\''")
        lines.append(f"-d '{quoted}'" if body else "--data-binary @file")
    return " \\\n  ".join(lines)
