"""Crop to the content with an even margin: black borders, fingers and the facing page go, page numbers stay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import gutter, paper, pictures, tones
from javon.engines.imaging.raster import Image, Quad, odd, percentile, strokes

#: Margin left around the content, inches (6 mm).
MARGIN = 0.24
#: A page whose content is lower than this share of the paper (the end of a chapter) keeps the paper's format.
SPARSE = 0.6
#: A picture decides on the shade of columns from this share of the height on.
PICTURE = 0.25
#: Facing page: at most this share of the width.
FACING = 0.2


@dataclass(frozen=True, slots=True)
class Crop:
    """Boxes in full pixels of the straightened page: what is kept, the content, the paper; and what was seen.

    ``surround`` is the share of dark surround, ``facing`` the share of the width that belongs to the other page.
    """

    box: Quad
    content: Quad | None
    paper: Quad
    surround: float
    facing: float

    @property
    def params(self) -> dict[str, Any]:
        return {"box": list(self.box)}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"surround": self.surround, "facing": self.facing, "empty": float(self.content is None)}


def measure_small(seen: paper.Overview, padding: int = 0, toned: Image | None = None) -> Crop:
    """Find paper and content in the overview of a straightened page.

    ``padding`` is the width of the rim, in reduced pixels, that straightening added: boxes are given without it, so
    that they may begin below zero.  ``toned``: where printed tones are (pale pictures, tints), which are content too.
    """
    small, dpi, factor = seen.small, seen.dpi, seen.factor
    if pictures.is_all(small, dpi):
        whole = _scaled((0, 0, small.shape[1], small.shape[0]), factor, padding)
        return Crop(whole, whole, whole, 0.0, 0.0)
    found = seen.paper
    if found.shaded:
        small = _evened(small, found.level, dpi)
    sheet = paper.inner_box(found)
    ink = _ink(small, found, dpi)
    trimmed, facing = _without_facing(small, ink, sheet, dpi)
    content = _with_tones(_content(ink, trimmed, dpi), toned, trimmed)
    box = _with_margin(content, trimmed, found.mask, dpi) if content else trimmed
    return Crop(
        _scaled(box, factor, padding),
        _scaled(content, factor, padding) if content else None,
        _scaled(trimmed, factor, padding),
        round(found.surround, 4),
        round(facing, 4),
    )


def _evened(small: Image, level: float, dpi: float) -> Image:
    """The reduced page with its shadows taken out, so that print in the dark weighs as print in the light."""
    size = odd(dpi / 3.5)
    light = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(cv2.divide(small, cv2.blur(light, (5, 5)), scale=level), np.uint8)


def _scaled(box: Quad, factor: int, padding: int) -> Quad:
    left, top, right, bottom = ((value - padding) * factor for value in box)
    return left, top, right, bottom


def _ink(small: Image, found: paper.Paper, dpi: float) -> Image:
    """Print and pictures on the paper: thin strokes, and areas clearly darker than the paper."""
    thin = strokes(small, max(7, round(dpi / 4)) | 1)
    # Above the texture of the paper, far below what good print gives.
    level = max(20.0, 0.12 * found.level, 0.28 * percentile(thin, 99))
    ink = (thin > level).astype(np.uint8) * np.uint8(255)
    dark = cv2.blur(small, (5, 5)) < 0.55 * found.level
    ink[dark] = 255
    # The paper's own edge and the shadow beside it are not print.
    span = odd(dpi / 12)
    sure = cv2.erode(found.mask, np.ones((span, span), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=255)
    ink[sure == 0] = 0
    return ink


def _with_tones(content: Quad | None, toned: Image | None, sheet: Quad) -> Quad | None:
    left, top, right, bottom = sheet
    tinted = tones.box_of(toned[top:bottom, left:right]) if toned is not None else None
    if tinted is None:
        return content
    x, y, end, foot = tinted[0] + left, tinted[1] + top, tinted[2] + left, tinted[3] + top
    if content is None:
        return x, y, end, foot
    return min(content[0], x), min(content[1], y), max(content[2], end), max(content[3], foot)


def _without_facing(small: Image, ink: Image, sheet: Quad, dpi: float) -> tuple[Quad, float]:
    """The sheet without strips of the facing page behind a gutter or a page edge, and their share of the width."""
    left, top, right, bottom = sheet
    columns = gutter.shading(small, sheet, dpi)
    inside = ink[top:bottom, left:right]
    start, end = 0, len(columns)
    near = gutter.find(columns, dpi, 0.004, FACING)
    if near and near.parts(inside, dpi) and not _in_picture(small, left + near.at, dpi):
        start = near.at
    far = gutter.find(columns, dpi, 1 - FACING, 0.996)
    if far and far.parts(inside, dpi) and not _in_picture(small, left + far.at, dpi):
        end = far.at
    start, end = _without_cut_column(inside, start, end, dpi)
    facing = 1 - (end - start) / len(columns)
    return (left + start, top, left + end, bottom), facing


def _in_picture(small: Image, at: int, dpi: float) -> bool:
    """Whether a column that looks like a binding lies in a picture, which has dark and light columns of its own."""
    boxes = pictures.measure(small, dpi).boxes
    return any(left < at < right and bottom - top > PICTURE * small.shape[0] for left, top, right, bottom in boxes)


def _without_cut_column(inside: Image, start: int, end: int, dpi: float) -> tuple[int, int]:
    """Leave out a narrow column of print that the image's edge cuts all along: the facing page without a gutter."""
    if not start:
        start = _cut_column(inside, dpi)
    if end == inside.shape[1]:
        end -= _cut_column(inside[:, ::-1], dpi)
    return start, end


def _cut_column(inside: Image, dpi: float) -> int:
    """Width of the cut column at the left edge, up to the clear gap or the page's edge behind it; 0 for none."""
    width = inside.shape[1]
    cut = inside[:, : max(2, round(dpi / 30))].min(axis=1) > 0
    if np.mean(cut) < 0.08 or np.mean(cut) > 0.8:
        return 0
    columns = (inside[:, : int(FACING * width)] > 0).mean(axis=0)
    printed = columns > 0.08
    # The strip ends where a clear gap or a full-height line begins.
    border = (~printed) | (columns > 0.8)
    starts = np.flatnonzero(border[round(dpi / 10) :])
    if not starts.size:
        return 0
    place = int(starts[0]) + round(dpi / 10)
    gap = border[place : place + max(2, round(dpi / 20))]
    return place + int(gap.size) if gap.all() else 0


def _content(ink: Image, sheet: Quad, dpi: float) -> Quad | None:
    """Box of everything printed: blocks of letters, pictures, single page numbers; not specks and edge shadows."""
    left, top, right, bottom = sheet
    inside = ink[top:bottom, left:right]
    if not inside.size:
        return None
    _, labels, stats, _ = cv2.connectedComponentsWithStats(inside, connectivity=8)
    good = _letters(np.asarray(stats), inside.shape, dpi)
    if not good.any():
        return None
    kept = good[labels].astype(np.uint8) * np.uint8(255)
    joined = cv2.morphologyEx(kept, cv2.MORPH_CLOSE, np.ones((odd(dpi / 10), odd(dpi / 4)), np.uint8))
    _, groups, boxes, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    amount = np.bincount(groups[kept > 0], minlength=len(boxes))
    amount[0] = 0
    chosen = boxes[_blocks(np.asarray(boxes), amount, inside.shape, dpi)]
    if not len(chosen):
        return None
    ends = chosen[:, :2] + chosen[:, 2:4]
    first, last = chosen[:, :2].min(axis=0), ends.max(axis=0)
    return int(left + first[0]), int(top + first[1]), int(left + last[0]), int(top + last[1])


def _letters(stats: NDArray[Any], shape: tuple[int, ...], dpi: float) -> NDArray[np.bool_]:
    """Which connected components can be letters, rules or pictures rather than specks and shadows of the edge."""
    x, y, wide, high, area = (stats[:, column] for column in range(5))
    height, width = shape[:2]
    speck = (np.maximum(wide, high) < max(3, dpi / 40)) | (area < max(4, (dpi / 45) ** 2))
    edge = max(2, dpi / 30)
    touches = (x <= edge) | (y <= edge) | (x + wide >= width - edge) | (y + high >= height - edge)
    # A long thing along the edge is a shadow or the border of the scan; a letter cut by the edge is short.
    along = touches & (np.maximum(wide, high) > dpi / 2.5)
    keep = ~(speck | along)
    keep[0] = False
    return np.asarray(keep, np.bool_)


def _blocks(boxes: NDArray[Any], amount: NDArray[Any], shape: tuple[int, ...], dpi: float) -> NDArray[np.bool_]:
    """Which joined groups are content.  A small group far out must be as large as a page number to count."""
    x, y, wide, high = (boxes[:, column] for column in range(4))
    height, width = shape[:2]
    edge = max(3, dpi / 12)
    touches = (x <= edge) | (y <= edge) | (x + wide >= width - edge) | (y + high >= height - edge)
    letter = (high >= dpi / 22) & (wide >= dpi / 30) & (amount >= (dpi / 18) ** 2 * 0.5)
    block = (wide > dpi / 3) & (high > dpi / 22)
    good = letter & (~touches | block)
    good[0] = False
    return np.asarray(good, np.bool_)


def _with_margin(content: Quad, sheet: Quad, mask: Image, dpi: float) -> Quad:
    """Content and an even margin, within the sheet.

    A nearly empty page keeps the sheet's height or width, unless dark surround would come back with it.
    """
    margin = max(2, round(MARGIN * dpi))
    left, top, right, bottom = content
    box = _within((left - margin, top - margin, right + margin, bottom + margin), sheet)
    if bottom - top < SPARSE * (sheet[3] - sheet[1]):
        box = _unless_dark((box[0], sheet[1], box[2], sheet[3]), box, mask)
    if right - left < SPARSE * (sheet[2] - sheet[0]):
        box = _unless_dark((sheet[0], box[1], sheet[2], box[3]), box, mask)
    return box


def _within(box: Quad, sheet: Quad) -> Quad:
    return max(box[0], sheet[0]), max(box[1], sheet[1]), min(box[2], sheet[2]), min(box[3], sheet[3])


def _unless_dark(wanted: Quad, otherwise: Quad, mask: Image) -> Quad:
    kept = mask[wanted[1] : wanted[3], wanted[0] : wanted[2]]
    return wanted if np.count_nonzero(kept == 0) < 0.01 * kept.size else otherwise
