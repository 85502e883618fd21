"""Measurements of a page image: what a person would complain about, as numbers.

Everything is measured on the reading copy and the ink mask of the prepared page; nothing here changes a pixel.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]

#: x-height of body text in inches: 1.7 mm, the middle of 9 to 12 point book faces.
BODY_X_HEIGHT = 0.067
#: Tiles that are looked at closely: so many, so large.
TILES, TILE = 6, 384
#: … and so many of them for their fine detail.
DETAIL_TILES = 4


def measure_image(
    image: Image,
    mask: Image,
    *,
    dpi: float,
    declared_dpi: float = 0,
    readings: Mapping[str, Mapping[str, float | str]] | None = None,
) -> dict[str, float]:
    """Measure a prepared page.

    Args:
        image: reading copy, grey ``(h, w)`` or RGB ``(h, w, 3)``.
        mask: its ink, 255 = ink.
        dpi: resolution used for the page (declared, or estimated from its size).
        declared_dpi: what the file said; 0 if nothing.  Less than 100 counts as nothing: programs write 72 and
            96 unasked, and too little is seen from ``text_dpi``.
        readings: what the imaging steps measured, by step (``Prepared.readings``); what is not in it counts as 0.

    Returns:
        ``ink_share``, ``blank`` (0 or 1), ``letters``, ``x_height`` (pixels), ``text_dpi`` (resolution at which body
        text would have that x-height), ``dpi``, ``contrast`` (0-255), ``edge_width`` (pixels from paper to ink),
        ``blur`` (edge width over x-height), ``detail`` (0 to 1, see ``_detail``; 0 where the file claims no
        resolution), ``noise`` (standard deviation of the paper, levels), ``noise_share`` (the
        same over the contrast), ``specks`` (single black pixels in 100,000), ``clipped_light``,
        ``clipped_dark`` (shares), ``cast`` (blueness of the paper, CIE b* below neutral), ``paper`` (level), and the
        readings ``skew``, ``residual_skew``, ``uneven``, ``surround``, ``facing``, ``cut``, ``finger``.
    """
    height, width = image.shape[:2]
    found = {
        "dpi": float(dpi),
        "declared_dpi": float(declared_dpi) if declared_dpi >= 100 else 0.0,
        "width": width,
        "height": height,
    }
    found |= _carried(readings or {})
    found["text_dpi"] = found["x_height"] / BODY_X_HEIGHT
    found |= _strokes(image, mask, found["x_height"] or dpi * BODY_X_HEIGHT)
    found |= _tone(image, mask)
    if not found["declared_dpi"]:
        found["detail"] = 0.0
    found |= _as_scanned(found, readings or {})
    found["blank"] = float(found["letters"] < 4 and found["ink_share"] < 0.002 and not _pictured(readings or {}))
    return {name: round(float(value), 5) for name, value in found.items()}


def _pictured(readings: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether there are pictures or printed tones: a plate without words is not blank."""
    return bool(readings.get("pictures", {}).get("count") or readings.get("crop", {}).get("toned"))


def _as_scanned(found: Mapping[str, float], readings: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """What the reading copy no longer tells, because its light was evened out and its paper lifted."""
    light = readings.get("illumination", {})
    gain = max(1.0, float(light.get("gain", 1.0)))
    scanned = {
        "contrast": found["contrast"] / gain,
        "noise": found["noise"] / gain,
        "noise_share": found["noise"] / max(1.0, found["contrast"]),
        "specks": float(readings.get("denoise", {}).get("specks", 0.0)),
    }
    if readings.get("polarity", {}).get("light"):
        # A coloured sheet with white letters was made so.
        scanned["cast"] = 0.0
    if "paper" in light:
        scanned |= {"paper": float(light["paper"])}
        scanned["clipped_light"] = max(found["clipped_light"] if gain == 1 else 0.0, float(light.get("clipped", 0.0)))
    return scanned


def _tiles(mask: Image) -> list[tuple[slice, slice]]:
    """The tiles of the page with the most ink that still show paper."""
    rows, columns = max(1, mask.shape[0] // TILE), max(1, mask.shape[1] // TILE)
    sample = np.ascontiguousarray(mask[::4, ::4])
    shares = cv2.resize(sample, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.float64).reshape(rows, columns)
    shares[shares > 110] = 0
    order = np.argsort(shares, axis=None)[::-1][:TILES]
    high, wide = mask.shape[0] // rows, mask.shape[1] // columns
    found = []
    for index in order:
        row, column = divmod(int(index), columns)
        found.append((slice(row * high, row * high + TILE), slice(column * wide, column * wide + TILE)))
    return found


def _grey(image: Image) -> Image:
    return image if image.ndim == 2 else np.asarray(cv2.cvtColor(image, cv2.COLOR_RGB2GRAY), np.uint8)


def _strokes(image: Image, mask: Image, x_height: float) -> dict[str, float]:
    """Contrast and sharpness at the edges of letters, noise of the paper between them."""
    contrasts, widths, noises = [], [], []
    details: list[float] = []
    span = max(5, round(x_height) | 1)
    wide, three = np.ones((span, span), np.uint8), np.ones((3, 3), np.uint8)
    for area in _tiles(mask):
        tile, ink = _grey(np.ascontiguousarray(image[area])), np.ascontiguousarray(mask[area])
        # Places taken by number, several times quicker than by a mask.
        edge = np.flatnonzero(cv2.morphologyEx(ink, cv2.MORPH_GRADIENT, three))
        if edge.size < 200:
            continue
        step = np.take(cv2.morphologyEx(tile, cv2.MORPH_GRADIENT, three), edge)
        reach = np.take(cv2.morphologyEx(tile, cv2.MORPH_GRADIENT, wide), edge)
        contrast = float(np.percentile(reach, 60))
        contrasts.append(contrast)
        widths.append(2.0 * contrast / max(1.0, float(np.percentile(step, 75))))
        if len(details) < DETAIL_TILES:
            details.append(_detail(tile, edge))
        paper = np.flatnonzero(cv2.dilate(ink, np.ones((7, 7), np.uint8)) == 0)
        if paper.size > 500:
            light = tile.astype(np.float32)
            fine = np.take(light - cv2.GaussianBlur(light, (0, 0), 1.5), paper)
            # What is darker than its surroundings: the bright half of the grain may be cut off at white.
            darker = fine[fine <= 0]
            noises.append(1.4826 * float(np.median(-darker)) if darker.size else 0.0)
    if not contrasts:
        return {"contrast": 0.0, "edge_width": 0.0, "blur": 0.0, "noise": 0.0, "detail": 0.0}
    width = float(np.median(widths))
    return {
        "contrast": float(np.median(contrasts)),
        "edge_width": width,
        "blur": width / max(1.0, x_height),
        "noise": float(np.median(noises)) if noises else 0.0,
        "detail": float(np.median(details)),
    }


def _detail(tile: Image, edge: NDArray[np.intp]) -> float:
    """What the edges of letters lose by a blur of one pixel, as a share of what they lose by one of three.

    0.4 to 0.65 in scans that hold what their resolution promises; a picture blown up to three times its pixels has
    next to nothing that a small blur could take: 0.25 to 0.35.
    """
    fine, coarse = (
        float(np.take(cv2.absdiff(tile, cv2.GaussianBlur(tile, (0, 0), sigma)), edge).mean()) for sigma in (1, 3)
    )
    return fine / max(1.0, coarse)


def _tone(image: Image, mask: Image) -> dict[str, float]:
    """Level and cast of the paper, and what is clipped."""
    step = max(1, min(mask.shape) // 300)
    sample, ink = _grey(np.ascontiguousarray(image[::step, ::step])), mask[::step, ::step] > 0
    paper = sample[~ink]
    level = float(np.median(paper)) if paper.size else 255.0
    bilevel = not np.any((sample > 5) & (sample < 250))
    cast = 0.0
    if image.ndim == 3 and paper.size:
        # The lighter half: pictures and tints are darker than their paper.
        colours = image[::step, ::step][~ink & (sample >= level)].astype(np.uint8)
        cast = _yellowness(np.median(colours, axis=0) / 255.0)
    return {
        "paper": level,
        "cast": cast,
        # White paper is white: light is clipped only where the rest of the paper is not.
        "clipped_light": 0.0 if bilevel or level >= 235 else float(np.mean(paper >= 254)) if paper.size else 0.0,
        "clipped_dark": 0.0 if bilevel else float(np.mean(sample <= 2)),
    }


def _yellowness(rgb: NDArray[np.float64]) -> float:
    """CIE b* of an sRGB colour (0-1, D65): positive is yellow, negative is blue."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    luminance = float(linear @ (0.2126729, 0.7151522, 0.0721750))
    blue = float(linear @ (0.0193339, 0.1191920, 0.9503041)) / 1.08883
    first, third = (value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116 for value in (luminance, blue))
    return 200.0 * (first - third)


def _carried(readings: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Readings of the imaging steps under their names here; 0 where a step did not measure."""
    places = {
        "letters": ("letters", "count"),
        "x_height": ("letters", "x_height"),
        "ink_share": ("letters", "ink_share"),
        "skew": ("deskew", "angle"),
        "residual_skew": ("letters", "residual_skew"),
        "uneven": ("illumination", "uneven"),
        "surround": ("crop", "surround"),
        "facing": ("crop", "facing"),
        "cut": ("crop", "cut"),
        "finger": ("crop", "finger"),
        "curl": ("dewarp", "height"),
    }
    return {name: abs(float(readings.get(step, {}).get(key, 0.0))) for name, (step, key) in places.items()}
