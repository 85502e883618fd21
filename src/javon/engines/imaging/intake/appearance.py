"""What a PDF says of a page without drawing it: values in letters that its fonts lack, lines and polygons as notes.

PDFium makes the look of fields and of most notes itself.  It leaves out letters outside the field's font (``ҳ`` and
``ʻ`` in Helvetica) and notes of four kinds; here these are made good, so that nothing filled in gets lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from javon.engines.imaging.intake.coverage import Box, box_of, is_shown

_PASSWORD, _MULTILINE = 1 << 13, 1 << 12
_HIDDEN = 2
#: Size of letters where the field leaves it to the program, as part of its height, and at most.
_FILL, _LARGEST, _SMALLEST = 0.7, 12.0, 4.0
#: Width of a letter in parts of its size, in the middle of a text.
_WIDTH = 0.6
_DEEPEST = 20
#: Colour operators by the number of components.
_LINES, _FILLS = {1: "G", 3: "RG", 4: "K"}, {1: "g", 3: "rg", 4: "k"}


@dataclass(frozen=True, slots=True)
class Words:
    """A value to write on the page: its lines, the box of the field in points, size, red, green, blue of 255."""

    lines: tuple[str, ...]
    box: Box
    size: float
    colour: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Completed:
    """``changed``: notes of the open PDF were given a look or hidden; ``words`` are to be written on the page."""

    changed: bool
    words: tuple[Words, ...]


def complete(pdf: pikepdf.Pdf, page: pikepdf.Page) -> Completed:
    """Give notes without a look one, in the open PDF; values that need other letters are hidden and handed back."""
    changed = False
    words: list[Words] = []
    form: Any = pdf.Root.get("/AcroForm", {})
    anew = isinstance(form, pikepdf.Dictionary) and bool(form.get("/NeedAppearances", False))
    for note in page.obj.get("/Annots", []):
        try:
            if not isinstance(note, pikepdf.Dictionary) or not is_shown(note) or _has_look(note, anew=anew):
                continue
            if note.get("/Subtype") in ("/Widget", "/FreeText"):
                found = _words(pdf, note)
                if found is not None:
                    words.append(found)
                    note.F = int(note.get("/F", 0)) | _HIDDEN
            elif note.get("/Subtype") == "/Stamp":
                _give_stamp(pdf, note)
                changed = True
            elif (path := _path(note)) is not None:
                _give_look(pdf, note, path)
                changed = True
        except (AttributeError, KeyError, TypeError, ValueError, IndexError):
            continue  # a broken note is left out, as any viewer does
    return Completed(changed or bool(words), tuple(words))


def _has_look(note: Any, *, anew: bool) -> bool:
    """Whether the file draws the note itself; ``anew``: it asks that fields be drawn from their values."""
    return "/AP" in note and not (anew and note.get("/Subtype") == "/Widget")


def _words(pdf: pikepdf.Pdf, note: Any) -> Words | None:
    """What is written in a field or a note, where its font has not all the letters."""
    flags = int(_inherited(note, "/Ff") or 0)
    value = note.get("/Contents") if note.Subtype == "/FreeText" else _value(note, flags)
    text = str(value) if isinstance(value, pikepdf.String) else ""
    if all(sign in "\r\n\t" or _is_western(sign) for sign in text):
        return None
    many = note.Subtype == "/FreeText" or flags & _MULTILINE
    lines = tuple(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) if many else (text,)
    form: Any = pdf.Root.get("/AcroForm", {})
    size, colour = _look_of(str(_inherited(note, "/DA") or form.get("/DA", "")))
    box = box_of(note.Rect)
    fits = min(_FILL * (box[3] - box[1]) / len(lines), (box[2] - box[0]) / (_WIDTH * max(map(len, lines))))
    return Words(lines, box, min(size or _LARGEST, max(fits, _SMALLEST)), colour)


def _value(widget: Any, flags: int) -> Any:
    shown = _inherited(widget, "/FT") in ("/Tx", "/Ch") and not flags & _PASSWORD
    return _inherited(widget, "/V") if shown else None


def _is_western(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _inherited(field: Any, key: str) -> Any:
    for _ in range(_DEEPEST):
        if key in field:
            return field.get(key)
        field = field.get("/Parent")
        if field is None:
            return None
    return None


def _look_of(stated: str) -> tuple[float, tuple[int, int, int]]:
    """Size and colour of a default appearance (ISO 32000-1, 12.7.3.3): ``/Helv 11 Tf 0 0 1 rg``."""
    parts = stated.split()
    size = float(parts[parts.index("Tf") - 1]) if "Tf" in parts[1:] else 0.0
    for operator, count in (("rg", 3), ("g", 1)):
        if operator in parts[count:]:
            at = parts.index(operator)
            shades = [round(255 * min(max(float(part), 0.0), 1.0)) for part in parts[at - count : at]]
            red, green, blue = shades if count != 1 else shades * 3
            return size, (red, green, blue)
    return size, (0, 0, 0)


def _path(note: Any) -> bytes | None:
    """The path of a line or polygon in page coordinates; None for other notes."""
    kind = str(note.get("/Subtype"))
    if kind not in ("/Line", "/PolyLine", "/Polygon"):
        return None
    numbers = [float(value) for value in note.get("/L" if kind == "/Line" else "/Vertices")]
    points = list(_pairs(numbers))
    path = " ".join(f"{x:.3f} {y:.3f} {'l' if index else 'm'}" for index, (x, y) in enumerate(points))
    filled = kind == "/Polygon" and len(note.get("/IC", [])) > 0
    return f"{path} {'h' if kind == '/Polygon' else ''} {'B' if filled else 'S'}".encode()


def _pairs(numbers: list[float]) -> Iterator[tuple[float, float]]:
    return zip(numbers[::2], numbers[1::2], strict=False)


def _give_stamp(pdf: pikepdf.Pdf, note: Any) -> None:
    """A stamp that only says its name ("Draft" without one), as poppler draws it: the name in a frame."""
    left, bottom, right, top = box_of(note.Rect)
    width, height = right - left, top - bottom
    name = str(note.get("/Name", "/Draft"))[1:]
    said = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", "".join(sign for sign in name if sign.isalnum() and sign.isascii()))
    size = min(0.6 * height, 0.9 * width / (_WIDTH * max(len(said), 1)))
    start = (width - _WIDTH * 0.85 * size * len(said)) / 2
    edge = 0.04 * min(width, height)
    colours = _colour(note.get("/C", [0.2]), _LINES) + _colour(note.get("/C", [0.2]), _FILLS)
    frame = f"{edge:.2f} w {edge:.2f} {edge:.2f} {width - 2 * edge:.2f} {height - 2 * edge:.2f} re S "
    words = f"BT /F0 {size:.2f} Tf {start:.2f} {height / 2 - 0.35 * size:.2f} Td ({said}) Tj ET"
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/Helvetica-Bold"))
    look = pdf.make_stream(colours + (frame + words).encode())
    look.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, width, height]),
            Resources=Dictionary(Font=Dictionary(F0=font)),
        )
    )
    note.AP = Dictionary(N=look)


def _give_look(pdf: pikepdf.Pdf, note: Any, path: bytes) -> None:
    width = float(note.get("/BS", {}).get("/W", 1))
    colours = _colour(note.get("/C", [0]), _LINES) + _colour(note.get("/IC", []), _FILLS)
    look = pdf.make_stream(colours + f"{width:.3f} w ".encode() + path)
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=note.Rect, Resources=Dictionary()))
    note.AP = Dictionary(N=look)
    note.Rect = Array([float(value) for value in note.Rect])


def _colour(components: Any, operators: Mapping[int, str]) -> bytes:
    operator = operators.get(len(components), "")
    return (" ".join(f"{float(part):.4f}" for part in components) + f" {operator} ").encode() if operator else b""
