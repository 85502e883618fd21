"""Pages made by the bench itself: type set from a text, then printed and scanned badly, so that the truth is known.

A page is A5 at 300 dpi, grey.  ``mild`` is a fair scan of a good print (a little skew, blur and show-through);
``hard`` is worn ink under uneven light with a book gutter, noise and strong compression; ``hard-edges`` is the same
with what lies around a page: a strip of the facing page, a dark edge, and dust.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

Pixels = NDArray[np.uint8]

WIDTH, HEIGHT, DPI = 1748, 2480, 300
MARGIN = 190
LINE_STEP = 56
BODY_LINES = 34

FACES = (
    "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf",
)
VOWELS = "aeiouyаеёиоуўэюяыAEIOUYАЕЁИОУЎЭЮЯЫ"


@dataclass(frozen=True, slots=True)
class Level:
    """How badly a page is printed and scanned.  Ranges are (least, most); the seed chooses between."""

    name: str
    skew: tuple[float, float]
    blur: float
    show_through: float
    noise: float
    gutter: float
    broken_ink: float
    quality: int
    dust: int
    facing: int
    edge: int


MILD = Level("mild", (0.3, 0.9), 0.7, 0.05, 3.0, 0.0, 0.0, 85, 0, 0, 0)
HARD = Level("hard", (0.8, 1.8), 1.15, 0.16, 11.0, 0.35, 0.012, 72, 0, 0, 0)
HARD_EDGES = replace(HARD, name="hard-edges", dust=250, facing=70, edge=30)
LEVELS = {level.name: level for level in (MILD, HARD, HARD_EDGES)}


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A grey page image (height, width) and the printed lines, running head and folio included."""

    name: str
    language: str
    pixels: Pixels
    lines: tuple[str, ...]


def set_pages(
    text: str, language: str, level: Level, *, count: int, seed: int = 1, faces: Sequence[str] = FACES
) -> list[RenderedPage]:
    """Set up to ``count`` pages from ``text``; words are taken in order and started anew when they run out."""
    words = text.split()
    pages = []
    position = 0
    for number in range(count):
        rng = random.Random(f"{language}-{level.name}-{seed}-{number}")
        face = faces[number % len(faces)]
        clean, lines, used = _typeset(words, position, face, rng, folio=rng.randint(7, 480), head=" ".join(words[:4]))
        position = (position + used) % len(words)
        pixels = scan(clean, level, rng)
        pages.append(RenderedPage(f"{language}-{level.name}-{number + 1:02d}", language, pixels, tuple(lines)))
    return pages


def _typeset(
    words: Sequence[str], start: int, face: str, rng: random.Random, *, folio: int, head: str
) -> tuple[Pixels, list[str], int]:
    sheet = Image.new("L", (WIDTH, HEIGHT), 255)
    draw = ImageDraw.Draw(sheet)
    body = ImageFont.truetype(face, rng.randint(38, 43))
    small = ImageFont.truetype(face, 30)
    measure = WIDTH - 2 * MARGIN
    lines = [head.upper()]
    draw.text(((WIDTH - draw.textlength(lines[0], font=small)) / 2, 130), lines[0], font=small, fill=20)
    top = 230
    queue = [words[(start + index) % len(words)] for index in range(900)]
    used = 0
    for index in range(BODY_LINES):
        indent = 60 if index % 7 == 0 else 0
        taken, queue, whole = fill_line(draw, body, queue, measure - indent)
        used += whole
        _draw_line(draw, body, taken, MARGIN + indent, top, measure - indent, justify=index % 7 != 6)
        lines.append(" ".join(taken))
        top += LINE_STEP
    lines.append(str(folio))
    draw.text(((WIDTH - draw.textlength(str(folio), font=small)) / 2, top + 30), str(folio), font=small, fill=20)
    return np.asarray(sheet), lines, used


def fill_line(draw: Any, font: Any, queue: list[str], measure: float) -> tuple[list[str], list[str], int]:
    """Take words for one line; the last may be broken with a hyphen.  Returns the line, the rest, whole words taken."""
    taken: list[str] = []
    used = 0
    while draw.textlength(" ".join([*taken, queue[0]]), font=font) <= measure:
        taken.append(queue.pop(0))
        used += 1
    for head, tail in _breaks(queue[0]):
        if draw.textlength(" ".join([*taken, head + "-"]), font=font) <= measure:
            taken.append(head + "-")
            queue = [tail, *queue[1:]]
            break
    return taken, queue, used


def _breaks(word: str) -> list[tuple[str, str]]:
    """Places to break a word, latest first: after a vowel, with two letters and a vowel on either side."""
    if not re.fullmatch(r"\w{6,}[.,;:!?]?", word):
        return []
    places = [
        index
        for index in range(2, len(word) - 2)
        if word[index - 1] in VOWELS and word[index] not in VOWELS and any(letter in VOWELS for letter in word[index:])
    ]
    return [(word[:index], word[index:]) for index in reversed(places)]


def _draw_line(draw: Any, font: Any, words: list[str], left: int, top: int, measure: float, *, justify: bool) -> None:
    widths = [draw.textlength(word, font=font) for word in words]
    gap = draw.textlength(" ", font=font)
    if justify and len(words) > 1:
        gap = (measure - sum(widths)) / (len(words) - 1)
    x = float(left)
    for word, width in zip(words, widths, strict=True):
        draw.text((round(x), top), word, font=font, fill=20)
        x += width + gap


def scan(clean: Pixels, level: Level, rng: random.Random) -> Pixels:
    """The clean page, grey (height, width) or colour (height, width, 3), as it comes from print and scanner."""
    noise = np.random.default_rng(rng.randrange(2**32))
    height, width = clean.shape[:2]
    page = clean.astype(np.float32)
    if level.broken_ink:
        worn = cv2.GaussianBlur(noise.random((height, width), dtype=np.float32), (0, 0), 1.2)
        gone = worn > np.quantile(worn, 1 - level.broken_ink * 6)
        page[gone] = np.maximum(page[gone], 200)
    if level.facing:
        page[:, 12 : 12 + level.facing] = page[:, width - MARGIN - level.facing : width - MARGIN]
    for _ in range(level.dust):
        x, y, size = rng.randrange(width), rng.randrange(height), rng.uniform(0.8, 3.2)
        cv2.circle(page, (x, y), round(size), [rng.uniform(30, 140)] * 3, -1)
    page -= (255 - cv2.GaussianBlur(clean[:, ::-1].astype(np.float32), (0, 0), 2.0)) * level.show_through
    angle = rng.uniform(*level.skew) * rng.choice((-1, 1))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    page = cv2.warpAffine(page, turn, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255.0, 255.0, 255.0))
    page = cv2.GaussianBlur(page, (0, 0), level.blur)
    page *= 0.93
    return _packed(_shaded(page, level, noise), level)


def _shaded(page: Any, level: Level, noise: np.random.Generator) -> Any:
    """Uneven light, a dark edge, and the noise of the scanner, the same in every colour."""
    height, width = page.shape[:2]
    light = np.ones((1, width), dtype=np.float32)
    if level.gutter:
        across = np.linspace(0, 1, width, dtype=np.float32)[None, :]
        light *= 1 - level.gutter * np.exp(-across / 0.05) - 0.12 * across
    if level.edge:
        light[:, width - level.edge :] *= np.linspace(0.9, 0.1, level.edge, dtype=np.float32)[None, :]
    grain = noise.normal(0, level.noise, (height, width)).astype(np.float32)
    return page * light + grain if page.ndim == 2 else page * light[..., None] + grain[..., None]


def _packed(page: Any, level: Level) -> Pixels:
    values = np.clip(page, 0, 255).astype(np.uint8)
    _, packed = cv2.imencode(".jpg", values, [cv2.IMWRITE_JPEG_QUALITY, level.quality])
    return np.asarray(cv2.imdecode(packed, cv2.IMREAD_UNCHANGED), dtype=np.uint8)


def write_pages(pages: Sequence[RenderedPage], folder: Path) -> None:
    """Write each page as a JPEG with its dpi, and its truth beside it as ``<name>.gt.txt``."""
    folder.mkdir(parents=True, exist_ok=True)
    for page in pages:
        Image.fromarray(page.pixels).save(folder / f"{page.name}.jpg", quality=92, dpi=(DPI, DPI))
        (folder / f"{page.name}.gt.txt").write_text("\n".join(page.lines) + "\n", encoding="utf-8")
