"""Books on the shelf of a test: rows, page images and files, without any recognition."""

from __future__ import annotations

import numpy as np
from django.utils import timezone

from javon.apps.catalog.models import Record
from javon.apps.digitization.actions.freezing import release_freeze
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.models import DigitalObject, Page, PageText, SourceFile
from javon.apps.digitization.models.text import pack
from javon.engines.imaging.derivatives import write_access
from javon.engines.page import Box, Line, Region, RegionKind, Word
from javon.engines.page import Page as PageModel

WIDTH, HEIGHT = 700, 990


def page_model(text: str, *, language: str = "uz-Latn", heading: str = "") -> PageModel:
    """A page with one region of lines; words 100 pixels apart, lines 40."""
    regions = [Region(RegionKind.HEADING, Box(20, 20, 600, 50), (_line(20, heading, language),), 1)] if heading else []
    lines = tuple(_line(100 + 40 * at, line, language) for at, line in enumerate(text.split("\n")))
    regions.append(Region(RegionKind.TEXT, Box(20, 100, WIDTH - 20, HEIGHT - 20), lines))
    script = "Cyrl" if language in ("uz-Cyrl", "ru") else "Latn"
    return PageModel(WIDTH, HEIGHT, 300, tuple(regions), language, script)


def _line(top: int, text: str, language: str) -> Line:
    words = tuple(
        Word(word, Box(20 + 100 * at, top, 110 + 100 * at, top + 30), 0.95) for at, word in enumerate(text.split())
    )
    return Line(words, Box(20, top, 20 + 100 * len(words), top + 30), language)


def book(
    *texts: str, title: str = "Sinov kitobi", published: bool = True, images: bool = False, language: str = "uz-Latn"
) -> DigitalObject:
    """An object with one page for each text."""
    record = Record.objects.create(title=title, creators=["Olim Sinov"], date="1991", year=1991, language=language)
    made = DigitalObject.objects.create(record=record, status=ObjectStatus.REVIEW)
    source = SourceFile.objects.create(object=made, position=1, name="skan.tif")
    for number, text in enumerate(texts, start=1):
        _page(made, source, number, text, images=images, language=language)
    if published:
        release(made)
    return made


def release(made: DigitalObject) -> DigitalObject:
    """Let readers see the book as it stands now, whatever state it is in."""
    frozen = release_freeze(object=made, by=None)
    frozen.shown_at = timezone.localtime()
    frozen.save()
    made.status, made.release = ObjectStatus.PUBLISHED, frozen
    made.published_at = made.published_at or timezone.localtime()
    made.save()
    return made


def _page(made: DigitalObject, source: SourceFile, number: int, text: str, *, images: bool, language: str) -> None:
    page = Page.objects.create(
        object=made, key=f"p{number:04}", position=number, label=str(number), source=source, frame=number - 1,
        status=PageStatus.DONE, folder=f"p{number:04}/1/0", width=WIDTH, height=HEIGHT, dpi=300, language=language,
        script="Cyrl" if language in ("uz-Cyrl", "ru") else "Latn", text_version=1,
    )  # fmt: skip
    model = page_model(text, language=language, heading=f"Bob {number}")
    PageText.objects.create(page=page, version=1, packed=pack(model))
    if images:
        access = page.path("access.tif")
        access.parent.mkdir(parents=True, exist_ok=True)
        pixels = np.full((HEIGHT, WIDTH), 240, np.uint8)
        pixels[100:130, 20:110] = 30
        write_access(pixels, access)


def files(made: DigitalObject) -> None:
    """The files of the book, and those that readers may take away."""
    for folder in (made.folder, *([made.release.folder] if made.release else [])):
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("book.pdf", "book.epub", "book.txt", "alto.zip"):
            (folder / name).write_bytes(b"0123456789" * 100)
