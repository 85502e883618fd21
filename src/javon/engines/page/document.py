"""A whole digital object as the formats see it: metadata, pages in order, files behind each page."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from javon.engines.page.model import Page


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of the work; the empty string or tuple means "not known".

    ``language`` is a BCP 47 tag, ``date`` as printed ("1974"), ``kind`` one of book, newspaper, journal, document.
    """

    title: str
    creators: tuple[str, ...] = ()
    publisher: str = ""
    place: str = ""
    date: str = ""
    language: str = "und"
    kind: str = "book"
    subjects: tuple[str, ...] = ()
    description: str = ""
    rights: str = ""
    identifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MasterFile:
    """The untouched file that a page was taken from, and the place of the page in it."""

    path: Path
    sha512: str
    size: int
    media_type: str
    name: str
    frame: int = 0
    part: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """One page of a document with the files made from it.

    ``key`` never changes ("p0001"); ``label`` is what a person calls the page ("12", "iv", "[3]").
    ``access`` is a pyramidal tiled JPEG TIFF of the processed page; ``mask`` a 1-bit Group 4 TIFF of the ink, black
    text on white, same size; ``background`` a small JPEG without the ink (or None: white paper); ``pictures`` says
    whether the page carries pictures that the background must keep sharp.
    """

    key: str
    label: str
    page: Page
    access: Path | None = None
    mask: Path | None = None
    background: Path | None = None
    pictures: bool = False
    master: MasterFile | None = None


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """An entry of the contents: its title, level (1 the highest) and the index of the page where it begins."""

    title: str
    level: int
    page: int


@dataclass(frozen=True, slots=True)
class Document:
    """A digital object ready to be written in any format.  ``identifier`` is stable for ever.

    ``contents`` as a file or a person gives them; without them the headings on the pages are the contents, but for a
    book that is said to have none (``without_contents``).
    """

    identifier: str
    metadata: Metadata
    pages: tuple[DocumentPage, ...]
    contents: tuple[ContentsEntry, ...] = ()
    without_contents: bool = False
