"""What print, paper and scanner do to a line: blur, tilt, thin and fat ink, gaps, shades, noise, coding."""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Tones = NDArray[np.float32]

WHITE = 255.0


def worn(line: Pixels, rng: random.Random) -> Pixels:
    """A clean black line on white as a scan shows it; one line in six stays nearly clean."""
    noise = np.random.default_rng(rng.randrange(2**32))
    tones = line.astype(np.float32)
    if rng.random() < 1 / 6:
        return _tones(_blurred(tones, rng.uniform(0.3, 0.7)))
    if rng.random() < 0.35:
        tones = _inked(tones, rng)
    if rng.random() < 0.3:
        tones = _broken(tones, rng, noise)
    if rng.random() < 0.3:
        tones = _tilted(tones, rng)
    if rng.random() < 0.25:
        tones = tones - (WHITE - _blurred(tones[:, ::-1], 2.0)) * rng.uniform(0.03, 0.16)
    tones = _blurred(tones, rng.uniform(0.4, 1.6))
    return _coded(_scanned(tones, rng, noise), rng)


def reworn(line: Pixels, rng: random.Random) -> Pixels:
    """A line that is a scan already, as another scan of it might be."""
    noise = np.random.default_rng(rng.randrange(2**32))
    tones = line.astype(np.float32)
    if rng.random() < 0.3:
        tones = _inked(tones, rng)
    if rng.random() < 0.5:
        tones = _tilted(tones, rng)
    if rng.random() < 0.5:
        tones = _blurred(tones, rng.uniform(0.3, 1.0))
    tones = (tones - 128) * rng.uniform(0.75, 1.3) + 128 + rng.uniform(-25, 25)
    return _coded(np.asarray(tones + noise.normal(0, rng.uniform(0, 7), tones.shape), np.float32), rng)


def _blurred(tones: Tones, width: float) -> Tones:
    return np.asarray(cv2.GaussianBlur(tones, (0, 0), width), np.float32)


def _inked(tones: Tones, rng: random.Random) -> Tones:
    """Too much ink or too little."""
    kernel = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2, 2) if rng.random() < 0.7 else (3, 3))
    spread = cv2.erode(tones, kernel) if rng.random() < 0.55 else cv2.dilate(tones, kernel)
    share = rng.uniform(0.3, 0.8)
    return np.asarray(tones * (1 - share) + spread * share, np.float32)


def _broken(tones: Tones, rng: random.Random, noise: np.random.Generator) -> Tones:
    """Letters with holes where the type was worn or the paper rough."""
    rough = cv2.GaussianBlur(noise.random(tones.shape, dtype=np.float32), (0, 0), rng.uniform(0.9, 1.8))
    limit = np.quantile(rough, 1 - rng.uniform(0.02, 0.1))
    return np.asarray(np.where(rough > limit, np.maximum(tones, 200), tones), np.float32)


def _tilted(tones: Tones, rng: random.Random) -> Tones:
    height, width = tones.shape
    most = min(0.6, 100 / width)
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), rng.uniform(-most, most), 1.0)
    turn[0, 1] += rng.uniform(-0.04, 0.04)
    paper = float(np.median(tones[[0, -1]]))
    return np.asarray(cv2.warpAffine(tones, turn, (width, height), borderValue=(paper,)), np.float32)


def _scanned(tones: Tones, rng: random.Random, noise: np.random.Generator) -> Tones:
    """Tones of paper and ink, uneven light, grain; some scanners know only black and white."""
    ink, paper = rng.uniform(0, 80), rng.uniform(185, 255)
    tones = ink + (paper - ink) * tones / WHITE
    if rng.random() < 0.25:
        width = tones.shape[1]
        tones = tones * np.linspace(1, rng.uniform(0.75, 1), width, dtype=np.float32)[:: rng.choice((-1, 1))]
    if rng.random() < 0.15:
        return np.where(tones > rng.uniform(0.42, 0.68) * (ink + paper), WHITE, 0).astype(np.float32)
    grain = noise.normal(0, rng.uniform(0, 13), tones.shape)
    return np.asarray(tones + grain, np.float32)


def _coded(tones: Tones, rng: random.Random) -> Pixels:
    grey = _tones(tones)
    if rng.random() < 0.4:
        packed = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, rng.randint(45, 90)])[1]
        grey = np.asarray(cv2.imdecode(packed, cv2.IMREAD_GRAYSCALE), np.uint8)
    return grey


def _tones(tones: Tones) -> Pixels:
    return np.clip(tones, 0, WHITE).astype(np.uint8)
