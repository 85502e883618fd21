"""What a PDF says of itself as a book: its outline, and its title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from javon.engines.imaging.intake.model import OutlineEntry

#: More is no contents of a book, and deeper than this nobody folds one.
_MOST, _DEEPEST = 5_000, 12
_TITLE_LENGTH = 200
_BROKEN = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, IndexError, RuntimeError)
#: Titles that programs write on their own: a file's name, "untitled", a heading of the program, figures only.
_NO_TITLE = re.compile(
    r"(?i)\s*(untitled|document\d*|scan\w*|image\w*|no title|без имени|безымянный|документ\d*|[\W\d_]*"
    r"|microsoft (word|powerpoint|excel).*|.*\.(docx?|pdf|indd|qxd|rtf|odt|tiff?|jpe?g|png|tex|dvi|pptx?|xlsx?))\s*"
)


def outline_of(pdf: pikepdf.Pdf) -> tuple[tuple[OutlineEntry, ...], int]:
    """The entries in order with their pages, and how many point to a page that the file does not have.

    One that points nowhere (a remark, an address of the web) is no entry, unless some below it point to a page.
    """
    root: Any = pdf.Root.get("/Outlines")
    if not isinstance(root, pikepdf.Dictionary):
        return (), 0
    pages = {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
    found = [(level, title, _page_of(pdf, item, pages), item) for level, title, item in _items(root)]
    entries: list[OutlineEntry] = []
    lost = 0
    for place, (level, title, page, item) in enumerate(found):
        page = page if page is not None else _first_below(found, place)
        if page is None or not title:
            lost += page is None and _points(item)
        else:
            entries.append(OutlineEntry(level, title, page))
    return tuple(entries), lost


def _items(root: Any) -> Iterator[tuple[int, str, Any]]:
    """Level, title and object of every entry; stops at circles, at broken ones, and where there are too many."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[int, Any]] = [(1, root.get("/First"))]
    while waiting and len(seen) < _MOST:
        level, item = waiting.pop()
        if not isinstance(item, pikepdf.Dictionary) or item.objgen in seen:
            continue
        seen.add(item.objgen if item.is_indirect else (0, len(seen)))
        waiting.append((level, item.get("/Next")))
        if level < _DEEPEST:
            waiting.append((level + 1, item.get("/First")))
        yield level, _text(item.get("/Title")), item


def _text(value: Any) -> str:
    if not isinstance(value, pikepdf.String):
        return ""
    try:
        text = str(value)
    except UnicodeDecodeError:
        text = bytes(value).decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())[:_TITLE_LENGTH]


def _first_below(found: list[tuple[int, str, int | None, Any]], place: int) -> int | None:
    """The page of the first entry below one that has none of its own."""
    for level, _, page, _item in found[place + 1 :]:
        if level <= found[place][0]:
            return None
        if page is not None:
            return page
    return None


def _points(item: Any) -> bool:
    """Whether the entry means a page of this file."""
    action: Any = item.get("/A", {})
    goes = isinstance(action, pikepdf.Dictionary) and action.get("/S") == "/GoTo"
    return goes or item.get("/Dest") is not None


def _page_of(pdf: pikepdf.Pdf, item: Any, pages: dict[tuple[int, int], int]) -> int | None:
    try:
        place: Any = item.get("/Dest")
        if place is None:
            action: Any = item.get("/A", {})
            place = action.get("/D") if action.get("/S") == "/GoTo" else None
        for _ in range(3):  # a name may stand for a dictionary that holds the place
            if isinstance(place, pikepdf.Dictionary):
                place = place.get("/D")
            elif isinstance(place, pikepdf.String | pikepdf.Name):
                place = _named(pdf, place)
        target = place[0] if isinstance(place, pikepdf.Array) and len(place) else None
        if isinstance(target, pikepdf.Dictionary):
            return pages.get(target.objgen)
        index = int(target) if target is not None else -1
    except _BROKEN:
        return None
    return index if 0 <= index < len(pages) else None


def _named(pdf: pikepdf.Pdf, name: Any) -> Any:
    if isinstance(name, pikepdf.Name):
        places: Any = pdf.Root.get("/Dests", {})
        return places.get(name)
    names: Any = pdf.Root.get("/Names", {})
    tree: Any = names.get("/Dests")
    return pikepdf.NameTree(tree).get(str(name)) if tree is not None else None


def title_of(pdf: pikepdf.Pdf) -> str:
    """The title that the file gives its work; empty where it gives none, or only what a program put there."""
    try:
        information: Any = pdf.trailer.get("/Info", {})
        title = _text(information.get("/Title"))
    except _BROKEN:
        return ""
    return "" if _NO_TITLE.fullmatch(title) else title
