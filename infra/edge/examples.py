"""An example for every schema of the description: what its fields give, else what fits."""

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import JsonValue

_FORMATS: Mapping[str, str] = {
    "date-time": "2026-03-02T09:30:00Z",
    "date": "2026-03-02",
    "binary": "(the file)",
}


def example(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> JsonValue:
    """Make a value that fits a schema, of the shapes that our models make.

    Args:
        schemas: what `$ref` points into, by name.
    """
    if "examples" in schema:
        chosen: JsonValue = schema["examples"][0]
        return chosen
    for key in ("const", "default"):
        if key in schema:
            fixed: JsonValue = schema[key]
            return fixed
    if "$ref" in schema:
        return example(schemas[schema["$ref"].rpartition("/")[2]], schemas)
    for key in ("anyOf", "allOf", "oneOf"):
        if key in schema and "type" not in schema:
            return example(schema[key][0], schemas)
    if "enum" in schema:
        first: JsonValue = schema["enum"][0]
        return first
    return _of_type(schema, schemas)


def _of_type(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> JsonValue:
    match schema.get("type"):
        case "object":
            return _object(schema, schemas)
        case "array":
            return _array(schema, schemas)
        case "integer" | "number":
            least: int = schema.get("minimum", schema.get("exclusiveMinimum", 0) + 1)
            return least
        case "boolean":
            return False
        case "string":
            return _FORMATS.get(schema.get("format", ""), "…")
        case _:
            return None


def _object(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> JsonValue:
    if "properties" in schema:
        return {name: example(each, schemas) for name, each in schema["properties"].items()}
    values = schema.get("additionalProperties")
    if not isinstance(values, Mapping):
        return {}
    names = example(schema.get("propertyNames", {"examples": ["fr"]}), schemas)
    return {str(names): example(values, schemas)}


def _array(schema: Mapping[str, Any], schemas: Mapping[str, Any]) -> JsonValue:
    each: Sequence[Mapping[str, Any]] = schema.get("prefixItems") or [schema.get("items", {})]
    return [example(item, schemas) for item in each]
