"""Pages drawn for the tests: lines of words whose place, angle and light are known."""

from __future__ import annotations

import random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image as Pillow
from PIL import ImageDraw, ImageFont

Image = NDArray[np.uint8]

WORDS = [
    "kitob",
    "javon",
    "sahifa",
    "satr",
    "harf",
    "qalam",
    "bino",
    "shahar",
    "daryo",
    "bahor",
    "oltin",
    "kumush",
    "tong",
    "oqshom",
    "bogʻ",
    "togʻ",
    "yoʻl",
]
A5 = (1748, 2480)


def text_page(
    size: tuple[int, int] = A5,
    *,
    columns: int = 1,
    lines: int = 34,
    margin: int = 220,
    letter: int = 42,
    number: str = "",
    seed: int = 7,
    phase: int = 0,
) -> Image:
    """White page of ``size`` (width, height) with black text; column 2 is set ``phase`` pixels lower."""
    width, height = size
    sheet = Pillow.new("L", size, 255)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(letter)
    rng = random.Random(seed)
    gap = 70
    column_width = (width - 2 * margin - gap * (columns - 1)) // columns
    pitch = round(letter * 1.45)
    for column in range(columns):
        left = margin + column * (column_width + gap)
        for line in range(lines):
            top = margin + line * pitch + (phase if column % 2 else 0)
            if top + pitch > height - margin:
                break
            draw.text((left, top), line_of_words(rng, font, column_width), font=font, fill=0)
    if number:
        draw.text((width // 2, height - margin // 2 - letter), number, font=font, fill=0)
    return np.array(sheet)


def line_of_words(rng: random.Random, font: ImageFont.FreeTypeFont | ImageFont.ImageFont, width: int) -> str:
    """Random words that fill ``width`` pixels."""
    words = [rng.choice(WORDS)]
    while font.getlength(" ".join(words)) < width * 0.9:
        words.append(rng.choice(WORDS))
    return " ".join(words[:-1] or words)


def turned(page: Image, angle: float, fill: int = 255) -> Image:
    """The page turned clockwise by ``angle`` degrees about its centre."""
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -angle, 1.0)
    border = (fill,) * 3
    return np.asarray(
        cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=border), np.uint8
    )


def noisy(page: Image, sigma: float, seed: int = 3) -> Image:
    """The page with grain."""
    grain = np.random.default_rng(seed).normal(0, sigma, page.shape)
    return np.clip(page.astype(np.float32) + grain, 0, 255).astype(np.uint8)


def lit(page: Image, dark: float = 0.55) -> Image:
    """The page under a light that falls off to ``dark`` at the right bottom corner."""
    height, width = page.shape[:2]
    fall = np.linspace(1, dark**0.5, width)[None, :] * np.linspace(1, dark**0.5, height)[:, None]
    return (page * (fall if page.ndim == 2 else fall[:, :, None])).astype(np.uint8)


def on_table(page: Image, border: int = 150, level: int = 25) -> Image:
    """The page lying on a dark table."""
    return np.asarray(cv2.copyMakeBorder(page, border, border, border, border, cv2.BORDER_CONSTANT, value=(level,) * 3))


def coloured(page: Image, paper: tuple[int, int, int]) -> Image:
    """Grey page as black print on paper of a colour."""
    return (page[:, :, None].astype(np.float32) / 255 * np.array(paper)).astype(np.uint8)


def gutter_shadow(page: Image, at: int, reach: int = 90, depth: float = 0.45) -> Image:
    """The page with the shadow of a binding along column ``at``."""
    distance = np.abs(np.arange(page.shape[1]) - at)
    shade = 1 - depth * np.clip(1 - distance / reach, 0, 1)
    return (page * shade[None, :]).astype(np.uint8)


def curled(page: Image, height: float = 60.0) -> Image:
    """The page bent so that its lines rise by ``height`` pixels towards the right edge, as near a binding."""
    rows, columns = page.shape[:2]
    xs, ys = np.meshgrid(np.arange(columns, dtype=np.float32), np.arange(rows, dtype=np.float32))
    ys += height * (np.clip(xs / columns - 0.3, 0, 1) / 0.7) ** 2
    return np.asarray(cv2.remap(page, xs, ys, cv2.INTER_LINEAR, borderValue=(255,)), np.uint8)


def halftone(height: int, width: int, seed: int = 1) -> Image:
    """A soft grey picture without letters."""
    coarse = np.random.default_rng(seed).integers(40, 150, (8, 6)).astype(np.uint8)
    return np.asarray(cv2.resize(coarse, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def drawing(angle: float, *, lines: int = 14, caption: str = "3-rasm. Qiya tomli uy", size: int = 40) -> Image:
    """A white A5 page with a hatched plane whose strokes rise by ``angle`` degrees, and a level caption."""
    sheet = Pillow.new("L", A5, 255)
    draw = ImageDraw.Draw(sheet)
    rise = np.tan(np.radians(angle)) * 1300
    for line in range(lines):
        top = 900 + 36 * line
        draw.line((200, top + rise / 2, 1500, top - rise / 2), fill=30, width=4)
    draw.text((500, 1900), caption, font=ImageFont.load_default(size), fill=0)
    return np.array(sheet)


def map_page(slope: float, *, names: int = 7, size: int = 44) -> Image:
    """A white A5 page with slanted borders and rivers, and level names of places."""
    sheet = Pillow.new("L", A5, 255)
    draw = ImageDraw.Draw(sheet)
    font = ImageFont.load_default(size)
    rng = random.Random(names)
    fall = np.tan(np.radians(slope)) * 1400
    for line in range(5):
        draw.line((150, 400 + 350 * line, 1550, 400 + 350 * line + fall), fill=90, width=6)
    for name in range(names):
        place = rng.randrange(250, 1300), 300 + 280 * name
        draw.ellipse((place[0] - 30, place[1] + 15, place[0] - 14, place[1] + 31), fill=0)
        draw.text(place, WORDS[name].capitalize(), font=font, fill=0)
    return np.array(sheet)
