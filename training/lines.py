"""Lines drawn as Tesseract cuts them from a page: from the tops to the tails of the letters, with a few pixels around.

A line is set in large type, worn there, then made as small as pages are when they are read.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from training import faces
from training.lstmf import Pixels, Sample
from training.wear import reworn, worn

#: Size of type for drawing; x-heights of 16 to 30 pixels.
SIZES = (36, 58)
#: What Tesseract leaves around a line.
PADDING = 4
#: x-heights at which pages are read: most at 16, the rest anywhere between.
USUAL_HEIGHT, HEIGHTS = 16.0, (12.0, 30.0)
_TALL, _DEEP = "bdhklfБД", "pqgyруЦ"

#: The sign of oʻ and gʻ as it is printed, and how often: fonts rarely have one of its own.
TURNED = {"‘": 60, "ʻ": 14, "’": 12, "'": 10, "`": 4}
#: The same for an apostrophe inside a word.
APOSTROPHE = {"’": 80, "'": 16, "ʼ": 4}


@dataclass(frozen=True, slots=True)
class Type:
    """One line as it will be set: the font, its size, the text as printed."""

    font: Path
    size: int
    shown: str


Choose = Callable[[str, random.Random], Type | None]


def chooser(weights: dict[str, int]) -> Choose:
    """A choice of typefaces: None where no face of them has all characters of the text."""
    fonts = faces.weighted(weights)
    limits = list(accumulate(weight for _path, weight in fonts))

    def choose(text: str, rng: random.Random) -> Type | None:
        for _ in range(40):
            font = rng.choices(fonts, cum_weights=limits)[0][0]
            shown = as_printed(text, rng)
            if not missing(shown, font):
                return Type(font, rng.randint(*SIZES), shown)
        return None

    return choose


def missing(text: str, font: Path) -> set[str]:
    """The characters of the text that the font cannot draw."""
    return set(text) - faces.coverage(font)


def as_printed(text: str, rng: random.Random) -> str:
    """The text with the signs that a printer takes for ʻ and ’, and with three dots for an ellipsis or not."""
    turned = rng.choices(list(TURNED), list(TURNED.values()))[0]
    apostrophe = rng.choices(list(APOSTROPHE), list(APOSTROPHE.values()))[0]
    letters = list(text)
    for place in range(1, len(letters)):
        if letters[place] == "ʻ":
            letters[place] = turned
        elif letters[place] == "’" and text[place - 1].isalpha() and text[place + 1 : place + 2].isalpha():
            letters[place] = apostrophe
    printed = "".join(letters)
    return printed.replace("…", "...") if rng.random() < 0.4 else printed


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


def draw(kind: Type, rng: random.Random) -> tuple[Pixels, int, int, float]:
    """The line set clean: image, row of its tops, row below its tails, x-height in pixels.

    Gaps between words are those of justified columns; in a table they are wide.
    """
    font = _font(kind.font, kind.size)
    words = kind.shown.split(" ")
    gap = font.getlength(" ") * _gap(words, rng)
    spaced = rng.choice((0.08, 0.15, 0.25)) * kind.size if rng.random() < 0.03 else 0.0
    widths = [font.getlength(word) + spaced * len(word) for word in words]
    ascent, descent = font.getmetrics()
    room = kind.size // 2
    width = round(sum(widths) + gap * (len(words) - 1)) + 2 * room
    sheet = Image.new("L", (width, ascent + descent + 2 * room), 255)
    pen = ImageDraw.Draw(sheet)
    left, baseline, ink = float(room), ascent + room, rng.randint(0, 50)
    for word, wide in zip(words, widths, strict=True):
        _put(pen, word, left, baseline, font, ink, spaced)
        left += wide + gap
    x_height = -font.getbbox("x", anchor="ls")[1]
    top, bottom = (edge + baseline for edge in _edges(font, kind.shown))
    return np.asarray(sheet, np.uint8), round(top), round(bottom), float(x_height)


def _gap(words: Sequence[str], rng: random.Random) -> float:
    figures = sum(word[:1].isdigit() for word in words)
    if len(words) > 2 and figures > 0.7 * len(words):
        return rng.uniform(1, 7)
    return rng.uniform(0.75, 1.2) if rng.random() < 0.6 else rng.uniform(1.2, 2.6)


def _put(
    pen: ImageDraw.ImageDraw,
    word: str,
    left: float,
    baseline: int,
    font: ImageFont.FreeTypeFont,
    ink: int,
    spaced: float,
) -> None:
    if not spaced:
        pen.text((left, baseline), word, font=font, fill=ink, anchor="ls")
        return
    for letter in word:
        pen.text((left, baseline), letter, font=font, fill=ink, anchor="ls")
        left += font.getlength(letter) + spaced


def _edges(font: ImageFont.FreeTypeFont, shown: str) -> tuple[float, float]:
    """Top and bottom of the line against its baseline: the usual ones of the face, or what stands out of them."""
    usual = font.getbbox(_TALL, anchor="ls")[1], font.getbbox(_DEEP, anchor="ls")[3]
    found = font.getbbox(shown, anchor="ls")
    return min(usual[0], found[1]), max(usual[1], found[3])


def sample(text: str, choose: Choose, rng: random.Random) -> Sample | None:
    """A worn line that says ``text``; None where no typeface has all of its characters."""
    kind = choose(text, rng)
    if kind is None:
        return None
    clean, top, bottom, x_height = draw(kind, rng)
    height = USUAL_HEIGHT * rng.uniform(0.9, 1.12) if rng.random() < 0.5 else rng.uniform(*HEIGHTS)
    factor = min(1.2, height / x_height)
    return Sample(cut(_shrunk(worn(clean, rng), factor), top * factor, bottom * factor, rng), text)


def real_sample(line: Sample, rng: random.Random) -> Sample:
    """A real line of a page as another scan, another size, another cut would show it."""
    image = reworn(line.image, rng)
    height = rng.uniform(26, 48) if rng.random() < 0.6 else rng.uniform(36, 62)
    edge = rng.randint(0, 3)
    image = image[edge : image.shape[0] - rng.randint(0, 3)]
    return Sample(_shrunk(image, min(1.3, height / image.shape[0])), line.text)


def _shrunk(image: Pixels, factor: float) -> Pixels:
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return np.asarray(cv2.resize(image, None, fx=factor, fy=factor, interpolation=way), np.uint8)


def cut(image: Pixels, top: float, bottom: float, rng: random.Random) -> Pixels:
    """The line as Tesseract cuts it, which is never quite sure where a line begins and ends."""
    first = round(top) - PADDING + round(rng.gauss(0, 1.5))
    last = round(bottom) + PADDING + round(rng.gauss(0, 1.5))
    side = rng.randint(0, 8)
    return image[max(0, first) : last, side : image.shape[1] - rng.randint(0, 8)].copy()
