"""What a listener hears and does not: pairs of sentences, judged by hand, one pair a line.

Judged for careful everyday speech of the north of France, where é/è in open syllables, o/ɔ, eu/œ
and un/in are not told apart with certainty, optional liaisons may fall, and a schwa may be dropped.
"""

from tests import ear_heard, ear_unheard


def pairs() -> list[tuple[str, str, bool]]:
    """All pairs with whether the difference is heard."""
    found = []
    for table, heard in ((ear_unheard.PAIRS, False), (ear_heard.PAIRS, True)):
        for line in table.strip().splitlines():
            said, _, say = line.partition(" | ")
            found.append((said.strip(), say.strip(), heard))
    return found
