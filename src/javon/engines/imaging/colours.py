"""Coloured ink: headings, stamps, signatures.  It stays coloured in the PDF, and is taken off the print under it.

Ink is coloured where it lets one colour of light through much more than another, seen against the paper.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import Image, Quad, odd, percentile, reduce

#: Difference between the colours of light that ink lets through, of what the paper gives: black and brown print stay
#: below 0.15, ink of stamps and pens is above 0.3; single pixels, mixed with paper and with black, show less.
INK, PIXEL = 0.22, 0.15
#: Ink is looked at in cells of this resolution, in which fringes of a scanner cancel out.
CELLS = 75.0
#: Coloured ink on a page, of all its ink, below which there is none; and the step of a first look.
SHARE, STEP = 0.005, 3
#: A stamp or a stroke of a pen is larger than letters, inches, no line, and no larger than ``STAMP``.
LARGE, THIN, STAMP = 0.5, 0.12, 2.6
#: So many pieces of black print run into it.
CROSSED = 3
#: Where a stamp lies over print, what is darker than ``UNDER`` of its own lightness is print, above ``ALONE`` stamp.
UNDER, ALONE = 0.78, 0.9


@dataclass(frozen=True, slots=True, eq=False)
class Colours:
    """Coloured ink of a page: ``ink`` 255 on it, None where there is none; ``stamps``: boxes where it covers print."""

    ink: Image | None = None
    stamps: tuple[Quad, ...] = ()

    @property
    def params(self) -> dict[str, Any]:
        return {"boxes": [list(box) for box in self.stamps]} if self.stamps else {}

    @property
    def figures(self) -> dict[str, float | str]:
        share = float(np.count_nonzero(self.ink)) / self.ink.size if self.ink is not None else 0.0
        return {"count": float(len(self.stamps)), "share": round(share, 5)}


def measure(page: Image, mask: Image, dpi: float) -> Colours:
    """Find coloured ink, and where it lies over black print.

    Args:
        page: the prepared page; grey has no colours.
        mask: its ink.
        dpi: resolution.
    """
    if page.ndim == 2 or not _seen(page, mask):
        return Colours()
    paper = _paper(page)
    factor = max(1, round(dpi / CELLS))
    cells = _cells(page, mask, paper, factor)
    if not cells.any():
        return Colours()
    height, width = mask.shape
    left, top, wide, high = (value * factor for value in cv2.boundingRect(cells))
    part = np.s_[top : min(height, top + high), left : min(width, left + wide)]
    near = cv2.resize(cells, (cells.shape[1] * factor, cells.shape[0] * factor), interpolation=cv2.INTER_NEAREST)[part]
    rows, columns = near.shape
    ink = np.zeros_like(mask)
    seen = cv2.bitwise_and(near, mask[part][:rows, :columns])
    ink[part][:rows, :columns] = np.where(_spread(page[part][:rows, :columns], paper) > PIXEL * 255, seen, 0)
    if int(np.count_nonzero(ink)) < SHARE * int(np.count_nonzero(mask)):
        return Colours()
    return Colours(ink, _stamps(ink, mask, dpi))


def _paper(page: Image) -> Image:
    """Table that gives every level as a share (of 255) of what the paper gives, by channel: ``(1, 256, 3)``."""
    step = max(1, min(page.shape[:2]) // 200)
    sample = page[::step, ::step].reshape(-1, 3).astype(np.float32)
    level = np.median(sample[sample[:, 1] >= np.median(sample[:, 1])], axis=0)
    shares = np.arange(256)[:, None] * (255 / np.maximum(level, 32.0))[None, :]
    return np.clip(shares, 0, 255).astype(np.uint8)[None]


def _spread(page: Image, paper: Image) -> Image:
    """How much more light of one colour is let through than of another, 0-255."""
    red, green, blue = cv2.split(cv2.LUT(page, paper))
    most, least = cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue)
    return np.asarray(cv2.subtract(most, least), np.uint8)


def _seen(page: Image, mask: Image) -> bool:
    """A first look at every third pixel of every third row: on most pages in colour all ink is black or brown."""
    few, ink = np.ascontiguousarray(page[::STEP, ::STEP]), mask[::STEP, ::STEP] > 0
    spread = _spread(few, _paper(page))
    # Single pixels of coloured ink reach further than their mean; those of brown print seldom do.
    return int(np.count_nonzero((spread > 1.15 * INK * 255) & ink)) > SHARE * max(1, int(np.count_nonzero(ink)))


def _cells(page: Image, mask: Image, paper: Image, factor: int) -> Image:
    """255 in the cells around which the middle colour of the ink is a colour."""
    # With the pixels around it, so that colours shifted by a pixel against each other make no colour together.
    wide = np.asarray(cv2.dilate(mask, np.ones((3, 3), np.uint8)), np.uint8)
    inked = cv2.bitwise_and(page, page, mask=wide)
    weight = cv2.blur(reduce(wide, factor), (5, 5))
    value = cv2.blur(reduce(np.asarray(inked, np.uint8), factor), (5, 5)).astype(np.float32)
    mean = value * (255.0 / np.maximum(weight, 1))[:, :, None]
    spread = _spread(np.clip(mean, 0, 255).astype(np.uint8), paper)
    coloured = ((spread > INK * 255) & (weight >= 12)).astype(np.uint8) * np.uint8(255)
    # A stroke over black print is a mixture in its cell: what is near is decided by the pixel.
    return np.asarray(cv2.dilate(coloured, np.ones((3, 3), np.uint8)), np.uint8)


def _stamps(ink: Image, mask: Image, dpi: float) -> tuple[Quad, ...]:
    """Boxes of large things in colour into which black print runs."""
    factor = max(1, round(dpi / 150))
    small = (reduce(ink, factor) > 40).astype(np.uint8)
    black = (reduce(np.asarray(cv2.subtract(mask, ink), np.uint8), factor) > 90).astype(np.uint8)
    scale = dpi / factor
    _, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(small, np.ones((3, 3), np.uint8)), connectivity=8)
    _, pieces = cv2.connectedComponents(black, connectivity=8)
    height, width = mask.shape
    found = []
    for index, (left, top, wide, high, _) in enumerate(np.asarray(stats).tolist()):
        sized = LARGE * scale <= max(wide, high) <= STAMP * scale and min(wide, high) >= THIN * scale
        # At the rim of the page, with its margin, it is the shadow of a binding or a table top.
        inside = left > 1 and top > 1 and left + wide < small.shape[1] - 1 and top + high < small.shape[0] - 1
        if index == 0 or not sized or not inside:
            continue
        part = np.s_[top : top + high, left : left + wide]
        touched = np.unique(pieces[part][(labels[part] == index) & (black[part] > 0)])
        if touched.size >= CROSSED:
            right, bottom = min(width, (left + wide) * factor), min(height, (top + high) * factor)
            found.append((left * factor, top * factor, right, bottom))
    return tuple(box for box in found if not any(_lies_in(box, other) for other in found))


def _lies_in(box: Quad, other: Quad) -> bool:
    """Whether a box lies in another one: the inner ring of a stamp."""
    inside = other[0] <= box[0] and other[1] <= box[1] and other[2] >= box[2] and other[3] >= box[3]
    return inside and box != other


def take_out(
    page: Image, ink: Image | None, boxes: Sequence[Quad], clean: Image, mask: Image, dpi: float
) -> tuple[Image, Image, Image | None]:
    """The page for reading, its ink and its coloured ink, with stamps taken off the print under them.

    Args:
        page: the page in colour.
        ink: its coloured ink.
        boxes: where stamps lie over print.
        clean: the page for reading.
        mask: its ink.
        dpi: resolution.
    """
    if ink is None or not boxes:
        return clean, mask, ink
    clean, mask, ink, span = clean.copy(), mask.copy(), ink.copy(), odd(dpi / 75)
    reach = odd(dpi / 25)
    paper = _paper(page)
    for left, top, right, bottom in boxes:
        part = np.s_[top:bottom, left:right]
        # Coloured ink hides least in the colour that it lets through.
        red, green, blue = cv2.split(cv2.LUT(page[part], paper))
        light = np.asarray(cv2.max(cv2.max(red, green), blue), np.uint8)
        rim = cv2.dilate(ink[part], np.ones((span, span), np.uint8))
        level = percentile(light, 50, ink[part])
        # Black print under it stays darker than the stamp's own ink.
        ramp = np.clip((np.arange(256) / level - UNDER) / (ALONE - UNDER) * 255, 0, 255).astype(np.uint8)
        bare = cv2.LUT(light, ramp)
        clean[part] = np.where(ink[part] > 0, bare, np.where(rim > 0, cv2.max(light, bare), light))
        # What is shown black goes on from print beside it: darker specks of the stamp stand alone.
        black = np.asarray(cv2.subtract(mask[part], ink[part]), np.uint8)
        beside = cv2.dilate(_larger(black, dpi), np.ones((reach, reach), np.uint8))
        mask[part] = np.where((ink[part] > 0) & ((bare > 127) | (beside == 0)), 0, mask[part])
        ink[part] = cv2.subtract(ink[part], mask[part])
    return clean, mask, ink


def _larger(mask: Image, dpi: float) -> Image:
    """The ink without specks: the smallest letters are larger."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    large = np.asarray(stats)[:, 2:4].max(axis=1) >= dpi / 40
    large[0] = False
    return np.asarray(np.where(large[labels], 255, 0), np.uint8)
