"""All rules, found by the names of the error types."""

from functools import lru_cache
from importlib import import_module
from importlib.util import find_spec
from itertools import count

from shared.domain.error_types import ErrorType
from shared.french.rules.framework import Rule


@lru_cache(maxsize=1)
def all_rules() -> tuple[Rule, ...]:
    """Every rule of `shared/french/rules/<error_type>*.py`, in the order of types and files.

    A type whose rules outgrow one file goes on in `<error_type>_2.py` and so on.
    """
    rules: list[Rule] = []
    for kind in ErrorType:
        for part in count(1):
            name = f"shared.french.rules.{kind}{f'_{part}' if part > 1 else ''}"
            if find_spec(name) is None:
                break
            module = import_module(name)
            rules += [value for value in vars(module).values() if isinstance(value, Rule)]
    return tuple(dict.fromkeys(rules))
