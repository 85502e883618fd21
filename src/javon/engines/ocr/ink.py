"""What the ink of a page says before anything is read: height of the letters, and clear lines for a trial reading."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.ocr.leaders import find_leaders, without_leaders
from javon.engines.ocr.recognizer import Pixels
from javon.engines.page import Box

#: The ink is measured at about this resolution: body letters are still ten pixels high.
WORK_DPI = 150
#: Marks smaller than this part of an inch are specks, larger ones pictures or rules.
SPECK, GIANT = 0.02, 0.5
#: A strip of the facing page is no wider than this share of the page; its letters are cut by the edge of the scan, all
#: within this share of a small letter's height.  The crop may leave so many heights of white before it; the first
#: column of a table that is cropped close begins 3 heights further in.
STRIP, EDGE, PADDED = 0.12, 0.25, 1.8
#: Lines are at least so far apart, in heights of small letters; the letters of one line about 1.2.
LINE = 1.7
#: A strip shows so many letters of each line.
BESIDE = 2.5
#: Fewer letters than this tell nothing about the page but their size.
FEW = 25
#: Percentile of the heights of some marks that stands for their small letters: it is between low and tall ones.
LOW = 35
#: So many rows are looked at in one piece: the marks of a whole newspaper page take 100 MB.
BAND = 600
#: With fewer clear lines than this, pieces of lines are taken too.
ENOUGH_LINES = 6


@dataclass(frozen=True, slots=True)
class Ink:
    """``x_height`` of the body letters in pixels of the page (0.0: none), ``letters`` their number.

    Where the letters are few there are no ``lines``.  ``left`` and ``right`` are the columns between which the page
    stands: beyond them the facing page shows.  ``leaders`` are rows of points, which are no letters.
    """

    x_height: float
    letters: int
    lines: tuple[Box, ...]
    left: int
    right: int
    leaders: tuple[Box, ...] = ()


def measure(image: Pixels, dpi: int) -> Ink:
    """Find the letters and the lines of body text of a grey page."""
    factor = max(1.0, dpi / WORK_DPI)
    small = resized(image, 1 / factor, cv2.INTER_AREA)
    ink = dark(small)
    _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    scale = dpi / factor
    found = find_leaders(stats[1:], scale)
    leaders = tuple(box.scaled(factor) for box in found)
    if leaders:
        small = without_leaders(small, found)
        ink = dark(small)
        _, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    heights = stats[1:, cv2.CC_STAT_HEIGHT]
    widths = stats[1:, cv2.CC_STAT_WIDTH]
    fits = (heights > SPECK * scale) & (heights < GIANT * scale) & (widths < 3 * GIANT * scale) & (widths > 2)
    letters = int(np.count_nonzero(fits))
    if letters < FEW:
        low = float(np.percentile(heights[fits], LOW)) if letters else 0.0
        return Ink(low * factor, letters, (), 0, image.shape[1], leaders)
    x_height = _mode(heights[fits])
    inner = _between_facing(stats[1:][fits], x_height, small.shape[1])
    lines = [box for box in _lines(ink, x_height) if inner[0] <= box.left and box.right <= inner[1]]
    left, right = round(inner[0] * factor), min(image.shape[1], round(inner[1] * factor))
    boxes = tuple(box.scaled(factor) for box in lines)
    return Ink(x_height * factor, letters, boxes, left, right, leaders)


def _between_facing(stats: NDArray[Any], x_height: float, width: int) -> tuple[int, int]:
    """The columns within which the page stands, in pixels of the reduced page."""
    letters = stats[stats[:, cv2.CC_STAT_HEIGHT] > 0.6 * x_height]
    left = letters[:, cv2.CC_STAT_LEFT]
    right = left + letters[:, cv2.CC_STAT_WIDTH]
    top = letters[:, cv2.CC_STAT_TOP]
    return (
        _strip(left, right, top, x_height, width),
        width - _strip(width - right, width - left, top, x_height, width),
    )


def _strip(starts: NDArray[Any], ends: NDArray[Any], tops: NDArray[Any], x_height: float, width: int) -> int:
    """Where a strip of the facing page at the left ends: letters cut by the edge, then an empty corridor; 0 if none."""
    reach = round(STRIP * width)
    cover = np.zeros(width + 1, np.int32)
    np.add.at(cover, np.clip(starts, 0, width), 1)
    np.add.at(cover, np.clip(ends, 0, width), -1)
    empty = np.cumsum(cover)[:width] <= 1
    corridor = round(1.2 * x_height)
    for end in range(corridor, reach + corridor):
        if end < width and empty[end - corridor : end].all():
            before = ends <= end
            edge = float(np.sort(starts[before])[:3].max(initial=0))  # the third: dust lies farther out
            cut = before & (starts <= edge + EDGE * x_height)
            known = edge <= EDGE * x_height or (
                edge <= PADDED * x_height and _are_lines(tops[cut], int(before.sum()), x_height)
            )
            if np.count_nonzero(before) >= 5 and np.count_nonzero(cut) >= 2 and known:
                return end
            if np.count_nonzero(before) >= 5:
                return 0
    return 0


def _are_lines(tops: NDArray[Any], letters: int, x_height: float) -> bool:
    """Whether letters cut by the edge begin lines: as far apart as lines are, and others of their words beside them."""
    if len(tops) < 2 or letters < BESIDE * len(tops):
        return False
    return float(np.median(np.diff(np.sort(tops)))) >= LINE * x_height


def resized(image: Pixels, factor: float, way: int) -> Pixels:
    """The image at ``factor`` times its size, a strip of one pixel too; ``way`` is OpenCV's interpolation."""
    if factor * min(image.shape) >= 1:
        return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=way), np.uint8)
    height, width = (max(1, round(factor * side)) for side in image.shape)
    return np.asarray(cv2.resize(image, (width, height), interpolation=way), np.uint8)


def dark(grey: NDArray[Any]) -> Pixels:
    """255 where there is ink, 0 elsewhere, by the threshold that parts the two best; none where there are no pixels."""
    return darker(grey, level_of(grey)) if grey.size else np.zeros(grey.shape, np.uint8)


def level_of(grey: NDArray[Any]) -> float:
    """The grey level that parts ink from paper best."""
    level, _ = cv2.threshold(grey, 0, 255, cv2.THRESH_OTSU)
    return min(level, 200.0)


def darker(grey: NDArray[Any], level: float) -> Pixels:
    """255 where it is no lighter than ``level``, 0 elsewhere."""
    _, ink = cv2.threshold(grey, level, 255, cv2.THRESH_BINARY_INV)
    return np.asarray(ink, np.uint8)


def _mode(heights: NDArray[Any]) -> float:
    """The commonest height: low letters are the most numerous in every alphabetic script."""
    counts = np.bincount(heights).astype(np.float64)
    smooth = np.convolve(counts, (0.5, 1.0, 0.5), mode="same")
    peak = int(np.argmax(smooth))
    around = slice(max(0, peak - 1), peak + 2)
    return float(np.average(np.arange(len(counts))[around], weights=np.maximum(counts[around], 1e-6)))


def _lines(ink: Pixels, x_height: float) -> list[Box]:
    """Boxes of lines, or of pieces of them, of ordinary height, longest first.

    The ink is smeared over the gaps between words; where lines stand so close or bend so much that they grow
    together, over the gaps between letters only.
    """
    wide = _pieces(ink, x_height, 2.2)
    return wide if len(wide) >= ENOUGH_LINES else sorted(wide + _pieces(ink, x_height, 0.8), key=lambda box: -box.width)


def _pieces(ink: Pixels, x_height: float, reach: float) -> list[Box]:
    span = max(3, round(reach * x_height))
    smeared = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((1, span), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(smeared, connectivity=4)
    found = []
    for left, top, width, height, area in stats[1:]:
        if 1.2 * x_height <= height <= 3.6 * x_height and width >= 5 * x_height and area > 0.35 * width * height:
            found.append(Box(int(left), int(top), int(left + width), int(top + height)))
    return sorted(found, key=lambda box: -box.width)


def samples(image: Pixels, ink: Ink, *, count: int = 5, reach: float = 26.0) -> list[Pixels]:
    """Cut clear pieces of lines out of the page, spread over its height.

    Args:
        image: the grey page that ``ink`` was measured on.
        ink: its measure.
        count: pieces wanted.
        reach: length of a piece in x-heights: about four words.
    """
    usual = ink.lines[: max(count, len(ink.lines) // 2)]
    if not usual:
        return []
    in_order = sorted(usual, key=lambda box: box.top)
    step = len(in_order) / min(count, len(in_order))
    chosen = [in_order[int((index + 0.5) * step)] for index in range(min(count, len(in_order)))]
    return [_cut(image, box, ink.x_height, reach) for box in chosen]


def _cut(image: Pixels, box: Box, x_height: float, reach: float) -> Pixels:
    pad = round(0.5 * x_height)
    top, bottom = max(0, box.top - pad), min(image.shape[0], box.bottom + pad)
    left, right = max(0, box.left - pad), min(image.shape[1], box.right + pad)
    if box.width > reach * x_height * 1.2:
        right = _gap(image[top:bottom, left:right], round(reach * x_height), round(0.4 * x_height)) + left
    piece = image[top:bottom, left:right]
    return cv2.copyMakeBorder(piece, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=255).astype(np.uint8)


def _gap(strip: Pixels, wanted: int, width: int) -> int:
    """The first gap between words at or after column ``wanted``; the strip's width where there is none."""
    low = strip.min(axis=0)
    empty = np.convolve((low > 160).astype(np.int32), np.ones(max(1, width), np.int32), mode="valid") >= max(1, width)
    places = np.flatnonzero(empty[wanted:])
    return int(wanted + places[0] + width // 2) if places.size else strip.shape[1]


def marks(image: Pixels) -> NDArray[Any]:
    """The marks of a page in rows of left, top, right, bottom; those higher than half a band may come in parts."""
    level, height, found = level_of(image), image.shape[0], []
    for start in range(0, height, BAND):
        above = max(0, start - 1)
        band = darker(image[above : min(height, start + BAND + BAND // 2)], level)
        _, _, stats, _ = cv2.connectedComponentsWithStats(band, connectivity=8)
        left, top, wide, high = (stats[1:, column] for column in range(4))
        top = top + above
        # What begins in the row above belongs to the band before, what begins below to the next.
        mine = (top >= start) & (top < start + BAND)
        found.append(np.stack([left, top, left + wide, top + high], axis=1)[mine])
    return np.concatenate(found)


def line_heights(image: Pixels, blocks: list[list[Box]]) -> list[list[float]]:
    """The height of the small letters of each line, 0.0 where it has too few.

    The middle of the heights of a line's marks is between low and tall letters; what counts is that it is taken in
    the same way for every line.
    """
    level = level_of(image)
    found: dict[Box, float] = {}
    lines = sorted({box for block in blocks for box in block}, key=lambda box: box.top)
    for _, several in groupby(lines, key=lambda box: box.top // BAND):
        band = list(several)
        top, bottom = max(0, band[0].top), max(box.bottom for box in band)
        _, _, stats, centres = cv2.connectedComponentsWithStats(darker(image[top:bottom], level), connectivity=8)
        marks = np.hstack([stats[1:, [cv2.CC_STAT_HEIGHT, cv2.CC_STAT_WIDTH]], np.add(centres[1:], (0, top))])
        marks = marks[np.argsort(marks[:, 3])]
        found |= {box: _line_height(marks, box) for box in band}
    return [[found[box] for box in block] for block in blocks]


def _line_height(marks: NDArray[Any], box: Box) -> float:
    """See ``line_heights``; the marks (height, width, x and y of the centre) are sorted by y."""
    level = marks[slice(*np.searchsorted(marks[:, 3], (box.top, box.bottom)))]
    inside = level[(level[:, 2] >= box.left) & (level[:, 2] < box.right)]
    letters = inside[(inside[:, 0] > 0.25 * box.height) & (inside[:, 0] <= 1.1 * box.height)][:, 0]
    return float(np.percentile(letters, LOW)) if letters.size >= 4 else 0.0
