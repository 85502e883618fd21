"""Deskew: the angle of the text lines, found from the ink of upright strips.

The page is cut into narrow upright strips; each strip's ink per row is one profile.  For the right angle, the
profiles shifted along it fall on each other and their sum has the sharpest edges.  Shifts are done in the
frequency domain, where a part of a pixel costs nothing and blurs nothing.

Only what can be letters counts: hatching, the rivers of a map and the edges of a plate have an angle too, and it says
nothing about how the page lies.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import Image, plausible_dpi, reduce, strokes, to_grey, work_factor

#: Angles beyond this are not skew but orientation or a picture, degrees.
LIMIT = 15.0
#: Below this the page is left alone: resampling costs more sharpness than so small an angle costs looks.
LEAST = 0.04
#: Readings less sure than this are not acted upon: lines of letters give 0.5 to 0.98, a picture's caption up to 0.45.
SURE = 0.5
#: Letters and words of which fewer than this say little of lines (a caption, the names on a map): then level lines
#: must be less clear than slanted ones by this factor.
FEW, LESS = 60, 0.9
#: What can be letters, inches: the tallest, the longest run of letters grown together; and how full its box is at
#: least, which strokes of hatching are not.
TALL, LONG, FULL = 0.33, 1.2, 0.22


@dataclass(frozen=True, slots=True)
class Skew:
    """``angle`` in degrees, clockwise positive; ``confidence`` 0.0 to 1.0."""

    angle: float
    confidence: float

    @property
    def params(self) -> dict[str, Any]:
        """What ``apply`` takes: the angle to take out, 0 where there is no reason to act."""
        act = self.confidence >= SURE and abs(self.angle) >= LEAST
        return {"angle": round(self.angle, 4) if act else 0.0}

    @property
    def figures(self) -> dict[str, float | str]:
        return {"angle": round(self.angle, 4), "confidence": self.confidence}


def measure(image: Image, dpi: float = 0) -> Skew:
    """The skew of the text lines of a page.

    Args:
        image: the page, upright to within ``LIMIT`` degrees.
        dpi: its resolution; 0 if not known.
    """
    grey = to_grey(image)
    fine = reduce(grey, work_factor(grey, dpi, 150))
    coarse = reduce(fine, 2)
    scale = plausible_dpi(image, dpi) / grey.shape[0] * coarse.shape[0]
    strong = _ink(coarse, dpi=scale)
    ink, count = _letters(strong, scale)
    if int(np.count_nonzero(ink)) < 200:
        return Skew(0.0, 0.0)
    angles = _even(-LIMIT, LIMIT, 0.25)
    scores = _Profiles.of(ink, 8).scores(angles)[0]
    best = int(np.argmax(scores))
    confidence = 1.0 - float(np.median(scores)) / max(float(scores[best]), 1e-9)
    few = count < FEW and scores[len(angles) // 2] > LESS * scores[best]
    if few or confidence < SURE or best in (0, len(angles) - 1):
        return Skew(0.0, 0.0 if few else round(confidence, 4))
    # Near what the letters say, rules and whatever grew together with letters see the angle more finely.
    near = angles[max(0, best - 3) : best + 4]
    guess = float(near[int(np.argmax(_Profiles.of(strong, 8).scores(near)[0]))])
    return Skew(_refine(fine, guess), round(confidence, 4))


def residual(mask: Image, dpi: float) -> float:
    """Skew that is left in the ink of a straightened page, degrees; 0 where nothing can be said.  Quick and coarse."""
    factor = max(1, round(dpi / 75))
    ink, count = _letters(reduce(mask, factor), dpi / factor)
    if count < FEW or int(np.count_nonzero(ink)) < 400:
        return 0.0
    angles = _even(-2.0, 2.0, 0.1)
    scores = _Profiles.of(ink, 8).scores(angles)[0]
    # Equal where there is nothing: a strip too low for any wave of lines scores 0 everywhere.
    if float(scores.min()) >= 0.75 * float(scores.max()):
        return 0.0
    return round(_peak(angles, scores), 3)


def apply(image: Image, params: Mapping[str, Any], fill: int | tuple[int, int, int] = 255) -> Image:
    """Turn the page counter-clockwise by ``params["angle"]`` about its centre; the size stays."""
    angle = float(params.get("angle", 0.0))
    if not angle:
        return image
    height, width = image.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), angle, 1.0)
    border = (fill,) * 3 if isinstance(fill, int) else fill
    return np.asarray(
        cv2.warpAffine(
            image, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=border
        ),
        np.uint8,
    )


def _ink(grey: Image, dpi: float) -> Image:
    """Stroke strength without the places where strokes fill everything (pictures, noise)."""
    found = strokes(grey, max(7, round(dpi / 4)) | 1)
    level = max(16.0, float(cv2.threshold(found, 0, 255, cv2.THRESH_OTSU)[0]) * 0.6)
    soft = np.where(found > level, found, 0).astype(np.uint8)
    span = max(9, round(dpi / 3))
    share = cv2.blur((soft > 0).astype(np.uint8) * np.uint8(255), (span, span))
    soft[share > 150] = 0
    return soft


def _letters(ink: Image, dpi: float) -> tuple[Image, int]:
    """The ink without what cannot be letters, and how many letters or runs of them there are."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8), connectivity=8)
    wide, high, area = (np.asarray(stats)[:, column] for column in (2, 3, 4))
    sized = (high <= TALL * dpi) & (wide <= LONG * dpi) & (np.maximum(wide, high) >= dpi / 30)
    fits = sized & (np.minimum(wide, high) >= 2) & (area >= FULL * wide * high)
    fits[0] = False
    return np.asarray(np.where(fits[labels], ink, 0), np.uint8), int(np.count_nonzero(fits))


def _refine(fine: Image, angle: float) -> float:
    """The angle to a few thousandths of a degree, from the image of about 150 dpi and a first guess."""
    turned = apply(fine, {"angle": angle}) if abs(angle) > 1.5 else fine
    offset = angle if abs(angle) > 1.5 else 0.0
    profiles = _Profiles.of(_ink(turned, 150), 24)
    centre = angle - offset
    for reach, step in ((0.3, 0.05), (0.05, 0.01)):
        around = _even(centre - reach, centre + reach, step)
        centre = _peak(around, _together(profiles.scores(around)))
    return centre + offset


def _together(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of quarters, halves and whole the widest whose parts agree: it sees the angle most finely.

    Lines of neighbouring columns need not stand at the same height; summed over both, the right angle may even
    give the flattest profile.  Parts that agree double the energy with every doubling of the width.
    """
    quarters, halves, whole = scores
    best = int(np.argmax(quarters))
    if whole[best] > 2.4 * quarters[best]:
        return np.asarray(whole)
    return np.asarray(halves if halves[best] > 1.4 * quarters[best] else quarters)


def _even(low: float, high: float, step: float) -> NDArray[np.float64]:
    """Angles from ``low`` to ``high`` whose slopes are evenly spaced, about ``step`` degrees apart."""
    slopes = np.linspace(math.tan(math.radians(low)), math.tan(math.radians(high)), round((high - low) / step) + 1)
    return np.degrees(np.arctan(slopes))


def _peak(positions: NDArray[np.float64], scores: NDArray[np.float64]) -> float:
    """The position of the greatest score, between the samples by a parabola."""
    best = int(np.argmax(scores))
    if best in (0, len(scores) - 1):
        return float(positions[best])
    left, top, right = scores[best - 1 : best + 2]
    bend = left - 2 * top + right
    shift = 0.5 * (left - right) / bend if bend else 0.0
    return float(positions[best] + shift * (positions[1] - positions[0]))


@dataclass(frozen=True, slots=True)
class _Profiles:
    """Spectra of the strips' row profiles: ``(strips, frequencies)``."""

    spectra: NDArray[np.complex64]
    places: NDArray[np.float64]
    turns: NDArray[np.float64]

    @classmethod
    def of(cls, ink: Image, strip: int) -> _Profiles:
        count = max(4, ink.shape[1] // strip)
        height = ink.shape[0]
        profiles = cv2.resize(ink.astype(np.float32), (count, height), interpolation=cv2.INTER_AREA).T
        # Twice the length: a strip shifted over the top does not come in again at the bottom.
        length = cv2.getOptimalDFTSize(2 * height)
        spectra = np.fft.rfft(profiles, n=length, axis=1)
        # Waves shorter than five pixels are noise, longer than an eighth of the page are blocks, not lines.
        low, high = max(1, 8 * length // height), length // 5
        turns = np.arange(low, high) * (2 * math.pi / length)
        weighted = spectra[:, low:high] * turns[None, :]
        places = (np.arange(count) + 0.5) * (ink.shape[1] / count) - ink.shape[1] / 2
        return cls(weighted.astype(np.complex64), places, turns)

    def scores(self, angles: NDArray[np.float64]) -> NDArray[np.float64]:
        """Sharpness of the summed profiles for ``angles`` in degrees, evenly spaced in slope.

        Three rows: summed within quarters of the width, within halves, and over the whole.
        """
        slopes = np.tan(np.radians(angles))
        phase = np.outer(self.places, self.turns)
        state = self.spectra * np.exp(1j * slopes[0] * phase).astype(np.complex64)
        step = np.exp(1j * (slopes[1] - slopes[0]) * phase).astype(np.complex64)
        bounds = np.linspace(0, len(self.places), 5).astype(int)[:-1]
        result = np.empty((3, len(angles)))
        for index in range(len(angles)):
            if index:
                state *= step
            quarters = np.add.reduceat(state, bounds, axis=0)
            halves = quarters[0::2] + quarters[1::2]
            whole = halves[0] + halves[1]
            result[:, index] = [float(np.vdot(part, part).real) for part in (quarters, halves, whole)]
        return result
