"""All rules, found by the names of the error types."""

from collections.abc import Iterator
from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules
from types import ModuleType

from shared.domain.error_types import ErrorType
from shared.french.rules.framework import Rule


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule of `shared/french/rules/<error_type>`, a file or a package, in the order of types.

    A package's modules come in the order of their names.
    """
    rules = (
        value
        for kind in ErrorType
        for module in _modules(f"shared.french.rules.{kind}")
        for value in vars(module).values()
        if isinstance(value, Rule)
    )
    return tuple(dict.fromkeys(rules))


def _modules(name: str) -> Iterator[ModuleType]:
    if find_spec(name) is None:
        return
    module = import_module(name)
    yield module
    for part in iter_modules(getattr(module, "__path__", ())):
        yield import_module(f"{name}.{part.name}")
