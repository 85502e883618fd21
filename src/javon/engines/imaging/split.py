"""Split a double page into two; a single page, or a picture that goes over both, is never split."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import gutter, paper, pictures
from javon.engines.imaging.raster import Image, percentile, strokes, to_grey

#: An opening must be at least this wide for its height.
LEAST_ASPECT = 1.15
#: … and no wider than two square pages: longer strips are cuttings.
MOST_ASPECT = 2.1
#: Where the middle may lie, as shares of the paper's width.
MIDDLE = (0.36, 0.64)
#: A white gap without a shadow must be this share of the width, and wide beside the outer margins: it is two inner
#: margins, while columns stand closer …
GAP, GAP_TO_MARGINS = 0.045, 0.6
#: … and each side must hold at least this many lines of text.
LINES = 4


@dataclass(frozen=True, slots=True)
class Split:
    """``at`` is the dividing column in full pixels, None for a single page; ``reason`` says what was seen."""

    at: int | None
    reason: str
    strength: float = 0.0

    @property
    def params(self) -> dict[str, Any]:
        return {} if self.at is None else {"at": self.at}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"reason": self.reason, "strength": self.strength}


def measure(image: Image, dpi: float = 0) -> Split:
    """Look for the middle of an opened volume: a gutter shadow, or a clear gap between two blocks of text."""
    return measure_small(paper.Overview.of(to_grey(image), dpi))


def measure_small(seen: paper.Overview) -> Split:
    """The same from an overview of the image."""
    small, scale, factor = seen.small, seen.dpi, seen.factor
    box = paper.inner_box(seen.paper)
    aspect = (box[2] - box[0]) / max(1, box[3] - box[1])
    if not LEAST_ASPECT <= aspect <= MOST_ASPECT:
        return Split(None, "shape")
    ink = _print(small, scale)
    left, top, right, bottom = box
    inside = ink[top:bottom, left:right]
    valley = gutter.find(gutter.shading(small, box, scale), scale, *MIDDLE)
    if valley and valley.parts(inside, scale):
        if pictures.reaches_across(small, left + valley.at, scale):
            return Split(None, "picture", valley.depth)
        return Split((left + valley.at) * factor, "gutter", valley.depth)
    gap = _gap(inside, scale)
    if gap is not None:
        return Split(round((left + gap[0]) * factor), "gap", gap[1])
    return Split(None, "single")


def apply(image: Image, params: Mapping[str, Any]) -> list[tuple[int, Image]]:
    """The parts as ``(number, pixels)``: one, or two at ``params["at"]``; ``params["part"]`` picks one of them."""
    at = params.get("at")
    if params.get("off") or at is None or not 0 < int(at) < image.shape[1]:
        return [(0, image)]
    parts = [(0, image[:, : int(at)]), (1, image[:, int(at) :])]
    return [part for part in parts if params.get("part", part[0]) == part[0]]


def _print(small: Image, dpi: float) -> Image:
    found = strokes(small, max(7, round(dpi / 4)) | 1)
    return np.where(found > max(24, int(percentile(found, 99)) // 3), 255, 0).astype(np.uint8)


def _gap(ink: Image, dpi: float) -> tuple[float, float] | None:
    """Middle and relative width of a clear gap between two text blocks, or None."""
    share = (ink > 0).mean(axis=0)
    clear = share < 0.004
    width = len(share)
    first, last = int(MIDDLE[0] * width), int(MIDDLE[1] * width)
    start, end = _longest_run(clear[first:last])
    relative = (end - start) / width
    if relative < GAP:
        return None
    start, end = start + first, end + first
    printed = np.flatnonzero(share >= 0.01)
    if not printed.size or end - start < GAP_TO_MARGINS * (printed[0] + width - 1 - printed[-1]):
        return None
    sides = (ink[:, :start], ink[:, end:])
    if min(_text_lines(side, dpi) for side in sides) < LINES:
        return None
    extents = [int(np.count_nonzero((side > 0).mean(axis=0) > 0.01)) for side in sides]
    if min(extents) < 0.55 * max(extents):
        return None
    return (start + end) / 2, round(relative, 4)


def _longest_run(flags: NDArray[np.bool_]) -> tuple[int, int]:
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    if not edges.size:
        return 0, 0
    runs = edges.reshape(-1, 2)
    start, end = runs[int(np.argmax(runs[:, 1] - runs[:, 0]))]
    return int(start), int(end)


def _text_lines(ink: Image, dpi: float) -> int:
    """Rough count of text lines in a block: peaks of the row profile of its middle third, robust to small skew."""
    third = ink[:, ink.shape[1] // 3 : max(ink.shape[1] * 2 // 3, ink.shape[1] // 3 + 1)]
    rows = (third > 0).mean(axis=1)
    printed = rows > 0.06
    starts = np.flatnonzero(np.diff(printed.astype(np.int8)) == 1)
    return int(starts.size)
