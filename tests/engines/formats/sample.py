"""A small invented book, set with a real font, so that every word has its true box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from javon.engines.page import Box, Document, DocumentPage, Line, MasterFile, Metadata, Page, Region, RegionKind, Word

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"
WIDTH, HEIGHT, DPI = 1165, 1654, 200
SIZE, LEADING, LEFT = 30, 44, 110

METADATA = Metadata(
    title="Sinov kitobi: oʻqish & yozish",
    creators=("Sinovchi, A.", "Namunaviy, B."),
    publisher="Namuna nashriyoti",
    place="Toshkent",
    date="1974",
    language="uz-Latn",
    subjects=("tarix", "adabiyot"),
    description="Formatlar xonasi uchun toʻqilgan kitob (namuna).",
    rights="Erkin foydalanish",
    identifiers=("isbn:9785000000000",),
)


@dataclass
class Sheet:
    """A white page being set: draws text and keeps what was drawn as regions."""

    mask: Image.Image = field(default_factory=lambda: Image.new("1", (WIDTH, HEIGHT), 1))
    regions: list[Region] = field(default_factory=list)

    def block(
        self, kind: RegionKind, lines: Sequence[str], top: int, *, left: int = LEFT, level: int = 0, indent: int = 0
    ) -> int:
        """Set lines from a top edge; gives the top of what follows."""
        size = SIZE + 24 if kind is RegionKind.HEADING else SIZE
        font = ImageFont.truetype(FONT, size)
        found = []
        for number, text in enumerate(lines):
            start = left + (indent if number == 0 else 0)
            found.append(self._line(text, start, top + size + number * LEADING, font))
        box = found[0].box
        for line in found[1:]:
            box = box.union(line.box)
        self.regions.append(Region(kind, box, tuple(found), level))
        return top + size + len(lines) * LEADING

    def picture(self, box: Box) -> None:
        self.regions.append(Region(RegionKind.PICTURE, box))

    def _line(self, text: str, left: int, baseline: int, font: ImageFont.FreeTypeFont) -> Line:
        draw = ImageDraw.Draw(self.mask)
        words = []
        for part in text.split():
            draw.text((left, baseline), part, font=font, fill=0, anchor="ls")
            box = Box(*(int(side) for side in draw.textbbox((left, baseline), part, font=font, anchor="ls")))
            words.append(Word(part, box, 0.9))
            left += int(draw.textlength(part + " ", font=font))
        box = words[0].box
        for word in words[1:]:
            box = box.union(word.box)
        cyrillic = any("а" <= char.lower() <= "я" for char in text)
        return Line(tuple(words), box, "uz-Cyrl" if cyrillic else "uz-Latn", "Cyrl" if cyrillic else "Latn", baseline)

    def page(self, number: str | None = None) -> Page:
        return Page(WIDTH, HEIGHT, DPI, tuple(self.regions), "uz-Latn", "Latn", number, "Sinov 1.0")


def _cover() -> Sheet:
    sheet = Sheet()
    sheet.block(RegionKind.HEADING, ["Sinov kitobi"], 200, level=1)
    ImageDraw.Draw(sheet.mask).ellipse((300, 700, 800, 1200), outline=0, width=4)
    sheet.picture(Box(300, 700, 801, 1201))
    return sheet


def _first() -> Sheet:
    sheet = Sheet()
    sheet.block(RegionKind.RUNNING_HEAD, ["Sinov kitobi"], 60)
    top = sheet.block(RegionKind.HEADING, ["Birinchi bob"], 160, level=1)
    text = ["Oʻzbekiston tongida maʼno", "gʻurur bilan soʻzlandi va kito-", "blar oʻqildi, shahar uygʻondi"]
    sheet.block(RegionKind.TEXT, text, top + 40, indent=60)
    sheet.block(RegionKind.FOOTNOTE, ["1 Sinov uchun izoh."], 1400)
    sheet.block(RegionKind.PAGE_NUMBER, ["1"], 1540, left=560)
    return sheet


def _second() -> Sheet:
    sheet = Sheet()
    top = sheet.block(RegionKind.TEXT, ["hamda yangi kun keldi."], 160)
    top = sheet.block(RegionKind.HEADING, ["Kichik sarlavha"], top + 60, level=2)
    sheet.block(RegionKind.TEXT, ["Ўзбекистон қадимий ғишт ҳовли", "(тўрт) 100% \\ шеър."], top + 40, indent=60)
    sheet.block(RegionKind.PAGE_NUMBER, ["2"], 1540, left=560)
    return sheet


def _columns() -> Sheet:
    sheet = Sheet()
    sheet.block(RegionKind.HEADING, ["Ikkinchi bob"], 100, level=1)
    sheet.block(RegionKind.TEXT, ["Chap ustun boshi", "chap ustun oxiri."], 260)
    sheet.block(RegionKind.TEXT, ["Oʻng ustun boshi", "oʻng ustun oxiri."], 260, left=640)
    sheet.block(RegionKind.PAGE_NUMBER, ["3"], 1540, left=560)
    return sheet


#: Label and sheet of every page.
SHEETS = (("", _cover), ("1", _first), ("2", _second), ("3", _columns))


def make_book(folder: Path) -> Document:
    """The book with a mask, a background and an access image for every page, and one master."""
    master = folder / "Sken 1.tif"
    master.write_bytes(b"II*\0 the untouched scan")
    pages = []
    for index, (label, sheet) in enumerate(SHEETS, 1):
        made = sheet()
        key = f"p{index:04d}"
        made.mask.save(folder / f"{key}.mask.tif", compression="group4", dpi=(DPI, DPI), tiffinfo={278: HEIGHT})
        grey = made.mask.convert("L")
        paper = Image.new("RGB", (WIDTH, HEIGHT), (250, 242, 226))
        paper.resize((WIDTH // 2, HEIGHT // 2)).save(folder / f"{key}.background.jpg", quality=40)
        paper.paste((20, 20, 20), mask=grey.point(lambda value: 255 - value))
        paper.save(folder / f"{key}.access.tif", compression="jpeg", dpi=(DPI, DPI))
        pages.append(
            DocumentPage(
                key=key,
                label=label,
                page=made.page(label or None),
                access=folder / f"{key}.access.tif",
                mask=folder / f"{key}.mask.tif",
                background=folder / f"{key}.background.jpg",
                pictures=index == 1,
                master=MasterFile(master, "0" * 128, master.stat().st_size, "image/tiff", master.name),
            )
        )
    return Document("javon-sinov-1", METADATA, tuple(pages))
