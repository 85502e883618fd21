"""What a PDF calls its pages: i, ii, 1, A-3 (ISO 32000-1, 12.4.2)."""

from __future__ import annotations

from typing import Any

import pikepdf

_BROKEN = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, RuntimeError, UnicodeDecodeError)
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
#: Longer Roman numbers and rows of letters are a mistake of the file.
_HIGHEST = 10_000


def labels_of(pdf: pikepdf.Pdf) -> list[str]:
    """The label of every page; nothing where the file gives none, or only broken ones."""
    try:
        ranges = _ranges(pdf)
    except _BROKEN:
        return []
    labels: list[str] = []
    for place, (first, style) in enumerate(ranges):
        end = ranges[place + 1][0] if place + 1 < len(ranges) else len(pdf.pages)
        labels += [""] * (first - len(labels))
        try:
            labels += [_label(style, page - first) for page in range(first, min(end, len(pdf.pages)))]
        except _BROKEN:
            continue
    return labels + [""] * (len(pdf.pages) - len(labels)) if labels else []


def _ranges(pdf: pikepdf.Pdf) -> list[tuple[int, Any]]:
    """The first page of every range with its dictionary, in order."""
    tree: Any = pdf.Root.get("/PageLabels")
    if not isinstance(tree, pikepdf.Dictionary):
        return []
    found = [(int(first), style) for first, style in pikepdf.NumberTree(tree).items()]
    return sorted(
        (
            (first, style)
            for first, style in found
            if 0 <= first < len(pdf.pages) and isinstance(style, pikepdf.Dictionary)
        ),
        key=lambda one: one[0],
    )


def _label(style: Any, place: int) -> str:
    number = int(style.get("/St", 1)) + place
    prefix = str(style.get("/P", ""))
    kind = str(style.get("/S", ""))
    if kind in ("/r", "/R"):
        figures = _roman(number)
    elif kind in ("/a", "/A"):
        figures = _letters(number)
    else:
        figures = str(number) if kind == "/D" else ""
    return prefix + (figures.upper() if kind in ("/R", "/A") else figures)


def _roman(number: int) -> str:
    if not 0 < number < _HIGHEST:
        return str(number)
    text = ""
    for value, signs in _ROMAN:
        count, number = divmod(number, value)
        text += signs * count
    return text


def _letters(number: int) -> str:
    """One of the letters a to z, then the same twice, thrice and so on: aa, bb."""
    if not 0 < number < _HIGHEST:
        return str(number)
    again, letter = divmod(number - 1, 26)
    return chr(ord("a") + letter) * (again + 1)
