"""Parallel tasks' shares of all learners: slots of ids, the same for every store.

Ids fall into slots by their checksum, and a share of the work is a range of slots: the shares stay
the same size, and the same ones, whatever ids look like.
"""

import zlib

SLOTS = 1 << 16


def slot_of(learner_id: str) -> int:
    """Give the slot of an id."""
    return zlib.crc32(learner_id.encode()) % SLOTS


def slots_of(part: int, parts: int) -> tuple[int, int]:
    """Give the first slot of one of `parts` shares, and the first beyond it."""
    first, end = (-(-SLOTS * each // parts) for each in (part, part + 1))
    return first, end
