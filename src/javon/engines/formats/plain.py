"""Plain text of a document, for search, for reading aloud and for copying."""

from __future__ import annotations

from pathlib import Path

from javon.engines.formats.atomic import replacing
from javon.engines.formats.flow import region_paragraphs
from javon.engines.formats.xml import clean
from javon.engines.page import FURNITURE, Document, Page

#: The form feed parts pages, as pdftotext does.
PAGE_BREAK = "\f"


def write_text(
    document: Document, path: Path | None = None, *, furniture: bool = True, as_printed: bool = False
) -> str:
    """The text of all pages, a form feed after each, written to ``path`` too if one is given.

    Args:
        document: the pages.
        path: where the file goes (atomically, UTF-8), or None.
        furniture: keep page numbers and running heads.
        as_printed: keep line ends and parted words as they stand on the page.
    """
    text = "".join(
        f"{page_text(page.page, furniture=furniture, as_printed=as_printed)}\n{PAGE_BREAK}" for page in document.pages
    )
    if path is not None:
        with replacing(path) as out:
            out.write(text.encode())
    return text


def page_text(page: Page, *, furniture: bool = True, as_printed: bool = False) -> str:
    """The text of one page, paragraphs parted by an empty line; words parted by a line end are put together."""
    parts: list[str] = []
    for region in page.regions:
        lines = [line for line in region.lines if line.words]
        if lines and (furniture or region.kind not in FURNITURE):
            parts += ["\n".join(line.text for line in lines)] if as_printed else region_paragraphs(region)
    return clean("\n\n".join(parts))
