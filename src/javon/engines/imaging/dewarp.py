"""Dewarp: perspective of a photographed sheet, and lines that curl towards the binding.

The curl is read from the print itself: neighbouring upright strips are laid over each other window by window, which
gives the slope of the lines all over the page; a smooth surface through these slopes tells how far each spot must
be lifted.  It is applied only where it makes the lines measurably sharper.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging import paper
from javon.engines.imaging.raster import Image, percentile, strokes

#: A sheet is taken for photographed askew when a corner is this many degrees off the right angle …
CORNER = 1.5
#: … and its outline is this close to the four straight sides (intersection over union).
OUTLINE = 0.965
#: Curl is worth a resampling from this height on, inches (0.6 mm), …
LEAST = 0.024
#: … if the lines become this many times sharper.
GAIN = 1.08
#: Nodes of the field that is kept in the recipe: rows, columns.
NODES = (7, 13)

Field = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Warp:
    """``quad`` or ``lift`` as in ``geometry.Geometry`` (full pixels), or neither; what was measured."""

    quad: tuple[tuple[float, float], ...] | None = None
    lift: tuple[tuple[float, ...], ...] | None = None
    height: float = 0.0
    gain: float = 1.0

    @property
    def params(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if self.quad:
            found["quad"] = [[round(x, 1), round(y, 1)] for x, y in self.quad]
        if self.lift:
            found["lift"] = [[round(value, 2) for value in row] for row in self.lift]
        return found

    @property
    def figures(self) -> dict[str, float | str]:
        return {"height": self.height, "gain": self.gain}


def measure_quad(seen: paper.Overview) -> Warp:
    """The four corners of a sheet lying on a darker table, if it is not seen squarely."""
    found = seen.paper
    if found.surround < 0.03:
        return Warp()
    outlines, _ = cv2.findContours(found.mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    hull = cv2.convexHull(max(outlines, key=cv2.contourArea))
    corners = cv2.approxPolyDP(hull, 0.02 * cv2.arcLength(hull, True), True).reshape(-1, 2).astype(np.float64)
    if len(corners) != 4:
        return Warp()
    ordered = _ordered(corners)
    if (
        _on_border(ordered, seen.small.shape)
        or _overlap(found.mask, ordered) < OUTLINE
        or _squareness(ordered) < CORNER
    ):
        return Warp()
    return Warp(quad=tuple((float(x * seen.factor), float(y * seen.factor)) for x, y in ordered))


def measure_lift(seen: paper.Overview, size: tuple[int, int], padding: int = 0) -> Warp:
    """The curl of the lines of a straightened page.

    Args:
        seen: the straightened page, reduced.
        size: height and width of the full straightened page.
        padding: rim that straightening added, reduced pixels.
    """
    small, dpi, factor = seen.small, seen.dpi, seen.factor
    ink = _ink(small, dpi)
    samples = _slopes(ink, dpi)
    if len(samples) < 60:
        return Warp()
    surface = _surface(samples, small.shape)
    if surface is None:
        return Warp()
    rows, columns = NODES
    xs = np.linspace(0, size[1] - 1, columns) / factor + padding
    ys = np.linspace(0, size[0] - 1, rows) / factor + padding
    field = _heights(surface, xs, ys, small.shape)
    height = float(field.max() - field.min()) / dpi
    if height < LEAST:
        return Warp(height=round(height, 4))
    gain = _gain(ink, surface)
    if gain < GAIN:
        return Warp(height=round(height, 4), gain=round(gain, 3))
    lift = tuple(tuple(float(value) for value in row) for row in field * factor)
    return Warp(lift=lift, height=round(height, 4), gain=round(gain, 3))


def _ordered(corners: Field) -> Field:
    """Top left, top right, bottom right, bottom left."""
    sums, differences = corners.sum(axis=1), corners[:, 1] - corners[:, 0]
    picks = [int(sums.argmin()), int(differences.argmin()), int(sums.argmax()), int(differences.argmax())]
    return corners[picks]


def _on_border(corners: Field, shape: tuple[int, ...]) -> bool:
    """Whether a side of the sheet is the image's own edge: then the true corner was not photographed."""
    height, width = shape[:2]
    near = 0.008 * max(height, width)
    x, y = corners[:, 0], corners[:, 1]
    return bool((x < near).any() or (y < near).any() or (x > width - near).any() or (y > height - near).any())


def _overlap(mask: Image, corners: Field) -> float:
    drawn = np.zeros_like(mask)
    cv2.fillConvexPoly(drawn, np.round(corners).astype(np.int32), (255,))
    both, either = int(np.count_nonzero(mask & drawn)), int(np.count_nonzero(mask | drawn))
    return both / max(1, either)


def _squareness(corners: Field) -> float:
    """How far the worst corner is from a right angle, degrees."""
    worst = 0.0
    for index in range(4):
        before, here, after = corners[index - 1], corners[index], corners[(index + 1) % 4]
        first, second = before - here, after - here
        cosine = float(first @ second) / max(1e-9, float(np.linalg.norm(first) * np.linalg.norm(second)))
        worst = max(worst, abs(math.degrees(math.acos(max(-1.0, min(1.0, cosine)))) - 90))
    return worst


def _ink(small: Image, dpi: float) -> NDArray[np.float32]:
    found = strokes(small, max(7, round(dpi / 4)) | 1)
    level = max(16.0, percentile(found, 97) * 0.3)
    return np.where(found > level, np.minimum(found, 160), 0).astype(np.float32)


def _slopes(ink: NDArray[np.float32], dpi: float) -> Field:
    """Rows of ``x, y, slope, weight``: how the print of one strip continues in the strip two further on."""
    strip = max(8, round(dpi / 5))
    count = ink.shape[1] // strip
    if count < 6:
        return np.empty((0, 4))
    profiles = cv2.resize(ink[:, : count * strip], (count, ink.shape[0]), interpolation=cv2.INTER_AREA).T
    profiles = cv2.GaussianBlur(profiles, (5, 1), 1.0)
    window, reach = round(dpi * 0.9), max(3, round(dpi / 16))
    samples = []
    for top in range(reach, ink.shape[0] - window - reach, window // 2):
        here = profiles[:-2, top : top + window]
        here = here - here.mean(axis=1, keepdims=True)
        strength = (here * here).sum(axis=1)
        scores = np.empty((2 * reach + 1, len(here)))
        for shift in range(-reach, reach + 1):
            there = profiles[2:, top + shift : top + shift + window]
            there = there - there.mean(axis=1, keepdims=True)
            norm = np.sqrt(strength * (there * there).sum(axis=1)) + 1e-3
            scores[shift + reach] = (here * there).sum(axis=1) / norm
        for index in np.flatnonzero(
            strength > 0.15 * np.median(strength[strength > 1]) if (strength > 1).any() else []
        ):
            offset, score = _peak(scores[:, index])
            if score > 0.55 and abs(offset - reach) < reach - 0.5:
                samples.append(((index + 1.5) * strip, top + window / 2, (offset - reach) / (2 * strip), score**2))
    return np.array(samples) if samples else np.empty((0, 4))


def _peak(scores: Field) -> tuple[float, float]:
    best = int(np.argmax(scores))
    if best in (0, len(scores) - 1):
        return float(best), float(scores[best])
    left, top, right = scores[best - 1 : best + 2]
    bend = left - 2 * top + right
    return best + (0.5 * (left - right) / bend if bend else 0.0), float(top)


def _terms(x: Field, y: Field) -> Field:
    """Polynomial terms of the slope: third order across (a curl), first order down the page."""
    return np.stack([x**power * y**other for other in (0, 1) for power in range(4)], axis=-1)


def _surface(samples: Field, shape: tuple[int, ...]) -> Field | None:
    """Coefficients of the slope surface by robust least squares; None where it explains too little."""
    height, width = shape[:2]
    x, y = samples[:, 0] / width * 2 - 1, samples[:, 1] / height * 2 - 1
    terms, slope, weight = _terms(x, y), samples[:, 2], samples[:, 3].copy()
    ridge = np.diag([1e-6, 1e-3, 1e-3, 1e-3, 1e-3, 1e-2, 1e-2, 1e-2]) * len(samples)
    coefficients = np.zeros(terms.shape[1])
    for _ in range(5):
        weighted = terms * weight[:, None]
        coefficients = np.linalg.solve(terms.T @ weighted + ridge, weighted.T @ slope)
        residual = np.abs(slope - terms @ coefficients)
        scale = 1.5 * float(np.median(residual)) + 1e-4
        weight = samples[:, 3] * np.minimum(1.0, (scale / np.maximum(residual, 1e-9)) ** 2)
    plain = slope - np.average(slope, weights=weight)
    explained = 1 - np.average((slope - terms @ coefficients) ** 2, weights=weight) / max(
        float(np.average(plain**2, weights=weight)), 1e-12
    )
    return coefficients if explained > 0.4 else None


def _heights(surface: Field, xs: Field, ys: Field, shape: tuple[int, ...]) -> Field:
    """Integral of the slope across the page, zero in the middle: ``(rows, columns)`` in reduced pixels.

    Outside the measured page the slope of its edge is continued.
    """
    height, width = shape[:2]
    steps = np.linspace(-1, 1, 129)
    down = np.clip(ys / height * 2 - 1, -1, 1)
    slopes = _terms(steps[None, :].repeat(len(ys), 0), down[:, None].repeat(len(steps), 1)) @ surface
    middle = (slopes[:, 1:] + slopes[:, :-1]) / 2 * (width / 2) * (steps[1] - steps[0])
    heights = np.concatenate((np.zeros((len(ys), 1)), np.cumsum(middle, axis=1)), axis=1)
    heights -= heights[:, [64]]
    across = np.clip(xs / width * 2 - 1, -1, 1)
    return np.stack([np.interp(across, steps, row) for row in heights])


def _gain(ink: NDArray[np.float32], surface: Field) -> float:
    """How many times sharper the row profile becomes by lifting."""
    height, width = ink.shape
    xs, ys = np.arange(0, width, 8.0), np.arange(0, height, 8.0)
    field = cv2.resize(_heights(surface, xs, ys, ink.shape).astype(np.float32), (width, height))
    columns, rows = np.meshgrid(np.arange(width, dtype=np.float32), np.arange(height, dtype=np.float32))
    lifted = cv2.remap(ink, columns, rows + field, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return _sharpness(np.asarray(lifted, np.float32)) / max(_sharpness(ink), 1e-9)


def _sharpness(ink: NDArray[np.float32]) -> float:
    """Energy of the differences of the row profiles of the page's halves, so that columns need not agree."""
    half = ink.shape[1] // 2
    return sum(float(np.mean(np.diff(part.mean(axis=1)) ** 2)) for part in (ink[:, :half], ink[:, half:]))
