"""From (original, corrected) to minimal edits, on tokens that know elision and contraction.

The method is ERRANT's (Bryant et al. 2017, https://aclanthology.org/P17-1074): align the tokens at
the least cost, then merge what belongs together. `apply(o, align(o, c))` is `c` up to blanks.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from shared.domain.correction import Operation
from shared.french.tokens import Kind, Token, tokenize
from shared.french.words.closed import INTERVENING_ADVERBS, OBJECT_CLITICS, POSSESSIVES
from shared.french.words.repairs import AUXILIARIES

_MOST_TOKENS = 400
"""A longer text is one edit from its first to its last difference; the table is quadratic."""

_TONIC = {"moi": "me", "toi": "te", "ça": "cela"}
"""Forms that a pronoun takes after its verb: "dis-moi" against "ne me dis pas"."""

TONIC = frozenset({"moi", "toi", "lui", "elle", "nous", "vous", "eux", "elles", "ça"})
_REPLACES_TONIC = OBJECT_CLITICS | POSSESSIVES
_OWN = frozenset({"me", "te", "se", "nous", "vous"})
_STEM = 4
"""Letters that two forms of one verb share at least; a choice."""

_FUSED = {
    "au": ("à", "le"),
    "aux": ("à", "les"),
    "du": ("de", "le"),
    "des": ("de", "les"),
    "auquel": ("à", "lequel"),
    "duquel": ("de", "lequel"),
}


@dataclass(frozen=True, slots=True)
class Edit:
    """One minimal change.

    Attributes:
        start, end: characters in the original text, `end` exclusive; equal for an insertion.
        original, replacement: the text at the span, and what to put there.
        op: what happens to the tokens.
        old, new: token indices [first, last) in the original and in the corrected text.
    """

    start: int
    end: int
    original: str
    replacement: str
    op: Operation
    old: tuple[int, int]
    new: tuple[int, int]


_Block = tuple[int, int, int, int]  # old first, old end, new first, new end


@lru_cache(maxsize=256)
def align(original: str, corrected: str) -> tuple[Edit, ...]:
    """Find the minimal edits that turn one text into the other, in order of place."""
    old, new = tokenize(original), tokenize(corrected)
    blocks = _merge(_blocks(old, new), old, new)
    return tuple(_edit(block, old, new, original, corrected) for block in blocks)


def apply(original: str, edits: Iterable[Edit]) -> str:
    """Make the edits; they must not overlap."""
    out, at = [], 0
    for edit in sorted(edits, key=lambda e: (e.start, e.end)):
        out += [original[at : edit.start], edit.replacement]
        at = edit.end
    return "".join((*out, original[at:]))


def alone(original: str, edit: Edit) -> tuple[str, Edit] | None:
    """Make one edit alone: the text that gives, and the edit that leads there.

    None where the edit changes nothing.
    """
    corrected = apply(original, [edit])
    edits = align(original, corrected)
    return (corrected, edits[0]) if edits else None


def _blocks(old: Sequence[Token], new: Sequence[Token]) -> list[_Block]:
    head = 0
    while head < min(len(old), len(new)) and old[head].text == new[head].text:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail].text == new[-1 - tail].text:
        tail += 1
    a, b = old[head : len(old) - tail], new[head : len(new) - tail]
    if not a and not b:
        return []
    if not a or not b or len(a) > _MOST_TOKENS or len(b) > _MOST_TOKENS:
        return [(head, head + len(a), head, head + len(b))]
    return [(i + head, j + head, k + head, m + head) for i, j, k, m in _path(a, b)]


def _path(a: Sequence[Token], b: Sequence[Token]) -> list[_Block]:
    """Align two token lists at the least cost; the changed stretches, in order."""
    rows, columns = len(a) + 1, len(b) + 1
    cost = [[0.0] * columns for _ in range(rows)]
    for i in range(1, rows):
        cost[i][0] = float(i)
    for j in range(1, columns):
        cost[0][j] = float(j)
    for i in range(1, rows):
        row, above = cost[i], cost[i - 1]
        for j in range(1, columns):
            row[j] = min(
                above[j - 1] + _distance(a[i - 1], b[j - 1]), above[j] + 1.0, row[j - 1] + 1.0
            )
    steps: list[_Block] = []
    i, j = len(a), len(b)
    while i or j:
        if i and j and cost[i][j] == cost[i - 1][j - 1] + _distance(a[i - 1], b[j - 1]):
            i, j = i - 1, j - 1
            if a[i].text != b[j].text:
                steps.append((i, i + 1, j, j + 1))
        elif i and cost[i][j] == cost[i - 1][j] + 1.0:
            i -= 1
            steps.append((i, i + 1, j, j))
        else:
            j -= 1
            steps.append((i, i, j, j + 1))
    return steps[::-1]


@lru_cache(maxsize=4096)
def _distance(a: Token, b: Token) -> float:
    """Cost of saying b for a: nought for the same word, near two for words with nothing shared."""
    if a.text == b.text:
        return 0.0
    if a.norm == b.norm:
        return 0.05 if a.hung == b.hung else 0.9
    if (a.kind is Kind.PUNCT) != (b.kind is Kind.PUNCT):
        return 2.0
    first = a.norm[0] == b.norm[0]
    common = _common(a.norm, b.norm) / max(len(a.norm), len(b.norm))
    return 1.5 - 0.9 * common - (0.05 if first else 0.0)


def _common(a: str, b: str) -> int:
    """Length of the common beginning and, of what is left, of the common end."""
    head = 0
    while head < min(len(a), len(b)) and a[head] == b[head]:
        head += 1
    tail = 0
    while tail < min(len(a), len(b)) - head and a[-1 - tail] == b[-1 - tail]:
        tail += 1
    return head + tail


def _merge(blocks: list[_Block], old: Sequence[Token], new: Sequence[Token]) -> list[_Block]:
    """Join neighbours, consequential elisions, and the two halves of a word moved elsewhere."""
    out: list[_Block] = []
    for block in blocks:
        if out and (out[-1][1] == block[0] and out[-1][3] == block[2]):
            out[-1] = (out[-1][0], block[1], out[-1][2], block[3])
        else:
            out.append(block)
    return _moved(out, old, new)


def _moved(blocks: list[_Block], old: Sequence[Token], new: Sequence[Token]) -> list[_Block]:
    out: list[_Block] = []
    i = 0
    while i < len(blocks):
        joined = blocks[i]
        for j in range(i + 1, min(i + 4, len(blocks))):
            far = blocks[j]
            whole = (blocks[i][0], far[1], blocks[i][2], far[3])
            if whole[1] - whole[0] > 9:
                break
            if _same_words(whole, old, new) or _belong(blocks[i], far, old, new):
                joined, i = whole, j
                break
        out.append(joined)
        i += 1
    return out


def _belong(one: _Block, far: _Block, old: Sequence[Token], new: Sequence[Token]) -> bool:
    """Whether two edits are one error: a pronoun put elsewhere, a compound tense made or undone."""
    between = [t.norm for t in old[one[1] : far[0]]]
    one_old, one_new = _norms(one, old, new)
    far_old, far_new = _norms(far, old, new)
    if len(between) <= 3 and far_old and not far_new:
        tonic = [n for n in far_old if n not in ("à", "de", "chez", "pour")]
        if tonic and set(tonic) <= TONIC and (set(one_new) - set(one_old)) & _REPLACES_TONIC:
            return True
    # "je manque ma mère", "ma mère me manque": the verb moves, and may change its ending.
    stems = {norm[:_STEM] for norm in one_old} & {n[:_STEM] for n in far_new if len(n) > _STEM}
    if stems and not far_old and len(between) <= 3 and len(one_old) > len(one_new):
        return True
    compound = bool(far_old) != bool(far_new) and len(far_old) + len(far_new) == 1
    if compound and len(between) == 1 and between[0] in _OWN and set(one_old) & AUXILIARIES:
        # "j'ai me levé", "je me suis levé": the auxiliary changes and takes another place.
        return {*far_old, *far_new} <= AUXILIARIES
    return compound and bool(between) and bool(one_old) and set(between) <= INTERVENING_ADVERBS


def _norms(
    block: _Block, old: Sequence[Token], new: Sequence[Token]
) -> tuple[list[str], list[str]]:
    return (
        [t.norm for t in old[block[0] : block[1]]],
        [t.norm for t in new[block[2] : block[3]]],
    )


def _same_words(block: _Block, old: Sequence[Token], new: Sequence[Token]) -> bool:
    return _bag(old[block[0] : block[1]]) == _bag(new[block[2] : block[3]])


def _bag(tokens: Sequence[Token]) -> list[str]:
    # "des chaussures neuves" put the other way round begins with "de".
    several = {"des": "de"} if len(tokens) > 2 else {}
    return sorted(several.get(t.norm, _TONIC.get(t.norm, t.norm)) for t in tokens)


def _edit(
    block: _Block, old: Sequence[Token], new: Sequence[Token], original: str, corrected: str
) -> Edit:
    i, j, k, m = block
    # With the blanks on both sides, for an apostrophe or a comma takes one away; then less those
    # that stayed.
    start, end = _around(old, i, j, original)
    new_start, new_end = _around(new, k, m, corrected)
    while start < end and new_start < new_end and original[start].isspace():
        if original[start] != corrected[new_start]:
            break
        start, new_start = start + 1, new_start + 1
    while start < end and new_start < new_end and original[end - 1].isspace():
        if original[end - 1] != corrected[new_end - 1]:
            break
        end, new_end = end - 1, new_end - 1
    op = Operation.REPLACE
    if i == j:
        op = Operation.INSERT
    elif k == m:
        op = Operation.DELETE
    elif _same_words(block, old, new) and not _only_forms(block, old, new):
        op = Operation.REORDER
    return Edit(start, end, original[start:end], corrected[new_start:new_end], op, (i, j), (k, m))


def _around(tokens: Sequence[Token], first: int, last: int, text: str) -> tuple[int, int]:
    start = tokens[first - 1].end if first else 0
    return start, tokens[last].start if last < len(tokens) else len(text)


def _only_forms(block: _Block, old: Sequence[Token], new: Sequence[Token]) -> bool:
    return [t.norm for t in old[block[0] : block[1]]] == [t.norm for t in new[block[2] : block[3]]]


def expand(tokens: Sequence[Token]) -> list[str]:
    """Norms with contractions undone: "au" counts as "à le"."""
    out: list[str] = []
    for token in tokens:
        out += _FUSED.get(token.norm, (token.norm,))
    return out
