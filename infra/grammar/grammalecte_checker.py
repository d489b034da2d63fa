"""The one Grammalecte of the process."""

from functools import cache
from typing import Any


@cache
def grammalecte_checker() -> Any:  # its `GrammarChecker`; the library is not typed
    """Load the dictionary: some 50 ms and 40 MB, which each further checker would cost again."""
    import grammalecte

    return grammalecte.GrammarChecker("fr")
