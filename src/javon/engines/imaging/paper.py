"""Where the paper is: table top, scanner lid, black bars, the facing page and the gutter are told from the page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import printed
from javon.engines.imaging.raster import Image, Quad, odd, percentile, plausible_dpi, reduce, work_factor

#: Dark surround must be at least this much darker than paper (of 255) to be told from a shadow.
STEP = 45.0
#: … and darker than this part of the paper's brightness: a vignette or an aged margin is still paper.
PART = 0.6
#: … and cover at least this share of the image.
SHARE = 0.004
#: A second bright area of this part of the largest is the other page of an opening with a black gutter.
SECOND = 0.35
#: Dark areas smaller than this share of the image are not looked at for print.
SHADED = 0.01
#: A picture over the edge of the page has at least this side, inches, covers so much of its box, and has so many
#: levels: the black bar of a scanner has none.  On 111 scans of the tests what lies along one whole side of a page is
#: less than 0.7 inches deep, or no rectangle.
BLED, SQUARE, TONES = 1.0, 0.8, 25.0


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper in a reduced image: ``mask`` 255 on paper, its box, its brightness and the share of surround.

    ``shaded``: part of the paper lies in a deep shadow.
    """

    mask: Image
    box: Quad
    level: float
    surround: float
    shaded: bool = False


class Overview:
    """A page reduced by a whole factor to about 75 dpi; its paper is looked for once, when somebody asks."""

    def __init__(self, small: Image, dpi: float, factor: int) -> None:
        self.small = small
        self.dpi = dpi
        self.factor = factor

    @classmethod
    def of(cls, grey: Image, dpi: float) -> Overview:
        """The overview of a page with this resolution, 0 if not known."""
        factor = work_factor(grey, dpi)
        return cls(reduce(grey, factor), plausible_dpi(grey, dpi) / factor, factor)

    @cached_property
    def paper(self) -> Paper:
        """Where the paper is."""
        return find(self.small, self.dpi)


def find(small: Image, dpi: float) -> Paper:
    """Find the paper in a reduced grey image (about 75 dpi).

    Dark areas that touch the edge of the image and reach inwards are surround, unless print goes on in them: then
    they are paper in the shade.  A picture within the page or over its edge is no surround either, and an image without
    dark surround is all paper.
    """
    height, width = small.shape
    closed = cv2.morphologyEx(
        small, cv2.MORPH_CLOSE, np.ones((odd(dpi / 8), odd(dpi / 8)), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    background: Image = np.asarray(cv2.medianBlur(closed, 5), np.uint8)
    everything = Paper(np.full_like(small, 255), (0, 0, width, height), percentile(background, 75), 0.0)
    otsu, _ = cv2.threshold(background, 0, 255, cv2.THRESH_OTSU)
    threshold = min(otsu, PART * everything.level)
    bright, dark = background > threshold, background <= threshold
    if not dark.any() or not bright.any() or background[bright].mean() - background[dark].mean() < STEP:
        return everything
    paper = _without_surround(background, float(threshold))
    if paper is None:
        return everything
    dark_share = 1.0 - float(paper.mean()) / 255.0
    # Print in the shade first: a picture has none.
    if dark_share >= SHADED:
        paper = _with_shaded(paper, small, dpi)
    shaded = 1.0 - float(paper.mean()) / 255.0 < dark_share
    paper = _with_bled(paper, small, dpi)
    surround = 1.0 - float(paper.mean()) / 255.0
    if surround < SHARE:
        return replace(everything, shaded=shaded)
    left, top, wide, high = cv2.boundingRect(_core(paper))
    level = percentile(background, 50, paper)
    return Paper(paper, (left, top, left + wide, top + high), level, surround, shaded)


def _without_surround(background: Image, threshold: float) -> Image | None:
    """The largest bright area, or two like pages, with holes filled; None where it is too small to be a page."""
    seen = (background > threshold).astype(np.uint8)
    bright = cv2.morphologyEx(seen, cv2.MORPH_OPEN, np.ones((5, 5), np.uint8), borderType=cv2.BORDER_REPLICATE)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(bright, connectivity=4)
    if count < 2:
        return None
    areas = np.asarray(stats)[:, cv2.CC_STAT_AREA].copy()
    areas[0] = 0
    if areas.max() < 0.12 * background.size:
        return None
    pages = np.where(areas >= SECOND * areas.max(), 255, 0).astype(np.uint8)
    return _fill(np.asarray(pages[labels], np.uint8))


def _with_bled(paper: Image, small: Image, dpi: float) -> Image:
    """The paper with pictures that run over its edge: what lies around a page has corners of the image and sides.

    A rectangle in one corner is a picture too: behind a torn or turned corner of the page there is a triangle.  So is
    one over a whole side, if it has the tones of one.
    """
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(paper), connectivity=4)
    corners = [int(labels[y, x]) for y in (0, -1) for x in (0, -1)]
    for index in range(1, count):
        wide, high, area = (int(value) for value in stats[index, 2:5])
        large = min(wide, high) >= BLED * dpi and area >= SQUARE * wide * high
        if not large or corners.count(index) > 2:
            continue
        place = np.where(labels == index, 255, 0).astype(np.uint8)
        if percentile(small, 90, place) - percentile(small, 10, place) >= TONES:
            paper = np.where(labels == index, 255, paper).astype(np.uint8)
    return paper


def _with_shaded(paper: Image, small: Image, dpi: float) -> Image:
    """The paper with those parts of the surround in which print goes on as on the paper."""
    count, labels, stats, _ = cv2.connectedComponentsWithStats(cv2.bitwise_not(paper), connectivity=4)
    letters = None
    for index in range(1, count):
        if stats[index, cv2.CC_STAT_AREA] < SHADED * paper.size:
            continue
        letters = letters or printed.find(small, dpi)
        area = np.where(labels == index, 255, 0).astype(np.uint8)
        if letters.goes_on(area, paper, dpi):
            paper = np.asarray(cv2.bitwise_or(paper, area), np.uint8)
    return paper


def _fill(page: Image) -> Image:
    """Fill what the edge of the image cannot reach: pictures and stains within the page."""
    height, width = page.shape
    ringed = cv2.copyMakeBorder(page, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    cv2.floodFill(ringed, None, (0, 0), 128)
    return np.where(ringed[1 : height + 1, 1 : width + 1] == 128, 0, 255).astype(np.uint8)


def _core(paper: Image) -> Image:
    """The paper without thin tongues (light leaks, page edges of the book block)."""
    span = max(5, round(min(paper.shape) * 0.02))
    core = cv2.morphologyEx(paper, cv2.MORPH_OPEN, np.ones((span, span), np.uint8), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(core if core.any() else paper, np.uint8)


def inner_box(paper: Paper, share: float = 0.5) -> Quad:
    """The box in which rows and columns are mostly paper: slanted edges and torn corners stay outside."""
    left, top, right, bottom = paper.box
    inside = paper.mask[top:bottom, left:right]
    columns = _span(inside.mean(axis=0) / 255.0, share)
    rows = _span(inside.mean(axis=1) / 255.0, share)
    return left + columns[0], top + rows[0], left + columns[1], top + rows[1]


def _span(shares: NDArray[np.float64], share: float) -> tuple[int, int]:
    good = np.flatnonzero(shares >= share * float(np.percentile(shares, 90)))
    return (int(good[0]), int(good[-1]) + 1) if good.size else (0, len(shares))
