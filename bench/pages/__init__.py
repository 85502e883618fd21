"""Pages that carry what breaks readers, with their exact truth.

``draw_pages`` prints pages of one kind in every language and in two states of wear; ``write`` puts them in a folder:
``NAME.png`` and, beside it, ``NAME.truth.json`` with what was printed, piece by piece, each word with its place.
"""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bench.pages import faces
from bench.pages.camera import photographed
from bench.pages.kinds import lines, papers, parts, tables
from bench.pages.sheet import Piece, Sheet
from bench.pages.words import Words
from bench.rendered import DPI, HARD, MILD, WIDTH, Level, Pixels, scan
from bench.rendered import HEIGHT as TALL

LANGUAGES = ("uz-Latn", "uz-Cyrl", "ru")
LEVELS = (MILD, HARD)
#: Every letter of the three languages and of English, and the signs of books; who draws only some of them may ask less.
ALPHABET = {
    "uz-Latn": "abcdefghijklmnopqrstuvwxyzʻʼ",
    "uz-Cyrl": "абвгдеёжзийклмнопрстуфхцчшъьэюяқғҳў",
    "ru": "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
    "en": "abcdefghijklmnopqrstuvwxyz",
}
SIGNS = "0123456789.,;:!?()[]–%§№°²³+=&@*×·/<>«»“”IVX"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of page is drawn.

    ``also`` are letters that it needs beside those of its language; a page ``by_camera`` is photographed, not scanned.
    """

    draw: Callable[[Sheet, Words], None]
    width: int = WIDTH
    height: int = TALL
    colour: bool = False
    also: str = ""
    languages: tuple[str, ...] = LANGUAGES
    by_camera: bool = False


EVERY = "".join(ALPHABET.values())
KINDS = {
    "prose": Kind(lines.prose),
    "numbers": Kind(tables.numbers),
    "ledger": Kind(tables.ledger, 2480, 1748),
    "signs": Kind(lines.signs, also="−kitobjavnuzAB"),
    "roman": Kind(lines.roman),
    "contents": Kind(parts.contents),
    "form": Kind(papers.form),
    "footnotes": Kind(parts.footnotes),
    "parallel": Kind(parts.parallel, also=EVERY),
    "guests": Kind(parts.guests, also=EVERY),
    "newspaper": Kind(parts.newspaper, 2200, 2700),
    "stamped": Kind(papers.stamped, colour=True),
    "bars": Kind(papers.bars),
    "verse": Kind(parts.verse),
    "letters": Kind(lines.letters, also="şçöğñŞÇÖĞÑ", languages=("uz-Latn",)),
    "small": Kind(lines.small),
    "headings": Kind(lines.headings),
    "dense": Kind(tables.dense),
    "upright": Kind(tables.upright),
    "index": Kind(parts.index),
    "photo": Kind(lines.prose, colour=True, by_camera=True),
    "english": Kind(lines.prose, languages=("en",)),
}


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page image, grey (height, width) or colour (height, width, 3), and what was printed on it."""

    name: str
    kind: str
    language: str
    level: str
    face: str
    pixels: Pixels
    pieces: tuple[Piece, ...]


def draw_pages(kind: str, count: int, seed: int = 1) -> Iterator[DrawnPage]:
    """``count`` pages of a kind: languages take turns, then states of wear.  The same seed gives the same pages."""
    for number in range(count):
        languages = KINDS[kind].languages
        language = languages[number % len(languages)]
        level = LEVELS[number // len(languages) % len(LEVELS)]
        yield draw_page(kind, language, level, number, seed)


def draw_page(kind: str, language: str, level: Level, number: int, seed: int) -> DrawnPage:
    """One page.

    Raises:
        LookupError: no typeface of this machine has the letters.
    """
    how = KINDS[kind]
    rng = random.Random(f"{kind}-{language}-{level.name}-{seed}-{number}")
    needed = ALPHABET[language] + ALPHABET[language].upper() + SIGNS + how.also
    face = faces.choose(needed, rng, number + list(KINDS).index(kind))
    sheet = Sheet(how.width, how.height, face, rng)
    how.draw(sheet, Words(language, rng))
    clean = sheet.pixels(colour=how.colour)
    pixels = photographed(clean, rng) if how.by_camera else scan(clean, level, rng)
    name = f"{kind}-{language}-{level.name}-{number + 1:02d}"
    return DrawnPage(name, kind, language, level.name, face.name, pixels, tuple(sheet.pieces))


def write(page: DrawnPage, folder: Path) -> Path:
    """Write the image with its dpi and the truth beside it; returns the path of the image."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{page.name}.png"
    pixels = page.pixels if page.pixels.ndim == 2 else page.pixels[:, :, ::-1]
    Image.fromarray(pixels).save(path, dpi=(DPI, DPI), compress_level=1)
    truth = {"kind": page.kind, "language": page.language, "level": page.level, "face": page.face}
    pieces = [{"text": piece.text, "boxes": piece.boxes} for piece in page.pieces]
    text = json.dumps({**truth, "pieces": pieces}, ensure_ascii=False, indent=1)
    path.with_suffix(".truth.json").write_text(text + "\n", encoding="utf-8")
    return path
