"""Page labels and outline: how a person finds a place in the file."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from javon.engines.formats.pdf.objects import Name, PdfFile, Raw, Ref, Value, number
from javon.engines.page import DocumentPage, RegionKind

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ROMAN_SHAPE = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})")
#: Longest title of an outline entry.
_TITLE_LENGTH = 200


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
    if label.isascii() and label.isdigit() and not label.startswith("0"):
        return "D", int(label)
    lower = label.lower()
    if label and label in (lower, label.upper()) and _ROMAN_SHAPE.fullmatch(lower):
        return ("r" if label == lower else "R"), _roman(lower)
    return "", 0


def _roman(text: str) -> int:
    values = [_ROMAN[char] for char in text]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


@dataclass(slots=True)
class Heading:
    """One entry of the outline and what hangs below it."""

    title: str
    level: int
    page: Ref
    top: float
    below: list[Heading] = field(default_factory=list)


def headings(page: DocumentPage, ref: Ref) -> list[Heading]:
    """The headings of a page, with their height on it in points."""
    scale = 72 / page.page.dpi
    return [
        Heading(
            " ".join(region.text.split())[:_TITLE_LENGTH],
            region.level or 1,
            ref,
            (page.page.height - region.box.top) * scale,
        )
        for region in page.page.regions
        if region.kind is RegionKind.HEADING and region.text.strip()
    ]


def write_outline(pdf: PdfFile, entries: list[Heading]) -> Ref | None:
    """Write the outline as a tree by level; None where there is no heading."""
    if not entries:
        return None
    root = pdf.reserve()
    top = _tree(entries)
    first, last = _write_level(pdf, top, root)
    pdf.put({"Type": Name("Outlines"), "First": first, "Last": last, "Count": len(top)}, root)
    return root


def _tree(entries: list[Heading]) -> list[Heading]:
    """Hang every heading below the nearest earlier one of a smaller level."""
    top: list[Heading] = []
    path: list[Heading] = []
    for entry in entries:
        while path and path[-1].level >= entry.level:
            path.pop()
        (path[-1].below if path else top).append(entry)
        path.append(entry)
    return top


def _write_level(pdf: PdfFile, level: list[Heading], parent: Ref) -> tuple[Ref, Ref]:
    refs = [pdf.reserve() for _ in level]
    for index, (entry, ref) in enumerate(zip(level, refs, strict=True)):
        place = Raw(b"[%d 0 R /XYZ 0 %s 0]" % (entry.page, number(float(entry.top))))
        item: dict[str, Value] = {"Title": entry.title, "Parent": parent, "Dest": place}
        if index:
            item["Prev"] = refs[index - 1]
        if index + 1 < len(refs):
            item["Next"] = refs[index + 1]
        if entry.below:
            first, last = _write_level(pdf, entry.below, ref)
            # a negative count keeps the branch folded
            item |= {"First": first, "Last": last, "Count": -len(entry.below)}
        pdf.put(item, ref)
    return refs[0], refs[-1]
