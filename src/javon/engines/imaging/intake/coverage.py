"""Whether a PDF page is exactly one picture that covers it, and how that picture is turned on the page.

Hidden text (rendering mode 3, ISO 32000-1, 9.3.6) beside the picture does not count: that is how a recognized scan
looks.  Anything else that paints over the picture, crops it or shines through makes the page one to be rendered.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pikepdf

#: Longest content stream (as stored) that is looked into; a page of one picture needs a few hundred bytes,
#: its hidden text some kilobytes.
_MAX_CONTENT = 400_000
_TOLERANCE = 0.02
_SHOWS_TEXT = frozenset({"Tj", "TJ", "'", '"'})
_PAINTS = frozenset(["f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "BI", "EI", "INLINE", "IMAGE"])
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
_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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
        """The last packing of its data: ``/DCTDecode``, ``/JBIG2Decode`` …; empty for plain samples."""
        return filter_of(self.image)


@dataclass(slots=True)
class _State:
    matrix: Matrix = _IDENTITY
    hidden_text: bool = False
    stack: list[tuple[Matrix, bool]] = field(default_factory=list)
    found: tuple[str, Matrix] | None = None


class _NotOneImage(Exception):  # noqa: N818 -- a finding, not an error
    pass


def page_image(page: pikepdf.Page) -> PageImage | None:
    """The picture that is the whole page, or None."""
    try:
        if not _one_candidate(page):
            return None
        name, matrix = _painted(page)
        return _placed(page, page.obj.Resources.XObject[name], matrix)
    except (_NotOneImage, pikepdf.PdfError, KeyError, AttributeError, ValueError, TypeError, ZeroDivisionError):
        return None


def _one_candidate(page: pikepdf.Page) -> bool:
    """A cheap look before the content is parsed: one plain image, no forms, no notes drawn on the page."""
    objects = [value for _, value in page.obj.Resources.XObject.items()]
    images = [value for value in objects if value.get("/Subtype") == "/Image"]
    if len(images) != 1 or len(objects) != 1:
        return False
    if any(key in images[0] for key in ("/SMask", "/Mask")) or images[0].get("/ImageMask", False):
        return False
    notes: Any = page.obj.get("/Annots", [])
    if any(note.get("/Subtype") not in ("/Link", "/Popup") for note in notes):
        return False
    return _content_size(page) <= _MAX_CONTENT


def _content_size(page: pikepdf.Page) -> int:
    return sum(int(part.get("/Length", 0)) for part in content_parts(page))


def content_parts(page: pikepdf.Page) -> list[Any]:
    """The streams of a page's content."""
    contents: Any = page.obj.get("/Contents", [])
    parts = contents if isinstance(contents, pikepdf.Array) else [contents]
    return [part for part in parts if isinstance(part, pikepdf.Stream)]


def filter_of(stream: Any) -> str:
    """The last packing of a stream's data: ``/DCTDecode``, ``/JBIG2Decode`` …; empty for plain data."""
    filters: Any = stream.get("/Filter", "")
    return str(filters[-1]) if isinstance(filters, pikepdf.Array) and len(filters) else str(filters)


def _painted(page: pikepdf.Page) -> tuple[str, Matrix]:
    """Follow the content stream to the one ``Do``; raises where anything else could be seen."""
    state = _State()
    for instruction in pikepdf.parse_content_stream(page):
        _step(state, str(instruction.operator), list(instruction.operands), page)
    if state.found is None:
        raise _NotOneImage
    return state.found


def _step(state: _State, operator: str, operands: list[Any], page: pikepdf.Page) -> None:
    if operator == "q":
        state.stack.append((state.matrix, state.hidden_text))
    elif operator == "Q":
        state.matrix, state.hidden_text = state.stack.pop() if state.stack else (_IDENTITY, False)
    elif operator == "cm":
        state.matrix = _multiply([float(value) for value in operands], state.matrix)
    elif operator == "Tr":
        state.hidden_text = int(operands[0]) == 3
    elif operator == "gs":
        _check_plain(page.obj.Resources.ExtGState[str(operands[0])])
    elif operator == "Do":
        if state.found is not None:
            raise _NotOneImage
        state.found = (str(operands[0]), state.matrix)
    elif operator in _SHOWS_TEXT and not state.hidden_text:
        raise _NotOneImage
    elif operator in _PAINTS and (state.found is not None or operator not in ("f", "F", "f*")):
        raise _NotOneImage  # a fill under the picture is covered by it


def _check_plain(graphics: pikepdf.Object) -> None:
    blends = graphics.get("/BM", "/Normal") not in ("/Normal", "/Compatible")
    if blends or float(graphics.get("/ca", 1)) < 1 or graphics.get("/SMask", "/None") != "/None":
        raise _NotOneImage


def _multiply(first: list[float], second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def _placed(page: pikepdf.Page, image: Any, matrix: Matrix) -> PageImage:
    a, b, c, d, e, f = matrix
    left, bottom, right, top = (float(value) for value in page.cropbox)
    width, height = right - left, top - bottom
    box = (min(e, e + a + c), min(f, f + b + d), max(e, e + a + c), max(f, f + b + d))
    ends = zip(box, (left, bottom, right, top), (width, height, width, height), strict=True)
    if any(abs(found - wanted) > _TOLERANCE * length for found, wanted, length in ends):
        raise _NotOneImage
    slack = 0.002 * (abs(a) + abs(b) + abs(c) + abs(d))
    axes = tuple(0 if abs(value) < slack else int(value > 0) * 2 - 1 for value in (a, b, c, d))
    turned = axes[0] == 0
    pixels_wide, pixels_high = int(image.Width), int(image.Height)
    inches = float(page.obj.get("/UserUnit", 1)) / 72
    across = pixels_wide / ((height if turned else width) * inches)
    down = pixels_high / ((width if turned else height) * inches)
    if abs(across / down - 1) > 2 * _TOLERANCE:
        raise _NotOneImage  # not square on the page
    orientation = _orientation(axes, int(page.obj.get("/Rotate", 0)))
    return PageImage(image, pixels_wide, pixels_high, round((across + down) / 2, 2), orientation)


def _orientation(axes: tuple[int, ...], rotate: int) -> int:
    """EXIF orientation of a picture whose axes point along ``axes`` on a page shown turned clockwise by ``rotate``."""
    a, b, c, d = axes
    for _ in range(rotate // 90 % 4):
        a, b, c, d = b, -a, d, -c
    return _ORIENTATIONS[(a, b, c, d)]
