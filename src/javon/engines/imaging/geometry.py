"""One resampling for everything that moves pixels: perspective, curl, skew and crop are composed, then applied once."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from javon.engines.imaging.raster import BAND, Image, Quad

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Geometry:
    """How the pixels of a part become those of the page.

    ``quad``: corners of the sheet in the part (top left, top right, bottom right, bottom left), which become a
    rectangle; None for no perspective.  ``angle``: skew to take out, degrees, clockwise positive, about the centre.
    ``lift``: rows and columns of vertical shifts in pixels, evenly spread over the straightened part, that flatten
    curled lines; None for a flat page.  ``box``: what is kept of the straightened part; may reach outside it.
    """

    size: tuple[int, int]
    quad: tuple[tuple[float, float], ...] | None = None
    angle: float = 0.0
    lift: tuple[tuple[float, ...], ...] | None = None
    box: Quad | None = None

    @classmethod
    def of(cls, image: Image, recipe: Mapping[str, Mapping[str, Any]]) -> Geometry:
        """The geometry that a recipe asks for on this image."""
        dewarp, deskew, crop = (_active(recipe.get(name, {})) for name in ("dewarp", "deskew", "crop"))
        quad, lift, box = dewarp.get("quad"), dewarp.get("lift"), crop.get("box")
        return cls(
            (image.shape[0], image.shape[1]),
            tuple((float(x), float(y)) for x, y in quad) if quad else None,
            float(deskew.get("angle", 0.0)),
            tuple(tuple(float(value) for value in row) for row in lift) if lift else None,
            _whole(box) if box else None,
        )

    @property
    def flat_size(self) -> tuple[int, int]:
        """Height and width of the straightened part: the part's own, or the sheet's after perspective."""
        if self.quad is None:
            return self.size
        tl, tr, br, bl = self.quad
        width = max(math.dist(tl, tr), math.dist(bl, br))
        height = max(math.dist(tl, bl), math.dist(tr, br))
        return max(1, round(height)), max(1, round(width))

    def reduced(self, factor: int) -> Geometry:
        """The same for an image reduced by ``factor``; without the crop."""
        return Geometry(
            (self.size[0] // factor, self.size[1] // factor),
            tuple((x / factor, y / factor) for x, y in self.quad) if self.quad else None,
            self.angle,
            tuple(tuple(value / factor for value in row) for row in self.lift) if self.lift else None,
        )

    def matrix(self) -> Matrix:
        """3 × 3 matrix from the straightened part to the part."""
        height, width = self.flat_size
        turn = np.vstack((cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -self.angle, 1.0), (0, 0, 1)))
        if self.quad is None:
            return np.asarray(turn, np.float64)
        corners = np.array([(0, 0), (width - 1, 0), (width - 1, height - 1), (0, height - 1)], np.float32)
        sheet = cv2.getPerspectiveTransform(corners, np.array(self.quad, np.float32))
        return np.asarray(sheet @ turn, np.float64)


def _active(step: Mapping[str, Any]) -> Mapping[str, Any]:
    return {} if step.get("off") else step


def _whole(box: Sequence[float]) -> Quad:
    left, top, right, bottom = (round(value) for value in box)
    return left, top, max(left + 1, right), max(top + 1, bottom)


def warp(image: Image, geometry: Geometry) -> Image:
    """Resample once; a plain crop inside the image is only a view."""
    height, width = geometry.flat_size
    left, top, right, bottom = geometry.box or (0, 0, width, height)
    size = (right - left, bottom - top)
    if geometry.lift is not None:
        return _lifted(image, geometry, (left, top, right, bottom))
    matrix = geometry.matrix()
    if geometry.quad is None and not geometry.angle:
        inside = left >= 0 and top >= 0 and right <= width and bottom <= height
        if inside:
            return image[top:bottom, left:right]
    moved = matrix @ np.array([[1, 0, left], [0, 1, top], [0, 0, 1]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    if geometry.quad is None:
        done = cv2.warpAffine(image, moved[:2], size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    else:
        done = cv2.warpPerspective(image, moved, size, flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(done, np.uint8)


def _lifted(image: Image, geometry: Geometry, box: Quad) -> Image:
    """Band by band: the maps of a whole page in colour would take eight times its memory."""
    left, top, right, bottom = box
    done = np.empty((bottom - top, right - left, *image.shape[2:]), np.uint8)
    for start in range(top, bottom, BAND):
        end = min(start + BAND, bottom)
        maps = _maps(geometry, (left, start, right, end))
        done[start - top : end - top] = cv2.remap(image, *maps, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return done


def _maps(geometry: Geometry, box: Quad) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Where in the part each pixel of the box comes from: columns and rows."""
    left, top, right, bottom = box
    xs, ys = np.meshgrid(np.arange(left, right, dtype=np.float32), np.arange(top, bottom, dtype=np.float32))
    ys += _shifts(geometry, box)
    m = geometry.matrix().astype(np.float32)
    map_x, map_y = m[0, 0] * xs + m[0, 1] * ys + m[0, 2], m[1, 0] * xs + m[1, 1] * ys + m[1, 2]
    if geometry.quad is None:
        return map_x, map_y
    depth = m[2, 0] * xs + m[2, 1] * ys + m[2, 2]
    return map_x / depth, map_y / depth


def _shifts(geometry: Geometry, box: Quad) -> NDArray[np.float32]:
    """The coarse field of vertical shifts, interpolated to every pixel of the box."""
    assert geometry.lift is not None
    grid = np.array(geometry.lift, np.float32)
    rows, columns = grid.shape
    height, width = geometry.flat_size
    left, top, right, bottom = box
    # Position of each pixel in the grid: a small affine enlargement, smooth at the nodes by cubic interpolation.
    scale_x, scale_y = (columns - 1) / max(1, width - 1), (rows - 1) / max(1, height - 1)
    matrix = np.array([[scale_x, 0, left * scale_x], [0, scale_y, top * scale_y]], np.float64)
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    # Interpolation of warpAffine is in steps of 1/32 pixel: enlarge the grid first so that steps vanish.
    fine = cv2.resize(grid, (columns * 32, rows * 32), interpolation=cv2.INTER_CUBIC)
    matrix *= 32.0
    matrix[:, 2] += 15.5
    field = cv2.warpAffine(fine, matrix, (right - left, bottom - top), flags=flags, borderMode=cv2.BORDER_REPLICATE)
    return np.asarray(field, np.float32)


def straighten(small: Image, geometry: Geometry, factor: int) -> tuple[Image, int]:
    """A reduced image made straight on a larger sheet, so that no corner is lost; with the rim's width added."""
    reduced = geometry.reduced(factor)
    height, width = reduced.flat_size
    lifts = [abs(value) for row in reduced.lift or () for value in row]
    if not reduced.angle and not lifts and reduced.quad is None:
        return small, 0
    turn = math.sin(math.radians(abs(reduced.angle))) * max(height, width) / 2
    rim = math.ceil(turn + max(lifts, default=0.0)) + 1
    return warp(
        small, replace(reduced, size=(small.shape[0], small.shape[1]), box=(-rim, -rim, width + rim, height + rim))
    ), rim
