"""Sets a text in type and makes it look scanned: the pages of the sample shelf.

The letters are set by Pillow in a font that has every one of them; then the page is turned a little, lit unevenly,
speckled and saved as a scanner would save it.  The same text and seed give the same page.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from javon.apps.digitization.errors import DigitizationError

DPI = 300
FONT_FOLDERS = (Path("/usr/share/fonts/truetype/dejavu"), Path("/usr/share/fonts/truetype/noto"))
FACES = {
    "dejavu": ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf"),
    "noto": ("NotoSerif-Regular.ttf", "NotoSerif-Bold.ttf"),
}
PAPER, INK = 243, 38


@dataclass(frozen=True, slots=True)
class Sheet:
    """Measures of a page, in pixels at 300 dpi."""

    width: int
    height: int
    margin: int
    columns: int
    size: int
    leading: int
    gap: int = 0

    @property
    def column_width(self) -> int:
        return (self.width - 2 * self.margin - (self.columns - 1) * self.gap) // self.columns


#: A5 and A4.
BOOK = Sheet(width=1748, height=2480, margin=210, columns=1, size=52, leading=80)
NEWSPAPER = Sheet(width=2480, height=3508, margin=170, columns=2, size=48, leading=70, gap=90)


@dataclass(frozen=True, slots=True)
class Text:
    """A text with its record: ``fields`` of the head, ``chapters`` as (heading, paragraphs)."""

    fields: dict[str, str]
    chapters: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(slots=True)
class _Page:
    """Lines still to be drawn: (x, y, words with their x, bold, size)."""

    runs: list[tuple[float, float, str, bool, int]] = field(default_factory=list)
    rules: list[tuple[int, int, int, int]] = field(default_factory=list)


def parse(text: str) -> Text:
    """Read a sample text: a head of ``name: value`` lines, then chapters beginning with ``# ``."""
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    chapters = []
    for part in body.split("# ")[1:]:
        heading, _, rest = part.partition("\n")
        paragraphs = tuple(" ".join(item.split()) for item in rest.strip().split("\n\n") if item.strip())
        chapters.append((heading.strip(), paragraphs))
    return Text(fields, tuple(chapters))


@cache
def face(name: str) -> tuple[Path, Path]:
    """Regular and bold file of a face.

    Raises:
        DigitizationError: the face is not installed.
    """
    for folder in FONT_FOLDERS:
        regular, bold = (folder / file for file in FACES[name])
        if regular.exists() and bold.exists():
            return regular, bold
    raise DigitizationError(f"{FACES[name][0]}: shrift topilmadi. apt-get install fonts-dejavu-core fonts-noto-core")


def missing_glyphs(font: Path, text: str) -> set[str]:
    """Signs of the text that the font cannot draw."""
    with TTFont(font, lazy=True) as opened:
        known = set(opened.getBestCmap())
    return {sign for sign in text if not sign.isspace() and ord(sign) not in known}


@cache
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), size)


class Setter:
    """Sets one text on sheets; ``pages`` are drawn pages in order, clean and level."""

    def __init__(self, sheet: Sheet, face_name: str) -> None:
        self.sheet = sheet
        self.regular, self.bold = face(face_name)
        self.pages: list[_Page] = []
        self.column = 0
        self.y = 0.0

    def new_page(self, head: str = "", number: int = 0) -> None:
        """Begin a page with its running head and number."""
        page = _Page()
        self.pages.append(page)
        self.column, self.y = 0, self.sheet.margin + (130 if head else 0)
        if head:
            self._centred(head, self.sheet.margin - 20, 34, bold=False)
        if number:
            self._centred(str(number), self.sheet.height - self.sheet.margin + 30, 40, bold=False)

    def _centred(self, text: str, y: float, size: int, *, bold: bool) -> None:
        font = _font(self.bold if bold else self.regular, size)
        x = (self.sheet.width - font.getlength(text)) / 2
        self.pages[-1].runs.append((x, y, text, bold, size))

    def title(self, lines: Sequence[tuple[str, int, bool]], top: int) -> None:
        """Centred lines of a title page or a masthead, each with its size."""
        self.y = top
        for text, size, bold in lines:
            for part in self._wrapped(text, size, self.sheet.width - 2 * self.sheet.margin, bold=bold):
                self._centred(part, self.y, size, bold=bold)
                self.y += size * 1.5
            self.y += size * 0.6

    def room(self, lines: int) -> bool:
        """Whether so many lines still fit into the column; goes on to the next column where there is one."""
        bottom = self.sheet.height - self.sheet.margin - 60
        if self.y + lines * self.sheet.leading <= bottom:
            return True
        if self.column + 1 < self.sheet.columns:
            self.column += 1
            self.y = self.column_top
            return True
        return False

    column_top = 0.0

    def _left(self) -> float:
        return self.sheet.margin + self.column * (self.sheet.column_width + self.sheet.gap)

    def heading(self, text: str) -> None:
        """A chapter's heading."""
        size = round(self.sheet.size * 1.35)
        for part in self._wrapped(text, size, self.sheet.column_width, bold=True):
            self.pages[-1].runs.append((self._left(), self.y, part, True, size))
            self.y += size * 1.45
        self.y += self.sheet.leading * 0.4

    def paragraph(self, text: str) -> Iterator[str]:
        """Set a paragraph line by line; yields what is left when the page is full."""
        indent = round(self.sheet.size * 1.2)
        font = _font(self.regular, self.sheet.size)
        lines = list(self._wrapped(text, self.sheet.size, self.sheet.column_width, indent=indent))
        for index, line in enumerate(lines):
            if not self.room(1):
                yield " ".join(lines[index:])
                return
            shift = indent if index == 0 else 0
            self._set_line(line, font, shift, justify=index + 1 < len(lines))
            self.y += self.sheet.leading
        self.y += self.sheet.leading * 0.12

    def _set_line(self, line: str, font: ImageFont.FreeTypeFont, shift: int, *, justify: bool) -> None:
        words = line.split(" ")
        space = font.getlength(" ")
        if justify and len(words) > 1:
            free = self.sheet.column_width - shift - sum(font.getlength(word) for word in words)
            space = min(free / (len(words) - 1), space * 3)
        x = self._left() + shift
        for word in words:
            self.pages[-1].runs.append((x, self.y, word, False, self.sheet.size))
            x += font.getlength(word) + space

    def _wrapped(self, text: str, size: int, width: int, *, bold: bool = False, indent: int = 0) -> Iterator[str]:
        font = _font(self.bold if bold else self.regular, size)
        line = ""
        for word in text.split():
            wider = f"{line} {word}" if line else word
            if line and font.getlength(wider) > width - indent:
                yield line
                line, indent = word, 0
            else:
                line = wider
        if line:
            yield line

    def draw(self, page: _Page) -> Image.Image:
        """The page in black on paper, level and clean."""
        image = Image.new("L", (self.sheet.width, self.sheet.height), PAPER)
        pen = ImageDraw.Draw(image)
        for x, y, text, bold, size in page.runs:
            pen.text((x, y), text, fill=INK, font=_font(self.bold if bold else self.regular, size))
        for rule in page.rules:
            pen.line(rule, fill=INK, width=4)
        return image


def set_book(text: Text, face_name: str) -> list[Image.Image]:
    """A title page, then every chapter on a new page."""
    setter = Setter(BOOK, face_name)
    fields = text.fields
    setter.new_page()
    setter.title([(fields["title"], 100, True), (fields["subtitle"], 56, False)], top=620)
    setter.title([(fields["publisher"], 46, False), (f"{fields['place']} · {fields['date']}", 46, False)], top=1960)
    number = 1
    for heading, paragraphs in text.chapters:
        number += 1
        setter.new_page(fields["title"], number)
        setter.heading(heading)
        waiting = list(paragraphs)
        while waiting:
            rest = next(setter.paragraph(waiting[0]), None)
            waiting = [rest, *waiting[1:]] if rest else waiting[1:]
            if rest:
                number += 1
                setter.new_page(fields["title"], number)
    return [setter.draw(page) for page in setter.pages]


def set_newspaper(text: Text, face_name: str) -> list[Image.Image]:
    """One sheet in two columns under a masthead."""
    sheet = NEWSPAPER
    setter = Setter(sheet, face_name)
    setter.new_page()
    masthead = [(text.fields["title"].upper(), 150, True), (text.fields["subtitle"], 52, False)]
    setter.title(masthead, top=sheet.margin)
    top = round(setter.y) + 20
    page = setter.pages[-1]
    page.rules.append((sheet.margin, top, sheet.width - sheet.margin, top))
    setter.column_top = setter.y = top + 50
    for heading, paragraphs in text.chapters:
        setter.room(4)
        setter.heading(heading)
        for paragraph in paragraphs:
            for rest in setter.paragraph(paragraph):
                raise DigitizationError(f"namuna gazeta bir sahifaga sigʻmadi: {rest[:40]}")
        setter.y += sheet.leading * 0.5
    middle = sheet.width // 2
    page.rules.append((middle, top + 50, middle, sheet.height - sheet.margin - 80))
    return [setter.draw(page)]


def scanned(image: Image.Image, seed: str) -> Image.Image:
    """The page as a hurried operator scans it: askew, unevenly lit, with specks, a little soft."""
    dice = random.Random(seed)
    angle = dice.choice((-1, 1)) * dice.uniform(0.4, 1.6)
    turned = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    pixels = np.asarray(turned.filter(ImageFilter.GaussianBlur(0.7)), dtype=np.float32)
    noise = np.random.default_rng(dice.getrandbits(32))
    height, width = pixels.shape
    across = np.linspace(dice.uniform(-14, 0), dice.uniform(-14, 0), width, dtype=np.float32)
    down = np.linspace(dice.uniform(-12, 0), dice.uniform(-12, 0), height, dtype=np.float32)[:, None]
    pixels = pixels + across + down + noise.normal(0, 4, pixels.shape).astype(np.float32)
    for _speck in range(dice.randint(15, 40)):
        x, y, size = dice.randrange(width - 6), dice.randrange(height - 6), dice.randint(1, 4)
        pixels[y : y + size, x : x + size] = dice.uniform(60, 150)
    return Image.fromarray(np.clip(pixels, 0, 255).astype(np.uint8))


def check_letters(text: str, face_name: str) -> None:
    """Raise ``DigitizationError`` where the face lacks a letter of the text: a box in its place would be a lie."""
    for font in face(face_name):
        lacking = missing_glyphs(font, text)
        if lacking:
            raise DigitizationError(f"{font.name}: shriftda bu belgilar yoʻq: {' '.join(sorted(lacking))}")


def save_all(images: Iterable[Image.Image], folder: Path, seed: str) -> int:
    """Save pages as ``0001.jpg`` … with their resolution; gives their number."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for count, image in enumerate(images, start=1):
        target = folder / f"{count:04d}.jpg"
        temporary = target.with_suffix(".part")
        scanned(image, f"{seed}:{count}").save(temporary, "JPEG", quality=82, dpi=(DPI, DPI))
        temporary.replace(target)
    return count
