"""A page as a telephone takes it: on a table, a little from the side, under a lamp and a shadow."""

from __future__ import annotations

import random

import cv2
import numpy as np

from bench.rendered import Pixels

#: Table around the page, pixels on each side.
AROUND = 170
DESK = (60, 71, 87)
#: How yellow the paper is: shares of blue, green and red light that it gives back.
PAPER = (0.86, 0.93, 0.97)


def photographed(clean: Pixels, rng: random.Random) -> Pixels:
    """The clean page (height, width, 3) photographed; the picture is larger than the page by the table around it."""
    noise = np.random.default_rng(rng.randrange(2**32))
    height, width = clean.shape[:2]
    size = (width + 2 * AROUND, height + 2 * AROUND)
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    moved = corners + AROUND + np.array([[rng.uniform(-55, 55) for _ in "xy"] for _ in corners], dtype=np.float32)
    turn = cv2.getPerspectiveTransform(corners, moved.astype(np.float32))
    page = cv2.warpPerspective(clean, turn, size, flags=cv2.INTER_AREA, borderValue=DESK)
    page = cv2.GaussianBlur(page, (0, 0), rng.uniform(0.7, 1.1))
    grain = noise.standard_normal((size[1], size[0]), dtype=np.float32) * 4
    light = _light(size, rng)
    colours = [page[..., index] * (light * factor) + grain for index, factor in enumerate(PAPER)]
    page = np.clip(np.stack(colours, axis=-1), 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", page, [cv2.IMWRITE_JPEG_QUALITY, 80])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_COLOR), dtype=np.uint8)


def _light(size: tuple[int, int], rng: random.Random) -> Pixels:
    """A lamp at one side and the soft shadow of a hand: factors (height, width)."""
    width, height = size
    down, across = np.mgrid[0:height, 0:width].astype(np.float32)
    lamp = 1 - rng.uniform(0.1, 0.35) * (across / width if rng.random() < 0.5 else 1 - across / width)
    edge = rng.uniform(0.55, 1.0) * width + (down - height / 2) * rng.uniform(-0.4, 0.4)
    shadow = 1 - rng.uniform(0.15, 0.35) / (1 + np.exp(-(across - edge) / 40))
    return np.asarray(lamp * shadow)
