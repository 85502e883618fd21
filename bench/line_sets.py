"""Real lines of print with their texts, from the test data: archives of line images, and lines of ALTO pages."""

from __future__ import annotations

import io
import tarfile
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image
from training.old_pages import KEPT_BOOKS, page_lines

from javon.engines.ocr.recognizer import Pixels


@dataclass(frozen=True, slots=True)
class LineSet:
    """Line images, ``(height, width)`` uint8, each with what stands in it."""

    name: str
    lines: tuple[tuple[Pixels, str], ...]


def books_kept_apart(data: Path) -> Iterator[LineSet]:
    """Lines of the books of the 18th century that training never sees."""
    pages = [data / "scans/rus-18c" / f"{name}.xml" for name in KEPT_BOOKS]
    lines = tuple((sample.image, sample.text) for page in pages if page.is_file() for sample in page_lines(page))
    if lines:
        yield LineSet("18th century, books kept apart", lines)


def packed_lines(data: Path, name: str) -> Iterator[LineSet]:
    """The lines of an archive in which each image has a ``.gt.txt`` beside it."""
    file = data / "scans/lines" / f"{name}.tar"
    if not file.is_file():
        return
    with tarfile.open(file) as archive:
        content = {member.name: archive.extractfile(member) for member in archive.getmembers() if member.isfile()}
        lines = tuple(_pairs({name: stream.read() for name, stream in content.items() if stream}))
    yield LineSet(name, lines)


def _pairs(content: dict[str, bytes]) -> Iterator[tuple[Pixels, str]]:
    for name, image in sorted(content.items()):
        if name.endswith(".gt.txt"):
            continue
        text = content.get(name.split(".")[0] + ".gt.txt") or content.get(name.rsplit(".", 1)[0] + ".gt.txt")
        if text:
            with Image.open(io.BytesIO(image)) as picture:
                grey = np.asarray(picture.convert("L"), np.uint8)
            yield grey, unicodedata.normalize("NFC", text.decode("utf-8").strip())
