"""Tones that are printed, not cast by the light: pale pictures, tinted fields of a map, photographs, coloured boxes.

Light changes gradually and changes all colours alike.  So paper is what can be reached from the margins without a
sudden step, and what has another colour than the paper around it is not paper either.
"""

from __future__ import annotations

from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import printed
from javon.engines.imaging.raster import Image, Quad, odd, reduce

#: Steps of lightness and of the two axes of colour (of 255) from one pixel at 37 dpi to the next that light can make:
#: shadows of bindings 4, of hands 5; borders of pale tints 8 and more.
STEPS = (6, 3, 3)
#: Paper seen at the margins: this share of the sides, within so many levels of lightness and of colour.
RING, NEAR, HUE = 0.04, 32.0, 5.0
#: A colour is no longer that of the paper from this distance on (of 255).
COLOURED = 6.0
#: Least side in inches, least side of what lies along the edge of the sheet, least covered part of the box; from
#: ``WHOLE`` on all of the box belongs to it: a bright sky is reached from the paper above.
SIDE, ALONG, FILLED, WHOLE = 0.6, 0.9, 0.3, 0.6
#: The edge of the leaves beside a page and a binding: so high and so narrow, as shares of the page.
STRIP = (0.6, 0.2)
#: A border is sharp where so much of the step happens within two pixels.
SHARP = 0.5
#: Less paper than this share of a sheet: there is none to compare with.
LEAST = 0.1


def find(small: Image, dpi: float, sheet: Image | None = None) -> Image | None:
    """Find printed tones in a reduced page.

    Args:
        small: the page at about 75 dpi, grey or RGB.
        dpi: its resolution.
        sheet: 255 on the paper, 0 on what lies around it; None where all is paper.

    Returns:
        255 on printed tones, of the size of ``small``; None where there are none.
    """
    if min(small.shape[:2]) < dpi:
        return None
    ground, inside = _ground(small, dpi), _inside(small, sheet)
    paper = _paper(ground, inside)
    if paper is None:
        return None
    away = _coloured(ground, paper) if ground.ndim == 3 else np.zeros(paper.shape, np.bool_)
    toned = (inside & (~paper | away)).astype(np.uint8)
    mask = np.zeros(paper.shape, np.uint8)
    for field in _fields(toned, inside, dpi / 2):
        if not _is_shade(field, ground, away, paper, small, dpi):
            mask |= field
    if not mask.any():
        return None
    size = small.shape[1], small.shape[0]
    return np.asarray(cv2.resize(mask, size, interpolation=cv2.INTER_NEAREST), np.uint8) * np.uint8(255)


def _ground(small: Image, dpi: float) -> Image:
    """The page without strokes, at half the size; in colour as lightness and two axes of colour."""
    span = odd(dpi / 5.5)
    closed = cv2.morphologyEx(
        cv2.blur(small, (3, 3)), cv2.MORPH_CLOSE, np.ones((span, span), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    half = cv2.medianBlur(reduce(np.asarray(closed, np.uint8), 2), 5)
    return np.asarray(cv2.cvtColor(half, cv2.COLOR_RGB2LAB) if half.ndim == 3 else half, np.uint8)


def _inside(small: Image, sheet: Image | None) -> NDArray[np.bool_]:
    height, width = max(1, small.shape[0] // 2), max(1, small.shape[1] // 2)
    if sheet is None:
        return np.ones((height, width), np.bool_)
    eroded = cv2.erode(sheet, np.ones((9, 9), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=255)
    return np.asarray(cv2.resize(eroded, (width, height), interpolation=cv2.INTER_NEAREST) > 0)


def _paper(ground: Image, inside: NDArray[np.bool_]) -> NDArray[np.bool_] | None:
    """Where paper is: reached from the margins over steps that light can make; None where too little is."""
    span = 2 * _rim(ground) + 1
    kernel = np.ones((span, span), np.uint8)
    ring = inside & (cv2.erode(inside.astype(np.uint8), kernel, borderType=cv2.BORDER_CONSTANT, borderValue=0) == 0)
    places = np.argwhere(ring)[::5]
    if not len(places):
        return None
    values = ground[places[:, 0], places[:, 1]].reshape(len(places), -1).astype(np.float32)
    bright = values[:, 0] >= 0.75 * np.percentile(values[:, 0], 90)
    off = np.abs(values - np.median(values[bright], axis=0))
    like = (off[:, 0] <= NEAR) & (off[:, 1:] <= HUE).all(axis=1)
    # Walls: a border has weak points where strokes cross it.
    steep = cv2.morphologyEx(_lightness(ground), cv2.MORPH_GRADIENT, np.ones((3, 3), np.uint8))
    reached = np.pad(np.where(inside & (steep <= 2 * STEPS[0]), 0, 1).astype(np.uint8), 1, constant_values=1)
    step = STEPS[: 1 if ground.ndim == 2 else 3]
    for y, x in places[like].tolist():
        if not reached[y + 1, x + 1]:
            cv2.floodFill(ground, reached, (x, y), 0, step, step, 8 | (2 << 8) | cv2.FLOODFILL_MASK_ONLY)
    paper = np.asarray(reached[1:-1, 1:-1] == 2)
    return paper if paper.mean() >= LEAST else None


def _lightness(ground: Image) -> Image:
    return ground if ground.ndim == 2 else np.ascontiguousarray(ground[:, :, 0])


def _rim(ground: Image) -> int:
    return max(2, round(RING * int(min(ground.shape[:2]))))


def _coloured(ground: Image, paper: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where the colour is not that of the paper, which may change evenly over the page."""
    height, width = paper.shape
    down, right = np.linspace(-1, 1, height), np.linspace(-1, 1, width)
    y, x = (axis.ravel() for axis in np.meshgrid(down[::8], right[::8], indexing="ij"))
    known = paper[::8, ::8].ravel()
    terms = np.stack([np.ones_like(x), x, y], axis=-1)[known]
    off = np.zeros(paper.shape, np.bool_)
    for axis in (1, 2):
        hue = ground[:, :, axis]
        values = hue[::8, ::8].ravel()[known].astype(np.float64)
        weight = np.ones_like(values)
        for _ in range(4):
            weighted = terms * weight[:, None]
            fit = np.linalg.lstsq(weighted.T @ terms, weighted.T @ values, rcond=None)[0]
            weight = np.where(np.abs(values - terms @ fit) < 3, 1.0, 0.01)
        plane = (fit[0] + fit[2] * down)[:, None] + (fit[1] * right)[None, :]
        off |= cv2.absdiff(hue, np.clip(plane + 0.5, 0, 255).astype(np.uint8)) > COLOURED
    return off


def _fields(toned: Image, inside: NDArray[np.bool_], dpi: float) -> Iterable[Image]:
    """Areas large enough to be pictures or tints, as masks of 0 and 1 without holes."""
    core = np.ones((odd(dpi / 9), odd(dpi / 9)), np.uint8)
    solid = cv2.morphologyEx(toned, cv2.MORPH_OPEN, core, borderType=cv2.BORDER_REPLICATE)
    joined = cv2.morphologyEx(solid, cv2.MORPH_CLOSE, core)
    outlines, _ = cv2.findContours(joined, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    rim = cv2.dilate(np.where(inside, 0, 1).astype(np.uint8), np.ones((5, 5), np.uint8))
    rim[:2], rim[-2:], rim[:, :2], rim[:, -2:] = 1, 1, 1, 1
    for outline in outlines:
        left, top, wide, high = cv2.boundingRect(outline)
        area = cv2.contourArea(outline)
        edge = rim[top : top + high, left : left + wide][joined[top : top + high, left : left + wide] > 0].any()
        strip = high > STRIP[0] * toned.shape[0] and wide < STRIP[1] * toned.shape[1]
        if min(wide, high) < (ALONG if edge else SIDE) * dpi or area < FILLED * wide * high or strip:
            continue
        field = np.zeros_like(toned)
        if area >= WHOLE * wide * high:
            field[top : top + high, left : left + wide] = 1
        else:
            cv2.drawContours(field, [outline], -1, (1,), cv2.FILLED)
        yield field


def _at_edge(field: Image) -> bool:
    return bool(field[:2].any() or field[-2:].any() or field[:, :2].any() or field[:, -2:].any())


def _is_shade(
    field: Image,
    ground: Image,
    away: NDArray[np.bool_],
    paper: NDArray[np.bool_],
    small: Image,
    dpi: float,
) -> bool:
    """Whether a field is paper in a shadow: of the paper's colour, without a sharp border, printed as the rest is."""
    if float(away[field > 0].mean()) > 0.5:
        return False
    light = _lightness(ground)
    kernel = np.ones((3, 3), np.uint8)
    border = (cv2.dilate(field, kernel) - cv2.erode(field, kernel, borderType=cv2.BORDER_REPLICATE)) > 0
    if not border.any():
        return False
    near, far = (cv2.morphologyEx(light, cv2.MORPH_GRADIENT, np.ones((span, span), np.uint8)) for span in (3, 11))
    # The border of the area lies two pixels beside the step.  A tinted box stands within the page, a shadow comes in
    # from its edge.
    if not _at_edge(field) and float(np.median(cv2.dilate(near, kernel, iterations=2)[border])) >= SHARP * float(
        np.median(far[border])
    ):
        return False
    grey = small if small.ndim == 2 else np.asarray(cv2.cvtColor(small, cv2.COLOR_RGB2GRAY), np.uint8)
    whole = [
        np.asarray(cv2.resize(area.astype(np.uint8), grey.shape[::-1], interpolation=cv2.INTER_NEAREST), np.uint8)
        for area in (field, paper)
    ]
    return printed.find(grey, dpi).fills(whole[0], whole[1])


def part(toned: Image | None, factor: int, rim: int, box: Quad | None) -> Image | None:
    """The tones of a cropped page: what lies outside the reduced page has none.

    Args:
        toned: printed tones of the reduced and straightened page.
        factor: by which it was reduced.
        rim: width that straightening added, in its pixels.
        box: the crop in full pixels; None for all of it.
    """
    if toned is None or box is None:
        return toned
    left, top, right, bottom = (round(value / factor) + rim for value in box)
    height, width = toned.shape
    padded = cv2.copyMakeBorder(
        toned[max(0, top) : max(0, bottom), max(0, left) : max(0, right)],
        max(0, -top),
        max(0, bottom - height),
        max(0, -left),
        max(0, right - width),
        cv2.BORDER_CONSTANT,
        value=(0,),
    )
    return np.asarray(padded, np.uint8) if padded.any() else None


def box_of(toned: Image | None) -> Quad | None:
    """Box of all printed tones, in the pixels of their mask."""
    if toned is None or not toned.any():
        return None
    left, top, wide, high = cv2.boundingRect(toned)
    return left, top, left + wide, top + high
