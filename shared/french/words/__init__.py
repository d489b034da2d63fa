"""Word classes of French as plain frozen data, one subject per file; `wordlist` writes them."""


def wordlist(text: str) -> frozenset[str]:
    """Read words parted by blanks."""
    return frozenset(text.split())


def phrases(text: str) -> frozenset[str]:
    """Read expressions of several words, parted by bars."""
    return frozenset(" ".join(part.split()) for part in text.split("|") if part.strip())


def table(text: str) -> dict[str, str]:
    """Read `key=value` pairs parted by blanks; an underscore in a value stands for a blank."""
    pairs = (item.partition("=") for item in text.split())
    return {key: value.replace("_", " ") for key, _, value in pairs}
