"""What a PDF page is made of: exactly one picture as it is stored, or something that has to be drawn, and how finely.

Hidden text (rendering mode 3, ISO 32000-1, 9.3.6) beside the picture does not count: that is how a recognized scan
looks.  Anything that paints over the picture, clips it, shines through or may be switched off makes the page one to
be drawn, at the resolution of the pictures on it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf

from javon.engines.imaging.intake.stored import is_shown_as_stored

#: Longest content stream (as stored) that is looked into; a page of one picture needs a few hundred bytes,
#: its hidden text some kilobytes.
_MAX_CONTENT = 400_000
#: Forms inside a page that are looked into; a recognized scan has one or two.
_MAX_FORMS = 20
#: Pixels from which pictures of a page matter for how it is drawn: less is an ornament or a logo.
_MATTERS = 100_000
#: How far a picture may end beside the edge of the page, in parts of its side: rounding, never a crop.
_TOLERANCE = 0.005
#: The share of the page that pictures of a resolution must cover for the page to be drawn with it.
_SHARE = 0.3
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_FILLS = frozenset({"f", "F", "f*"})
_PAINTS = _FILLS | {"B", "B*", "b", "b*", "S", "s", "sh"}
_ENDS_PATH = _PAINTS | {"n"}
_STRUCTURE = {"q", "Q", "cm", "Tr", "gs", "Do", "BI", "ID", "EI", "W", "W*", "re", "m", "BDC"}
_LOOKED_AT = " ".join(sorted(_SHOWS_TEXT | _ENDS_PATH | _STRUCTURE))
#: Notes that draw nothing on the page, and the flags (ISO 32000-1, table 165) of those that are not shown.
_SILENT_NOTES, _HIDDEN, _NO_VIEW = frozenset({"/Link", "/Popup"}), 2, 32
#: 90° turns of the page and the directions of the picture's axes, as EXIF orientations (see ``_orientation``).
_ORIENTATIONS = {
    (1, 0, 0, 1): 1,
    (-1, 0, 0, 1): 2,
    (-1, 0, 0, -1): 3,
    (1, 0, 0, -1): 4,
    (0, -1, -1, 0): 5,
    (0, -1, 1, 0): 6,
    (0, 1, 1, 0): 7,
    (0, 1, -1, 0): 8,
}
Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_BROKEN = (pikepdf.PdfError, KeyError, AttributeError, ValueError, TypeError, ZeroDivisionError, OverflowError)


@dataclass(frozen=True, slots=True)
class PageImage:
    """The one picture of a page: its object, sizes in pixels, dots per inch, and how it lies (EXIF orientation)."""

    image: pikepdf.Stream
    width: int
    height: int
    dpi: float
    orientation: int

    @property
    def filter(self) -> str:
        """The last packing of its data: ``/DCTDecode``, ``/JPXDecode`` …; empty for plain samples."""
        return filter_of(self.image)


@dataclass(frozen=True, slots=True)
class Look:
    """What was found on a page.

    ``picture``: it is exactly this picture.  Otherwise it has to be drawn: ``dpi`` is the resolution of the pictures
    that make up most of it (0 = none do), ``drawn`` says that text, lines or notes are seen beside them.
    """

    picture: PageImage | None = None
    dpi: float = 0.0
    drawn: bool = True


@dataclass(frozen=True, slots=True)
class _Placed:
    """A picture where the content puts it; ``image`` is None for one that stands in the content itself."""

    image: pikepdf.Stream | None
    width: int
    height: int
    matrix: Matrix
    clipped: bool


@dataclass(slots=True)
class _State:
    """Graphics state: what ``q`` keeps and ``Q`` brings back."""

    matrix: Matrix = _IDENTITY
    hidden_text: bool = False
    clipped: bool = False


@dataclass(slots=True)
class _Walk:
    """One pass over the content of a page and the forms in it."""

    box: Box
    placed: list[_Placed] = field(default_factory=list)
    #: Something is seen, or may be, that the picture alone does not show.
    more: bool = False
    drawn: bool = False
    forms: int = 0


def look_at(page: pikepdf.Page) -> Look:
    """Find out what a page is made of; a broken one is to be drawn."""
    try:
        if not _matters(page):
            return Look()
        walk = _Walk(visible_box(page))
        _content(walk, page, page.obj.Resources, _State())
        if any(is_shown(note) for note in page.obj.get("/Annots", [])):
            walk.more = walk.drawn = True
        return _judged(walk, page)
    except _BROKEN:
        return Look()


def visible_box(page: pikepdf.Page) -> Box:
    """What of the page is shown: left, bottom, right, top in points, before it is turned."""
    crop, media = box_of(page.cropbox), box_of(page.mediabox)
    left, bottom = max(crop[0], media[0]), max(crop[1], media[1])
    right, top = min(crop[2], media[2]), min(crop[3], media[3])
    return (left, bottom, right, top) if left < right and bottom < top else media


def box_of(values: Iterable[Any]) -> Box:
    """A rectangle of PDF with its corners in order: left, bottom, right, top."""
    left, bottom, right, top = (float(value) for value in values)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _matters(page: pikepdf.Page) -> bool:
    """A cheap look before the content is parsed: pictures large enough to be the page, and no endless content."""
    objects = [value for _, value in page.obj.Resources.XObject.items()]
    forms = [value for value in objects if value.get("/Subtype") == "/Form"]
    for form in forms:
        below: Any = form.get("/Resources", {})
        objects += [value for _, value in (below.get("/XObject") or {}).items()]
    pixels = sum(int(one.Width) * int(one.Height) for one in objects if one.get("/Subtype") == "/Image")
    length = sum(int(part.get("/Length", 0)) for part in [*content_parts(page), *forms])
    return (pixels >= _MATTERS or len(objects) == 1) and length <= _MAX_CONTENT


def content_parts(page: pikepdf.Page) -> list[Any]:
    """The streams of a page's content."""
    contents: Any = page.obj.get("/Contents", [])
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def filter_of(stream: Any) -> str:
    """The last packing of a stream's data: ``/DCTDecode``, ``/JBIG2Decode`` …; empty for plain data."""
    filters: Any = stream.get("/Filter", "")
    return str(filters[-1]) if isinstance(filters, pikepdf.Array) and len(filters) else str(filters)


def is_shown(note: Any) -> bool:
    """Whether a note (annotation) draws anything on the page."""
    if note.get("/Subtype") in _SILENT_NOTES or int(note.get("/F", 0)) & (_HIDDEN | _NO_VIEW):
        return False
    left, bottom, right, top = box_of(note.get("/Rect", [0, 0, 0, 0]))
    return right > left and top > bottom  # a signature without a picture has no size


def _content(walk: _Walk, source: Any, resources: Any, state: _State) -> None:
    """Follow a content stream; notes in ``walk`` what it shows."""
    stack: list[tuple[Matrix, bool, bool]] = []
    path: list[Box | None] = []
    clips = False
    for instruction in pikepdf.parse_content_stream(source, _LOOKED_AT):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "q":
            stack.append((state.matrix, state.hidden_text, state.clipped))
        elif operator == "Q" and stack:
            state.matrix, state.hidden_text, state.clipped = stack.pop()
        elif operator in ("re", "m"):
            path.append(_rectangle(operands, state.matrix) if operator == "re" else None)
        elif operator in ("W", "W*"):
            clips = True
        elif isinstance(instruction, pikepdf.ContentStreamInlineImage):
            picture = instruction.iimage
            walk.placed.append(_Placed(None, picture.width, picture.height, state.matrix, state.clipped))
        else:
            _step(walk, state, operator, list(operands), resources)
        if operator in _ENDS_PATH:
            state.clipped |= clips and not (len(path) == 1 and _holds(path[0], walk.box))
            path, clips = [], False


def _step(walk: _Walk, state: _State, operator: str, operands: list[Any], resources: Any) -> None:
    if operator == "cm":
        state.matrix = _multiply([float(value) for value in operands], state.matrix)
    elif operator == "Tr":
        state.hidden_text = int(operands[0]) == 3
    elif operator == "gs":
        walk.more |= not _is_plain(resources.ExtGState[str(operands[0])])
    elif operator == "BDC":
        walk.more |= operands[0] == "/OC"
    elif operator == "Do":
        _object(walk, state, resources.XObject[str(operands[0])])
    elif operator in _SHOWS_TEXT:
        walk.drawn |= not state.hidden_text
    elif operator in _PAINTS and (walk.placed or operator not in _FILLS):
        walk.drawn = True  # a fill under the picture is covered by it


def _object(walk: _Walk, state: _State, found: Any) -> None:
    walk.more |= "/OC" in found
    if found.get("/Subtype") == "/Image":
        walk.placed.append(_Placed(found, int(found.Width), int(found.Height), state.matrix, state.clipped))
        return
    walk.forms += 1
    if walk.forms > _MAX_FORMS:
        walk.more = walk.drawn = True
        return
    matrix = _multiply([float(value) for value in found.get("/Matrix", _IDENTITY)], state.matrix)
    left, bottom, right, top = box_of(found.BBox)
    whole = _holds(_rectangle((left, bottom, right - left, top - bottom), matrix), walk.box)
    inner = _State(matrix, state.hidden_text, state.clipped or not whole)
    _content(walk, found, found.get("/Resources", {}), inner)


def _rectangle(operands: Iterable[Any], matrix: Matrix) -> Box | None:
    """Where a rectangle lies on the page; None where it is turned askew."""
    left, bottom, width, height = (float(value) for value in operands)
    a, b, c, d, e, f = _multiply([width, 0, 0, height, left, bottom], matrix)
    if min(abs(a) + abs(d), abs(b) + abs(c)) > 1e-3:
        return None
    return min(e, e + a + c), min(f, f + b + d), max(e, e + a + c), max(f, f + b + d)


def _holds(outer: Box | None, inner: Box) -> bool:
    if outer is None:
        return False
    slack = _TOLERANCE * max(inner[2] - inner[0], inner[3] - inner[1])
    low = all(found <= wanted + slack for found, wanted in zip(outer[:2], inner[:2], strict=True))
    return low and all(found >= wanted - slack for found, wanted in zip(outer[2:], inner[2:], strict=True))


def _is_plain(graphics: pikepdf.Object) -> bool:
    if any(graphics.get(key, "/Identity") not in ("/Identity", "/Default") for key in ("/TR", "/TR2")):
        return False
    blends = graphics.get("/BM", "/Normal") not in ("/Normal", "/Compatible")
    return not (blends or float(graphics.get("/ca", 1)) < 1 or graphics.get("/SMask", "/None") != "/None")


def _multiply(first: Sequence[float], second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _judged(walk: _Walk, page: pikepdf.Page) -> Look:
    unit = float(page.obj.get("/UserUnit", 1)) / 72
    dpi = _resolution(walk, unit)
    if len(walk.placed) == 1 and not walk.more and not walk.drawn:
        (only,) = walk.placed
        if only.image is not None and not only.clipped and is_shown_as_stored(only.image):
            return Look(_as_page(only, only.image, walk.box, unit, int(page.obj.get("/Rotate", 0))), dpi, drawn=False)
    return Look(None, dpi, walk.drawn)


def _resolution(walk: _Walk, unit: float) -> float:
    """The highest resolution of which pictures cover enough of the page; 0 where they do not."""
    left, bottom, right, top = walk.box
    covered: list[tuple[float, float]] = []
    for placed in walk.placed:
        a, b, c, d, e, f = placed.matrix
        wide = min(right, max(e, e + a, e + c, e + a + c)) - max(left, min(e, e + a, e + c, e + a + c))
        high = min(top, max(f, f + b, f + d, f + b + d)) - max(bottom, min(f, f + b, f + d, f + b + d))
        sides = math.hypot(a, b) * unit, math.hypot(c, d) * unit
        if wide > 0 and high > 0 and min(sides) > 0:
            covered.append((max(placed.width / sides[0], placed.height / sides[1]), wide * high))
    area = 0.0
    for dpi, size in sorted(covered, reverse=True):
        area += size
        if area >= _SHARE * (right - left) * (top - bottom):
            return round(dpi, 2)
    return 0.0


def _as_page(placed: _Placed, image: pikepdf.Stream, box: Box, unit: float, rotate: int) -> PageImage | None:
    """The picture as the whole page; None where it leaves part of the page free, is cut by its edge, or is askew."""
    a, b, c, d, e, f = placed.matrix
    found = (min(e, e + a + c), min(f, f + b + d), max(e, e + a + c), max(f, f + b + d))
    width, height = box[2] - box[0], box[3] - box[1]
    ends = zip(found, box, (width, height, width, height), strict=True)
    if any(abs(end - wanted) > _TOLERANCE * length for end, wanted, length in ends):
        return None
    slack = 0.002 * (abs(a) + abs(b) + abs(c) + abs(d))
    axes = tuple(0 if abs(value) < slack else int(value > 0) * 2 - 1 for value in (a, b, c, d))
    turned = axes[0] == 0
    across = placed.width / ((height if turned else width) * unit)
    down = placed.height / ((width if turned else height) * unit)
    if abs(across / down - 1) > 4 * _TOLERANCE:
        return None  # not square on the page
    orientation = _orientation(axes, rotate)
    if orientation is None:
        return None
    return PageImage(image, placed.width, placed.height, round((across + down) / 2, 2), orientation)


def _orientation(axes: tuple[int, ...], rotate: int) -> int | None:
    """EXIF orientation of a picture whose axes point along ``axes`` on a page shown turned clockwise by ``rotate``."""
    a, b, c, d = axes
    for _ in range(rotate // 90 % 4):
        a, b, c, d = b, -a, d, -c
    return _ORIENTATIONS.get((a, b, c, d))
