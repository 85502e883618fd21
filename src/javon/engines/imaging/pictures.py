"""Pictures on a page: photographs, halftones and solid areas, which recognition skips and the background keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging import printed
from javon.engines.imaging.raster import Image, Quad, odd, percentile, reduce

#: Darkness below white paper (0-1) that must hold over 4.5 mm: letters have white within that distance.
DARK = 0.25
#: Least side of a picture, inches (20 mm: letters of a headline are smaller), and least covered part of its box.
SIDE = 0.8
FILLED = 0.45
#: Smaller ones, down to this side, are pictures where so much of them has tones between ink and paper (shares of the
#: paper's brightness), and not one even tone: large letters have none, tinted boxes only one.
SMALL_SIDE, BETWEEN, TONED, ONE_TONE = 0.4, (0.15, 0.85), 0.6, 0.5
#: A picture across a fold covers most (``FULL``) of what lies between these shares of the width on both sides of it,
#: over so large a share of the height.
ACROSS, FULL, TALL = (0.05, 0.15), 0.6, 0.25
#: Paper, or the bed around it, is mostly so much of a scan within so many levels.  Worn pages go down to 0.18, but have
#: 125 letters and more (all scans of the tests); a picture has none.
PREVAILS = (16, 0.35)
#: Working resolution.
DPI = 75.0


@dataclass(frozen=True, slots=True)
class Pictures:
    """Boxes in full pixels, and the share of the page they take."""

    boxes: tuple[Quad, ...]
    share: float

    @property
    def params(self) -> dict[str, Any]:
        return {"boxes": [list(box) for box in self.boxes]} if self.boxes else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"count": float(len(self.boxes)), "share": self.share}


def measure(grey: Image, dpi: float) -> Pictures:
    """Find pictures in a cropped grey page by tone that no letter has.

    Args:
        grey: the page before its light is evened out: afterwards a picture may look like paper.
        dpi: its resolution.
    """
    factor = max(1, round(dpi / DPI))
    small, scale = reduce(grey, factor), dpi / factor
    areas = _areas(small, scale)
    height, width = small.shape
    found = []
    for box in _boxes(areas, scale):
        if min(box[2] - box[0], box[3] - box[1]) < SIDE * scale and not _is_toned(small, areas, box):
            continue
        if (box[2] - box[0]) * (box[3] - box[1]) < 0.97 * height * width and not _is_shadow(small, box, scale):
            found.append(box)
    if is_all(small, scale):
        found = [(0, 0, width, height)]
    covered = sum((box[2] - box[0]) * (box[3] - box[1]) for box in found) / small.size
    limit = (grey.shape[1], grey.shape[0]) * 2
    boxes = tuple(tuple(min(value * factor, most) for value, most in zip(box, limit, strict=True)) for box in found)
    return Pictures(boxes, round(covered, 4))


def is_all(small: Image, dpi: float) -> bool:
    """Whether a reduced grey image is one picture without paper around it: no tone prevails, and there is no print."""
    counts = np.convolve(cv2.calcHist([small], [0], None, [256], (0, 256)).ravel(), np.ones(PREVAILS[0]), "same")
    if float(counts.max()) >= PREVAILS[1] * small.size:
        return False
    return printed.find(small, dpi).x.size < printed.LETTERS


def boxes_of(params: Mapping[str, Any]) -> list[Quad]:
    """The boxes of a recipe; none where the step is off."""
    boxes = [] if params.get("off") else params.get("boxes") or []
    return [(int(left), int(top), int(right), int(bottom)) for left, top, right, bottom in boxes]


def mask_of(params: Mapping[str, Any], shape: tuple[int, ...]) -> Image | None:
    """255 within the boxes of the recipe; None where there are none or the step is off."""
    boxes = boxes_of(params)
    if not boxes:
        return None
    drawn = np.zeros(shape[:2], np.uint8)
    for left, top, right, bottom in boxes:
        drawn[top:bottom, left:right] = 255
    return drawn


def reaches_across(small: Image, at: int, dpi: float) -> bool:
    """Whether a picture of a reduced grey image lies across column ``at`` and well into both sides."""
    areas = _areas(small, dpi)
    width = small.shape[1]
    near, far = round(ACROSS[0] * width), round(ACROSS[1] * width)
    left, right = areas[:, max(0, at - far) : max(0, at - near)], areas[:, at + near : at + far]
    if not left.size or not right.size:
        return False
    # The shadow of a binding is dark as well, but it fades on either side.
    both = (left > 0).mean(axis=1) + (right > 0).mean(axis=1) > 2 * FULL
    return bool(both.mean() > TALL)


def _areas(small: Image, dpi: float) -> Image:
    """Where tone stays below the paper over more than the distance between strokes."""
    span = odd(dpi / 5.5)
    bright = cv2.morphologyEx(
        cv2.blur(small, (3, 3)), cv2.MORPH_CLOSE, np.ones((span, span), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    level = _paper(np.asarray(bright, np.uint8))
    dark = (bright.astype(np.float32) < (1 - DARK) * level).astype(np.uint8) * np.uint8(255)
    core = odd(dpi / 9)
    return np.asarray(
        cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((core, core), np.uint8), borderType=cv2.BORDER_REPLICATE),
        np.uint8,
    )


def _paper(bright: Image) -> np.ndarray[Any, np.dtype[np.float32]]:
    """Brightness of the paper as a curved surface through the bright parts: it follows the light, not the pictures."""
    size = (max(8, bright.shape[1] // 16), max(8, bright.shape[0] // 16))
    values = cv2.resize(bright, size, interpolation=cv2.INTER_AREA).astype(np.float64).ravel()
    x, y = np.meshgrid(np.linspace(-1, 1, size[0]), np.linspace(-1, 1, size[1]))
    terms = np.stack([np.ones_like(x), x, y, x * y, x * x, y * y], axis=-1).reshape(-1, 6)
    weight = np.ones_like(values)
    for _ in range(8):
        weighted = terms * weight[:, None]
        fit = np.linalg.solve(terms.T @ weighted, weighted.T @ values)
        surface = terms @ fit
        weight = np.where(values < 0.9 * surface, 0.02, 1.0)
    whole = cv2.resize(surface.reshape(size[1], size[0]).astype(np.float32), (bright.shape[1], bright.shape[0]))
    return np.asarray(np.clip(whole, 1, 255), np.float32)


def _boxes(areas: Image, dpi: float) -> list[Quad]:
    """Boxes of areas large and full enough, overlapping ones joined; shadows along an edge are none."""
    joined = cv2.morphologyEx(areas, cv2.MORPH_CLOSE, np.ones((odd(dpi / 8), odd(dpi / 8)), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height, width = areas.shape
    found = []
    for index in range(1, count):
        left, top, wide, high, area = (int(value) for value in stats[index])
        if min(wide, high) < SMALL_SIDE * dpi or area < FILLED * wide * high:
            continue
        sides = (left <= 2) + (top <= 2) + (left + wide >= width - 2) + (top + high >= height - 2)
        if sides and min(wide, high) < 0.9 * dpi:
            continue
        found.append((left, top, left + wide, top + high))
    return _joined(found)


def _is_toned(small: Image, areas: Image, box: Quad) -> bool:
    """Whether a small dark area has the many tones of a picture."""
    left, top, right, bottom = box
    paper = percentile(small, 75)
    tones = small[top:bottom, left:right][areas[top:bottom, left:right] > 0] / max(1.0, paper)
    between = tones[(tones > BETWEEN[0]) & (tones < BETWEEN[1])]
    if between.size < TONED * tones.size:
        return False
    counts = np.histogram(between, 11, BETWEEN)[0]
    # Two neighbouring steps, so that an even tone on their border is one.
    return bool((counts[1:] + counts[:-1]).max() < ONE_TONE * tones.size)


def _is_shadow(small: Image, box: Quad, dpi: float) -> bool:
    """Whether a dark area at the edge of the page holds print as the rest does."""
    left, top, right, bottom = box
    height, width = small.shape
    if left > 2 and top > 2 and right < width - 2 and bottom < height - 2:
        return False
    area = np.zeros_like(small)
    area[top:bottom, left:right] = 255
    return printed.find(small, dpi).fills(area, np.asarray(cv2.bitwise_not(area), np.uint8))


def _joined(boxes: list[Quad]) -> list[Quad]:
    done: list[Quad] = []
    for box in sorted(boxes, key=lambda item: (item[0] - item[2]) * (item[3] - item[1])):
        for place, other in enumerate(done):
            if box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]:
                done[place] = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
                break
        else:
            done.append(box)
    return done
