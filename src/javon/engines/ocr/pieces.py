"""Pieces of lines that the layout cut off as blocks of their own, put back into their lines.

In a narrow column the gaps between words are so wide that a word or two at the edge are taken for another column; the
gaps between the words of a headline are as wide as those between columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from javon.engines.page import Line, Region, RegionKind

#: A piece has at most so many lines; more is an inset around which the text runs, …
MOST_LINES = 2
#: … unless what it was cut off from are but the first words of lines, up to this share of the column; then so many.
FIRST_WORDS, MORE_LINES = 0.5, 6
#: Lines at one height: their bottoms differ by less than this share of the lower one's height.
LEVEL = 0.4
#: Type of a headline against that of most lines; its parts stand nearer than this, in heights of its line.
LARGE, NEAR = 1.22, 0.9
#: A piece reaches to the edge of its column but for this many line heights.
EDGE = 1.0


Sizes = Sequence[float]


def join_headlines(blocks: Sequence[tuple[Region, Sizes]]) -> list[tuple[Region, Sizes]]:
    """The blocks with the parts of a headline that stand side by side made one line.

    Args:
        blocks: each with the heights of the small letters of its lines.
    """
    known = [size for _, sizes in blocks for size in sizes if size]
    large = LARGE * median(known) if known else 0.0
    done = list(blocks)
    for block, sizes in sorted(blocks, key=lambda item: item[0].box.left):
        before = next((index for index, item in enumerate(done) if _goes_on(*item, block, sizes, large)), None)
        if before is None:
            continue
        first, size = done[before]
        line = first.lines[0]
        words = (*line.words, *block.lines[0].words)
        line = replace(line, words=words, box=line.box.union(block.lines[0].box))
        done[before] = (replace(first, box=first.box.union(block.box), lines=(line,)), size)
        done = [item for item in done if item[0] is not block]
    return done


def _goes_on(one: Region, size: Sizes, two: Region, other: Sizes, large: float) -> bool:
    """Whether the second block is the next part of the headline that the first begins."""
    if len(one.lines) != 1 or len(two.lines) != 1 or min(size[0], other[0]) <= large:
        return False
    low = min(one.box.height, two.box.height)
    level = min(one.box.bottom, two.box.bottom) - max(one.box.top, two.box.top)
    return level > 0.6 * low and 0 <= two.box.left - one.box.right < NEAR * low


def rejoin(blocks: Sequence[Region], heights: Sequence[Sizes]) -> list[tuple[Region, Sizes]]:
    """The blocks with every piece that lies within a larger block made part of its lines again.

    Args:
        blocks: what recognition found.
        heights: for each block a figure a line, which stay with their lines.

    Returns:
        The blocks that are left, each with its figures.
    """
    done = list(zip(blocks, heights, strict=True))
    for piece in blocks:
        # A block that took a piece in is whole: the one it was before would be its double.
        if not _can_be_piece(piece) or not any(block is piece for block, _ in done):
            continue
        for index, (block, sizes) in enumerate(done):
            if block is piece or len(block.lines) <= len(piece.lines) or not _at_edge_inside(piece, block):
                continue
            joined = _with_pieces(block, piece.lines)
            if joined is not None:
                done[index] = (joined, sizes)
                done = [other for other in done if other[0] is not piece]
                break
    return done


def _can_be_piece(block: Region) -> bool:
    return block.kind is RegionKind.TEXT and 0 < len(block.lines) <= MORE_LINES


def _at_edge_inside(piece: Region, block: Region) -> bool:
    """Whether the piece lies within the block's box and ends at its left or right edge."""
    if block.kind is not RegionKind.TEXT:
        return False
    one, all_ = piece.box, block.box
    reach = EDGE * max(line.box.height for line in piece.lines)
    inside = one.left >= all_.left - reach and one.right <= all_.right + reach
    level = one.top >= all_.top - reach / 2 and one.bottom <= all_.bottom + reach / 2
    edge = min(abs(one.left - all_.left), abs(one.right - all_.right)) <= reach
    return inside and level and edge


def _with_pieces(block: Region, pieces: Sequence[Line]) -> Region | None:
    """The block with the pieces in its lines; None where one of them has no line at its height."""
    lines = list(block.lines)
    for piece in pieces:
        index = next((place for place, line in enumerate(lines) if _same_line(line, piece)), None)
        if index is None:
            return None
        line = lines[index]
        if len(pieces) > MOST_LINES and line.box.width > FIRST_WORDS * block.box.width:
            return None
        words = tuple(sorted((*line.words, *piece.words), key=lambda word: word.box.left))
        lines[index] = replace(line, words=words, box=line.box.union(piece.box))
    box = block.box
    for line in lines:
        box = box.union(line.box)
    return replace(block, box=box, lines=tuple(lines))


def _same_line(line: Line, piece: Line) -> bool:
    """Whether the piece stands at the height of the line and beside its words."""
    low = min(line.box.height, piece.box.height)
    if abs(line.box.bottom - piece.box.bottom) > LEVEL * low or abs(line.box.top - piece.box.top) > low:
        return False
    return piece.box.left >= line.box.right or piece.box.right <= line.box.left
