"""Reading order of the blocks of a page, in columns or not.

A block comes before another if it stands above it in the same column; or if it stands wholly to the left of it and
nothing between their heights reaches over both (T. Breuel: Two geometric algorithms for layout analysis, DAS 2002).
A block with nothing beside it counts as reaching over the whole page, however short it is: a title parts what is above
from what is below.
"""

from __future__ import annotations

from collections.abc import Sequence

from javon.engines.page import Box

#: Blocks whose heights overlap by less than this share of the lower one do not stand beside one another.
BESIDE = 0.2
#: Blocks that overlap by less than this share of the narrower one do not stand in the same column.
SHARE = 0.15


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indexes of ``boxes`` in reading order, for scripts that run from left to right."""
    boxes = _widened(boxes)
    before = [
        {one for one in range(len(boxes)) if one != two and _precedes(boxes, one, two)} for two in range(len(boxes))
    ]
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


def _precedes(boxes: Sequence[Box], one: int, two: int) -> bool:
    first, second = boxes[one], boxes[two]
    if _over(first, second):
        return _middle(first) < _middle(second)
    if first.left >= second.left:
        return False
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    return not any(
        top <= _middle(bridge) <= bottom
        and _between(bridge, first, second)
        and _over(bridge, first)
        and _over(bridge, second)
        for index, bridge in enumerate(boxes)
        if index not in (one, two)
    )


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


def _between(bridge: Box, first: Box, second: Box) -> bool:
    """Whether the bridge parts the two: one ends above it and the other begins below it."""
    middle = _middle(bridge)
    return (_middle(first) - middle) * (_middle(second) - middle) < 0


def _middle(box: Box) -> float:
    return (box.top + box.bottom) / 2


def _over(one: Box, two: Box) -> bool:
    """Whether two boxes share a column."""
    shared = min(one.right, two.right) - max(one.left, two.left)
    return shared > SHARE * max(1, min(one.width, two.width))
