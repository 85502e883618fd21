"""Even out paper and lighting by an estimate of the bare paper; grey paper becomes near white."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np

from javon.engines.imaging.raster import BAND, Image, Quad, odd, percentile, plausible_dpi, reduce, to_grey, work_factor

#: Differences of paper brightness below this share are not seen by anybody: the reading copy is left alone.
UNEVEN = 0.06
#: Grey paper between these levels is lifted to ``WHITE`` in the reading copy, …
LEAST_GREY, MOST_GREY, WHITE = 90.0, 232.0, 252.0
#: … where so large a share of the page is paper of one level (within ``LEVEL`` of it): a photograph is not, …
ALL_PAPER, LEVEL = 0.6, 0.1
#: … and it has no tint: red and blue of the paper differ by less.  Tinted paper keeps its colour and its tone.
NEUTRAL = 12.0
#: Light is clipped from this level on.
CLIPPED = 254


@dataclass(frozen=True, slots=True)
class Light:
    """``paper`` brightness (0-255) and ``uneven``: the spread of the bare paper (5th to 95th percentile) over it.

    ``gain``: by how much an even grey paper is lifted in the reading copy, 1.0 for not at all.  ``clipped``: share of
    the page that is burnt out, although its paper is not white.
    """

    paper: float
    uneven: float
    #: Reduced estimate of the bare paper, and of the light on it: tints are paper to print on, but not light.
    background: Image
    shade: Image
    gain: float = 1.0
    clipped: float = 0.0

    @property
    def params(self) -> dict[str, Any]:
        found: dict[str, Any] = {"even": self.uneven >= UNEVEN, "paper": round(self.paper)}
        return {**found, "gain": round(self.gain, 3)} if self.gain > 1 else found

    @property
    def figures(self) -> dict[str, float | str]:
        return {"paper": self.paper, "uneven": self.uneven, "gain": round(self.gain, 3), "clipped": self.clipped}


def measure(
    image: Image,
    dpi: float = 0,
    pictures: Image | None = None,
    colours: Image | None = None,
    toned: Image | None = None,
) -> Light:
    """Estimate the bare paper of a cropped page.

    Args:
        image: grey or RGB.
        dpi: resolution; 0 if not known.
        pictures: mask of any size, 255 on pictures, which say nothing about the paper.
        colours: the page in RGB, where ``image`` is its grey.
        toned: mask of any size, 255 on printed tones, which say nothing about the light.
    """
    grey = to_grey(image)
    scale = plausible_dpi(image, dpi)
    small = reduce(grey, work_factor(grey, dpi))
    dpi_small = scale * small.shape[0] / grey.shape[0]
    size = odd(dpi_small / 3.5)
    closed = cv2.morphologyEx(
        cv2.medianBlur(small, 3), cv2.MORPH_CLOSE, np.ones((size, size), np.uint8), borderType=cv2.BORDER_REPLICATE
    )
    half = np.asarray(
        cv2.resize(closed, (max(1, small.shape[1] // 2), max(1, small.shape[0] // 2)), interpolation=cv2.INTER_AREA),
        np.uint8,
    )
    if pictures is not None and pictures.any():
        half = _bridged(half, pictures)
    background = _smooth(half, dpi_small)
    shade = background
    if toned is not None and toned.any():
        # As far as closing and blur carry their tone.
        span = odd(0.15 * dpi_small * toned.shape[0] / small.shape[0])
        wide = np.asarray(cv2.dilate(toned, np.ones((span, span), np.uint8)), np.uint8)
        shade = _smooth(_bridged(half, wide), dpi_small)
    low, dull, middle, high = (percentile(shade, share) for share in (5, 20, 60, 95))
    uneven = round((high - low) / max(1.0, middle), 4)
    gain = _gain(shade, middle, colours if colours is not None else image)
    clipped = float(np.mean(small >= CLIPPED)) if dull < MOST_GREY else 0.0
    return Light(middle, uneven, background, shade, gain, round(clipped, 4))


def _smooth(half: Image, dpi: float) -> Image:
    smooth = cv2.GaussianBlur(cv2.medianBlur(half, 5), (0, 0), max(1.0, dpi / 18), borderType=cv2.BORDER_REPLICATE)
    return np.asarray(smooth, np.uint8)


def _gain(background: Image, paper: float, page: Image) -> float:
    """By how much grey paper is to be lifted; 1.0 for white or tinted paper, and where it is not paper."""
    if not LEAST_GREY <= paper <= MOST_GREY:
        return 1.0
    near = np.abs(background.astype(np.float32) - paper) <= LEVEL * paper
    if float(near.mean()) < ALL_PAPER or (page.ndim == 3 and _tint(page) > NEUTRAL):
        return 1.0
    return WHITE / paper


def _tint(page: Image) -> float:
    """Difference of red and blue of the brighter half of the page."""
    step = max(1, min(page.shape[:2]) // 200)
    sample = page[::step, ::step].reshape(-1, 3).astype(np.float32)
    bright = sample[sample[:, 1] >= np.median(sample[:, 1])]
    return abs(float(np.median(bright[:, 0]) - np.median(bright[:, 2])))


def _bridged(background: Image, pictures: Image) -> Image:
    """The background with pictures replaced by the paper around them."""
    height, width = background.shape
    known = cv2.resize(pictures, (width, height), interpolation=cv2.INTER_NEAREST) == 0
    if not known.any():
        return np.full_like(background, int(percentile(background, 95)))
    weight = known.astype(np.float32)
    value = background.astype(np.float32) * weight
    filled, strength = value, weight
    span = 9
    while not (strength > 1e-3).all() and span < 4 * max(height, width):
        filled = cv2.blur(value, (span, span), borderType=cv2.BORDER_CONSTANT)
        strength = cv2.blur(weight, (span, span), borderType=cv2.BORDER_CONSTANT)
        span = span * 2 + 1
    guess = filled / np.maximum(strength, 1e-6)
    return np.where(known, background, np.clip(guess, 0, 255)).astype(np.uint8)


def whiten(grey: Image, light: Light, params: Mapping[str, Any]) -> Image:
    """Grey page with white paper (255) everywhere: what recognition and binarization read."""
    if params.get("off"):
        return grey
    height, width = grey.shape
    paper = cv2.resize(light.background, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.divide(grey, paper, dst=paper, scale=255), np.uint8)


def apply(
    image: Image, light: Light, params: Mapping[str, Any], pictures: Sequence[Quad] = (), *, in_place: bool = False
) -> Image:
    """The reading copy with even light, and even grey paper lifted to near white; tinted paper keeps its tone.

    Args:
        image: the cropped page.
        light: its measurement.
        params: ``even``, ``paper``, ``gain``; without them the image comes back as it is.
        pictures: boxes that keep their tones.
        in_place: the image is nobody else's: its own pixels are changed, which saves the memory of another.
    """
    if params.get("off"):
        return image
    gain = float(params.get("gain", 1.0))
    even = bool(params.get("even"))
    if not even and gain <= 1:
        return image
    kept = [(box, image[box[1] : box[3], box[0] : box[2]].copy()) for box in pictures]
    done = image if in_place and image.flags.c_contiguous else np.empty(image.shape, np.uint8)
    if even:
        _even(image, light, float(params.get("paper", light.paper)), gain, done)
    else:
        cv2.LUT(image, np.clip(np.arange(256) * gain + 0.5, 0, 255).astype(np.uint8), dst=done)
    for (left, top, right, bottom), pixels in kept:
        done[top:bottom, left:right] = pixels
    return done


def _even(image: Image, light: Light, paper: float, gain: float, done: Image) -> None:
    """Divide by the light, band by band into ``done``: three bytes a pixel of divisors would outweigh the page."""
    height, width = image.shape[:2]
    share = np.clip(light.shade.astype(np.float32) / max(1.0, paper), 0.25, 2.0)
    divisor = cv2.resize((share * 128).astype(np.uint8), (width, height), interpolation=cv2.INTER_LINEAR)
    for top in range(0, height, BAND):
        rows = slice(top, top + BAND)
        by = divisor[rows] if image.ndim == 2 else cv2.merge((divisor[rows],) * 3)
        cv2.divide(image[rows], by, dst=done[rows], scale=128 * gain)
