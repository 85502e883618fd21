"""Reading order of the blocks of a page, in columns or not.

A block comes before another if it stands above it in the same column; or if it stands wholly to the left of it and
nothing between their heights reaches over both (T. Breuel: Two geometric algorithms for layout analysis, DAS 2002).
"""

from __future__ import annotations

from collections.abc import Sequence

from javon.engines.page import Box

#: Blocks that overlap by less than this share of the narrower one do not stand in the same column.
SHARE = 0.15


def reading_order(boxes: Sequence[Box]) -> list[int]:
    """The indexes of ``boxes`` in reading order, for scripts that run from left to right."""
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
    if _over(first, second) or _in_one_column(boxes, first, second):
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


def _in_one_column(boxes: Sequence[Box], first: Box, second: Box) -> bool:
    """Whether two short blocks, one above the other, belong to the column of a tall block that reaches over both."""
    if not (_alone(boxes, first) and _alone(boxes, second)):
        return False
    tall = 4 * max(first.height, second.height)
    top, bottom = min(first.top, second.top), max(first.bottom, second.bottom)
    return any(
        box.height > tall and _under(box, first) and _under(box, second) and (box.top >= bottom or box.bottom <= top)
        for box in boxes
    )


def _alone(boxes: Sequence[Box], one: Box) -> bool:
    """Whether nothing stands beside the block."""
    return not any(
        min(box.bottom, one.bottom) > max(box.top, one.top) and not _over(box, one) for box in boxes if box != one
    )


def _under(tall: Box, short: Box) -> bool:
    """Whether most of the short block's width lies over the tall one's."""
    return min(tall.right, short.right) - max(tall.left, short.left) > 0.6 * short.width


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
