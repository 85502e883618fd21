"""How the camera or the scanner framed the page: print cut by the image's edge, fingers.

Only measured, nothing is changed: a cut letter cannot be brought back, the page has to be scanned again.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.geometry import Geometry, straighten
from javon.engines.imaging.paper import Overview
from javon.engines.imaging.raster import Image, Quad, odd, percentile, strokes

#: So many cut lines on a side, or cut letters at the top or bottom, make ``cut`` 1.
LINES, LETTERS = 3, 10
#: A finger's size, inches: from a tip to a thumb laid flat.
TIP, THUMB = 0.3, 2.5
#: Skin against paper: more red (Cr of YCbCr) by at least this much.
REDDER = 9.0
#: In grey, skin has between these shares of the brightness of the paper, and varies by less than so many levels.
DARKEST, PALEST, EVEN = 0.35, 0.82, 14
#: A finger fills so much of its convex hull, and no more than this of its box.
ROUND, SQUARE = 0.93, 0.9


@dataclass(frozen=True, slots=True)
class Framing:
    """``cuts``: by side, 1.0 and more where print runs out of the image; ``finger``: area of fingers, square inches."""

    cuts: tuple[float, float, float, float]
    finger: float

    def figures(self, size: tuple[int, int], content: Quad | None, dpi: float) -> dict[str, float | str]:
        """Figures of a page of ``size`` (height, width): a side counts only where the page's own content ends there.

        What the edge cuts of a facing page, a cover or a table top is not missed.
        """
        height, width = size
        near = 0.12 * dpi
        left, top, right, bottom = content or (width, height, 0, 0)
        ends = (left <= near, top <= near, right >= width - near, bottom >= height - near)
        cut = max((value for value, counts in zip(self.cuts, ends, strict=True) if counts), default=0.0)
        return {"cut": cut, "finger": self.finger}


def measure(small: Image, dpi: float) -> Framing:
    """Look at the rim of a reduced image (about 75 dpi), grey or RGB."""
    if min(small.shape[:2]) < 8:
        return Framing((0.0, 0.0, 0.0, 0.0), 0.0)
    grey = small if small.ndim == 2 else np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    thin = strokes(grey, odd(dpi / 4, 7))
    ink = thin > max(24, percentile(thin, 99) / 3)
    cuts = (
        _cut_lines(ink, dpi) / LINES,
        _cut_letters(ink, dpi) / LETTERS,
        _cut_lines(ink[:, ::-1], dpi) / LINES,
        _cut_letters(ink[::-1], dpi) / LETTERS,
    )
    left, top, right, bottom = (round(value, 3) for value in cuts)
    fingers = _fingers(_skin(small, dpi) if small.ndim == 3 else _shapes(small, dpi), dpi)
    return Framing((left, top, right, bottom), round(fingers, 3))


def by_hand(seen: Overview, geometry: Geometry, content: Quad | None, dpi: float) -> dict[str, float | str]:
    """Figures of a page whose frame a person has drawn: what the frame cuts, and what the scan cuts inside it.

    Args:
        seen: the reduced scan, grey or RGB.
        geometry: how its pixels become those of the page; its box is the frame, none for all there is.
        content: box of the print of the whole straightened page.
        dpi: resolution of the page.
    """
    height, width = geometry.flat_size
    frame = _common(geometry.box or (0, 0, width, height), (0, 0, width, height))
    inside = _common(content, frame) if content and frame else None
    if frame is None:
        return {"cut": 0.0, "finger": 0.0}
    cut = measure(seen.small, seen.dpi).figures((height, width), inside, dpi)["cut"]
    straight, rim = straighten(seen.small, geometry, seen.factor)
    left, top, right, bottom = (value // seen.factor + rim for value in frame)
    drawn = measure(np.ascontiguousarray(straight[top:bottom, left:right]), seen.dpi)
    moved = (inside[0] - frame[0], inside[1] - frame[1], inside[2] - frame[0], inside[3] - frame[1]) if inside else None
    figures = drawn.figures((frame[3] - frame[1], frame[2] - frame[0]), moved, dpi)
    return {**figures, "cut": max(float(cut), float(figures["cut"]))}


def _common(one: Quad, other: Quad) -> Quad | None:
    left, top = max(one[0], other[0]), max(one[1], other[1])
    right, bottom = min(one[2], other[2]), min(one[3], other[3])
    return (left, top, right, bottom) if left < right and top < bottom else None


def _cut_lines(ink: NDArray[np.bool_], dpi: float) -> int:
    """Lines of text that begin at the very edge (the left one of ``ink``) and go on behind it."""
    edge = ink[:, :2].all(axis=1)
    behind = ink[:, 2 : max(4, round(dpi / 3))].mean(axis=1) > 0.15
    return _runs(edge & behind, dpi / 40, dpi / 4)


def _cut_letters(ink: NDArray[np.bool_], dpi: float) -> int:
    """Letters that begin at the very edge (the top one of ``ink``) in a line of letters."""
    edge = np.asarray(ink[:2].all(axis=0))
    # A black line or shadow along the edge is one long run, letters are many short ones.
    return _runs(np.asarray(edge & ink[2 : max(4, round(dpi / 20))].any(axis=0)), 2, dpi / 6)


def _runs(flags: NDArray[np.bool_], least: float, most: float) -> int:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    lengths = edges[1::2] - edges[0::2]
    return int(np.count_nonzero((lengths >= least) & (lengths <= most)))


def _skin(small: Image, dpi: float) -> Image:
    """Where an RGB image has the colours of skin."""
    colours = cv2.GaussianBlur(cv2.cvtColor(small, cv2.COLOR_RGB2YCrCb), (5, 5), 0).astype(np.float32)
    light, red, blue = colours[:, :, 0], colours[:, :, 1], colours[:, :, 2]
    bright = light >= np.percentile(light, 50)
    skin = (red > float(np.median(red[bright])) + REDDER) & (red < 180) & (blue < 125) & (light > 60) & (red > 136)
    return np.asarray(skin.astype(np.uint8))


def _shapes(small: Image, dpi: float) -> Image:
    """Where a grey image is as dark as skin, evenly and without print: between a shadow and black."""
    size = odd(dpi / 5)
    kernel = np.ones((size, size), np.uint8)
    ground = np.asarray(cv2.morphologyEx(small, cv2.MORPH_CLOSE, kernel, borderType=cv2.BORDER_REPLICATE), np.uint8)
    paper = percentile(ground, 75)
    grey = (ground > DARKEST * paper) & (ground < PALEST * paper)
    even = cv2.absdiff(ground, cv2.blur(ground, (size, size))) < EVEN
    return _round((grey & even).astype(np.uint8), dpi)


def _round(spots: Image, dpi: float) -> Image:
    """The spots with a smooth outline, and neither square nor thin: shadows and worn edges have other outlines."""
    span = odd(dpi / 15)
    solid = cv2.morphologyEx(spots, cv2.MORPH_OPEN, np.ones((span, span), np.uint8))
    outlines, _ = cv2.findContours(solid, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    drawn = np.zeros_like(spots)
    for outline in outlines:
        area, hull = cv2.contourArea(outline), cv2.contourArea(cv2.convexHull(outline))
        _, _, wide, high = cv2.boundingRect(outline)
        if area > ROUND * max(1.0, hull) and area < SQUARE * wide * high:
            cv2.drawContours(drawn, [outline], -1, (1,), cv2.FILLED)
    return drawn


def _fingers(skin: Image, dpi: float) -> float:
    """Area of blobs that come in from the edge, as long and as round as fingers, square inches."""
    span = odd(dpi / 15)
    solid = cv2.morphologyEx(skin, cv2.MORPH_OPEN, np.ones((span, span), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    height, width = skin.shape
    total = 0.0
    for left, top, wide, high, area in (tuple(int(value) for value in row) for row in np.asarray(stats)[1:count]):
        touches = left <= 1 or top <= 1 or left + wide >= width - 1 or top + high >= height - 1
        sized = TIP * dpi <= min(wide, high) and max(wide, high) <= THUMB * dpi
        if touches and sized and area > 0.45 * wide * high:
            total += area / dpi**2
    return total
