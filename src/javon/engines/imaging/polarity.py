"""Polarity: print that is lighter than its ground, on a whole page (negatives, microfilm, blueprints) or in a bar.

Everything after this step expects dark print.  So a grey negative is shown positive; a coloured sheet with white
letters keeps its colours and only what is measured and read is inverted; black bars are inverted for reading alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import deskew, printed
from javon.engines.imaging.boxed import Boxed
from javon.engines.imaging.paper import Overview
from javon.engines.imaging.raster import Image, Quad, odd, percentile, reduce

#: A page whose middle tone is above this share of its lightest tones has light paper: nothing more is looked at.
DARK_GROUND = 0.62
#: Light letters must be so many times as many as dark ones: between letters of a negative there are dark shapes too.
TIMES = 1.5
#: Lines of so many light letters make a negative; from ``FEW`` on they are read, where the ground is even in this share
#: of the page (a title on a cover, the label of a film).
MANY, FEW, EVEN = 60, 8, 0.6
#: Difference of the channels (of 255) from which a dark sheet is coloured and keeps its colours.
COLOURED = 14.0
#: A bar is at least so wide and high, inches, and so much of it is ground as dark as this share of the paper.
WIDE, HIGH, GROUND, DARKNESS = 0.5, 0.1, 0.55, 0.62
#: Light letters in a bar: as many as the shortest word has, and so much lighter than the ground (of 255).
WORD, LIGHTER = 3, 50.0
#: … of heights that differ by no more than this; ground and letters together are so much of the bar, and letters so
#: much of what is light in it (the lights of a photograph have all sizes).
ALIKE, BOTH, LETTERS = 2.5, 0.8, 0.7
#: Parts of an inch: flecks of a worn bar are no larger than the first, letters larger than the second; it is flecked
#: where there are so many times more of them.
FLECK, LETTER, FLECKS = 34.0, 25.0, 2.0
#: Lighter than this is the ground of a bar, once it is inverted.
PALE = 200
#: Working resolution of bars.
DPI = 100.0


@dataclass(frozen=True, slots=True)
class Polarity:
    """Whether the print of a page is lighter than its ground, and whether the page is to be shown positive."""

    light: bool = False
    positive: bool = False
    letters: int = 0

    @property
    def params(self) -> dict[str, Any]:
        """``light``: measured and read inverted; ``positive``: shown inverted as well.  Nothing for dark print."""
        return {"light": True, "positive": self.positive} if self.light else {}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"light": float(self.light), "letters": float(self.letters)}


def measure(seen: Overview, grey: Image, image: Image, dpi: float = 0) -> Polarity:
    """Tell whether the print of a scan is light on dark.

    Args:
        seen: overview of ``grey``.
        grey: the scan in grey.
        image: the scan, grey or RGB.
        dpi: its resolution; 0 if not known.
    """
    small = seen.small
    ground = percentile(small, 50)
    if ground > DARK_GROUND * percentile(small, 98):
        return Polarity()
    light = printed.find(np.asarray(cv2.bitwise_not(small), np.uint8), seen.dpi).x.size
    dark = printed.find(small, seen.dpi).x.size
    if light < FEW or light < TIMES * dark:
        return Polarity(letters=light)
    lines = light >= MANY and deskew.measure(np.asarray(cv2.bitwise_not(grey), np.uint8), dpi).confidence >= deskew.SURE
    even = float(np.mean(np.abs(small.astype(np.float32) - ground) <= 15)) >= EVEN
    if not lines and not (even and light < MANY):
        return Polarity(letters=light)
    return Polarity(True, lines and _chroma(image) < COLOURED, light)


def _chroma(image: Image) -> float:
    """Middle difference between the channels, 0-255; 0 for grey."""
    if image.ndim == 2:
        return 0.0
    step = max(1, min(image.shape[:2]) // 200)
    sample = image[::step, ::step].astype(np.int16)
    return float(np.median(sample.max(axis=2) - sample.min(axis=2)))


def apply(image: Image, params: Mapping[str, Any]) -> Image:
    """The scan as it is to be shown: inverted where ``params["positive"]``, else the same."""
    if params.get("off") or not (params.get("light") and params.get("positive")):
        return image
    return np.asarray(cv2.bitwise_not(image), np.uint8)


def reads_inverted(params: Mapping[str, Any]) -> bool:
    """Whether the page is shown as it is but measured and read inverted."""
    return bool(params.get("light")) and not params.get("positive") and not params.get("off")


def measure_bars(grey: Image, dpi: float) -> Boxed:
    """Find dark bars, table heads and boxes whose letters are light, in a cropped grey page."""
    factor = max(1, round(dpi / DPI))
    small, scale = reduce(grey, factor), dpi / factor
    dark = (small < DARKNESS * percentile(small, 75)).astype(np.uint8)
    if not dark.any():
        return Boxed(())
    # Letters are not so wide without a gap; a bar is, above and below its letters at least.
    solid = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((max(2, round(scale / 40)), round(0.4 * scale)), np.uint8))
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, np.ones((odd(scale / 4), odd(scale / 10)), np.uint8))
    _, _, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    height, width = grey.shape
    found = []
    for left, top, wide, high, _ in np.asarray(stats)[1:].tolist():
        if wide < WIDE * scale or high < HIGH * scale or wide * high > 0.9 * small.size:
            continue
        if _has_light_letters(small[top : top + high, left : left + wide], scale):
            right, bottom = min(width, (left + wide) * factor), min(height, (top + high) * factor)
            found.append((left * factor, top * factor, right, bottom))
    return Boxed(tuple(found))


def _has_light_letters(bar: Image, dpi: float) -> bool:
    """Whether a dark area is one even ground with light things like letters on it; pictures have more tones."""
    ground, top = percentile(bar, 40), percentile(bar, 99)
    if top - ground < LIGHTER:
        return False
    tones = np.abs(bar.astype(np.float32) - ground) < 0.5 * LIGHTER
    light = bar > (ground + top) / 2
    if float(tones.mean()) < GROUND or float((tones | light).mean()) < BOTH or float(light.mean()) > 1 - GROUND:
        return False
    _, _, stats, _ = cv2.connectedComponentsWithStats(light.astype(np.uint8), connectivity=8)
    left, above, wide, high, area = (np.asarray(stats)[1:, column] for column in range(5))
    # What touches the rim is the paper around the bar.
    inside = (left > 0) & (above > 0) & (left + wide < bar.shape[1]) & (above + high < bar.shape[0])
    like = inside & (high >= dpi / 25) & (high <= dpi / 2.5) & (wide <= dpi)
    heights = high[like]
    if heights.size < WORD or float(area[like].sum()) < LETTERS * float(area[inside].sum()):
        return False
    return float(np.percentile(heights, 75)) <= ALIKE * float(np.percentile(heights, 25))


def without_bars(grey: Image, boxes: Sequence[Quad]) -> Image:
    """The page with its bars painted like paper, so that no bar is taken for a picture; itself where there are none."""
    if not boxes:
        return grey
    painted = grey.copy()
    for left, top, right, bottom in boxes:
        painted[top:bottom, left:right] = int(percentile(grey[::8, ::8], 75))
    return painted


def invert_bars(bars: Sequence[tuple[Quad, Image]], clean: Image, mask: Image, dpi: float) -> tuple[Image, Image]:
    """The page for reading with its bars in dark letters on white, and the ink: of the bars their letters.

    Args:
        bars: their boxes and their grey pixels.
        clean: the page for reading.
        mask: its ink.
        dpi: resolution.
    """
    if not bars:
        return clean, mask
    clean, mask = clean.copy(), mask.copy()
    rim = max(1, round(dpi / 75))
    for (left, top, right, bottom), pixels in bars:
        if not pixels.size:
            continue
        inverted = np.asarray(cv2.LUT(pixels, _table(pixels)), np.uint8)
        inverted = _without_flecks(inverted, dpi)
        clean[top:bottom, left:right] = 255
        clean[top + rim : bottom - rim, left + rim : right - rim] = inverted[rim:-rim, rim:-rim]
        mask[top:bottom, left:right] = np.where(clean[top:bottom, left:right] < 128, 255, 0)
    return clean, mask


def _without_flecks(inverted: Image, dpi: float) -> Image:
    """A bar without the white flecks of worn printing, which outnumber its letters and are smaller than their dots."""
    ink = (inverted < PALE).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    size = np.maximum(stats[:, cv2.CC_STAT_WIDTH], stats[:, cv2.CC_STAT_HEIGHT])
    small = size <= dpi / FLECK
    small[0] = False
    if np.count_nonzero(small) <= FLECKS * np.count_nonzero(size[1:] > dpi / LETTER):
        return inverted
    letters = cv2.dilate((~small[labels] & (labels > 0)).astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    return np.asarray(np.where(letters, inverted, 255), np.uint8)


def _table(area: Image) -> NDArray[np.uint8]:
    """Tones of a bar for reading: its ground becomes white, its letters black."""
    ground, letters = percentile(area, 40), percentile(area, 99)
    return np.asarray(
        np.clip(255 - (np.arange(256) - ground) / max(16.0, letters - ground) * 255, 0, 255).astype(np.uint8), np.uint8
    )
