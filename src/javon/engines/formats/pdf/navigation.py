"""Page labels and outline: how a person finds a place in the file."""

from __future__ import annotations

import re

from javon.engines.formats.pdf.objects import Name, PdfFile, Ref, Value
from javon.engines.formats.structure import Section, sections
from javon.engines.page import Document, Page

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_SHAPE = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
_FALLBACK_DPI = 300
#: A PDF holds whole numbers of 32 bits; a label of more figures than this is a text.
_FIGURES = 9


def page_labels(labels: list[str]) -> dict[str, Value]:
    """The number tree of page labels: one entry where the run of numbers breaks (ISO 32000-1 12.4.2)."""
    entries: list[Value] = []
    expected: tuple[str, int] | None = None
    for index, label in enumerate(labels):
        style, value = _numbering(label)
        if style and (style, value) == expected:
            expected = (style, value + 1)
            continue
        entries += [index, {"S": Name(style), "St": value} if style else {"P": label}]
        expected = (style, value + 1) if style else None
    return {"Nums": entries}


def _numbering(label: str) -> tuple[str, int]:
    """Style and number of a label: decimal, small or great Roman; an empty style for anything else."""
    if label.isascii() and label.isdigit() and not label.startswith("0") and len(label) <= _FIGURES:
        return "D", int(label)
    lower = label.lower()
    if label and label in (lower, label.upper()) and _ROMAN_SHAPE.fullmatch(lower):
        return ("r" if label == lower else "R"), _roman(lower)
    return "", 0


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def write_outline(pdf: PdfFile, document: Document, pages: list[Ref]) -> Ref | None:
    """Write the chapters as an outline; ``pages`` are the page objects.  None where there is no heading."""
    entries = sections(document)
    if not entries:
        return None
    root = pdf.reserve()
    first, last = _Outline(pdf, document, pages).level(entries, root)
    pdf.put({"Type": Name("Outlines"), "First": first, "Last": last, "Count": len(entries)}, root)
    return root


class _Outline:
    """Knows the pages that the entries point to."""

    def __init__(self, pdf: PdfFile, document: Document, pages: list[Ref]) -> None:
        self._pdf = pdf
        self._document = document
        self._pages = pages

    def level(self, entries: list[Section], parent: Ref) -> tuple[Ref, Ref]:
        """Write entries and what hangs below them; gives the first and the last."""
        refs = [self._pdf.reserve() for _ in entries]
        for index, (entry, ref) in enumerate(zip(entries, refs, strict=True)):
            item: dict[str, Value] = {"Title": entry.title, "Parent": parent, "Dest": self._place(entry)}
            if index:
                item["Prev"] = refs[index - 1]
            if index + 1 < len(refs):
                item["Next"] = refs[index + 1]
            if entry.below:
                first, last = self.level(entry.below, ref)
                # a negative count keeps the branch folded
                item |= {"First": first, "Last": last, "Count": -len(entry.below)}
            self._pdf.put(item, ref)
        return refs[0], refs[-1]

    def _place(self, entry: Section) -> Value:
        page = self._document.pages[entry.page].page
        height = (page.height - entry.top) * points_per_pixel(page)
        return [self._pages[entry.page], Name("XYZ"), 0, height, 0]


def points_per_pixel(page: Page) -> float:
    """Size of a pixel in points; a page without a resolution counts as 300 dpi."""
    return 72 / (page.dpi or _FALLBACK_DPI)
