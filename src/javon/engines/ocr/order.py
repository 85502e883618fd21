"""Reading order of the blocks of a page, in columns or not.

A block comes before another if it stands above it in the same column; or if it stands wholly to the left of it and
nothing between their heights reaches over both (T. Breuel: Two geometric algorithms for layout analysis, DAS 2002).
A block with nothing beside it counts as reaching over the whole page, however short it is: a title parts what is above
from what is below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from javon.engines.page import Box

#: Blocks whose heights overlap by less than this share of the lower one do not stand beside one another.
BESIDE = 0.2
#: Blocks that overlap by less than this share of the narrower one do not stand in the same column.
SHARE = 0.15


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indexes of ``boxes`` in reading order, for scripts that run from left to right."""
    before = _before(_widened(boxes))
    order: list[int] = []
    waiting = sorted(range(len(boxes)), key=lambda index: (boxes[index].top, boxes[index].left))
    placed: set[int] = set()
    while waiting:
        # Overlapping blocks can form a ring: then the uppermost goes first.
        ready = next((index for index in waiting if before[index] <= placed), waiting[0])
        order.append(ready)
        placed.add(ready)
        waiting.remove(ready)
    return order


def _before(boxes: Sequence[Box]) -> list[set[int]]:
    """For each block the blocks that come before it.

    Whether anything bridges two blocks is asked of every pair, so sets of blocks are bits of a number: whatever shares
    a column with both and has its middle between theirs.
    """
    everyone = range(len(boxes))
    middles = [_middle(box) for box in boxes]
    over = [[_over(one, two) for two in boxes] for one in boxes]
    column = [_bits(over[other][one] and other != one for other in everyone) for one in everyone]
    higher = [_bits(other < middle for other in middles) for middle in middles]
    lower = [_bits(other > middle for other in middles) for middle in middles]

    def precedes(one: int, two: int) -> bool:
        if over[one][two]:
            return middles[one] < middles[two]
        if boxes[one].left >= boxes[two].left:
            return False
        upper, under = (one, two) if middles[one] < middles[two] else (two, one)
        return not column[one] & column[two] & lower[upper] & higher[under]

    return [{one for one in everyone if one != two and precedes(one, two)} for two in everyone]


def _bits(members: Iterable[bool]) -> int:
    """A set as a number: bit ``n`` stands for the ``n``-th member."""
    return sum(1 << place for place, member in enumerate(members) if member)


def _widened(boxes: Sequence[Box]) -> list[Box]:
    """The boxes, those with nothing beside them as wide as all together."""
    if not boxes:
        return []
    left, right = min(box.left for box in boxes), max(box.right for box in boxes)
    return [Box(left, box.top, right, box.bottom) if _alone(boxes, box) else box for box in boxes]


def _alone(boxes: Sequence[Box], one: Box) -> bool:
    """Whether nothing stands beside the block."""
    return not any(
        min(box.bottom, one.bottom) - max(box.top, one.top) > BESIDE * min(box.height, one.height)
        and not _over(box, one)
        for box in boxes
    )


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _over(one: Box, two: Box) -> bool:
    """Whether two boxes share a column."""
    shared = min(one.right, two.right) - max(one.left, two.left)
    return shared > SHARE * max(1, min(one.width, two.width))
