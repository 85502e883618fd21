"""Faces made for fonts that a PDF does not carry: letters of DejaVu, as wide as the file says."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path("/usr/share/fonts/truetype/dejavu")
_FIXED, _SERIF, _ITALIC, _BOLD = 1, 2, 64, 1 << 18
_SERIFED = re.compile(
    r"(?i)times|serif|roman|georgia|garamond|antiqua|cambria|century|book|palatino|schoolbook|peterburg"
)
_SANS = re.compile(r"(?i)arial|helvet|sans|verdana|tahoma|calibri|gothic|univers|pragmatica")
_FIXED_NAMES = re.compile(r"(?i)courier|mono|consol|typewriter")
_SLANT = 0.2
#: Letters of DejaVu are wider than those of most faces: where no width is given they are drawn so much narrower.
_NARROW = 0.87
#: Widths that are believed, in parts of the face's own.
_LEAST, _MOST = 0.4, 1.5


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter and its width in thousandths of the size; 0 = not given."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Face:
    """A file of a font, and whether its letters are to be slanted."""

    path: Path
    slanted: bool


def like(name: str, flags: int) -> Face:
    """The face that is most like a font of this name and with these flags (ISO 32000-1, table 123)."""
    serifed = bool(_SERIFED.search(name)) or (bool(flags & _SERIF) and not _SANS.search(name))
    fixed = bool(_FIXED_NAMES.search(name)) or bool(flags & _FIXED)
    family = "SansMono" if fixed else "Serif" if serifed else "Sans"
    bold = "-Bold" if re.search(r"(?i)bold|black|heavy", name) or flags & _BOLD else ""
    slanted = bool(re.search(r"(?i)italic|oblique", name)) or bool(flags & _ITALIC)
    return Face(_FOLDER / f"DejaVu{family}{bold}.ttf", slanted)


def made(face: Face, wanted: Mapping[int, Letter]) -> tuple[dict[int, tuple[int, float]], bytes]:
    """A TrueType file with the letters that the face has.

    Returns:
        By code the number of the letter in the file and its width in thousandths; and the file.
    """
    from fontTools.fontBuilder import FontBuilder  # noqa: PLC0415 -- slow import
    from fontTools.ttLib import TTFont  # noqa: PLC0415 -- slow import

    letters: dict[int, tuple[int, float]] = {}
    glyphs: dict[str, Any] = {".notdef": _outline(None, None, (1, 0, 0, 1, 0, 0))}
    advances = {".notdef": (500, 0)}
    cmap: dict[int, str] = {}
    with TTFont(face.path, lazy=True) as source:
        names, shapes, size = source.getBestCmap(), source.getGlyphSet(), source["head"].unitsPerEm
        for code, letter in wanted.items():
            name = names.get(ord(letter.text))
            if name is None:
                continue
            own = shapes[name].width or 1
            scale = min(max(letter.width / 1000 * size / own, _LEAST), _MOST) if letter.width else _NARROW
            glyph = f"u{code}"
            glyphs[glyph] = _outline(shapes, name, (scale, 0, _SLANT if face.slanted else 0, 1, 0, 0))
            advances[glyph] = (round(own * scale), 0)
            cmap.setdefault(ord(letter.text), glyph)
            letters[code] = len(glyphs) - 1, letter.width or round(1000 * own * scale / size, 1)
        builder = FontBuilder(size, isTTF=True)
        builder.setupGlyphOrder(list(glyphs))
        builder.setupCharacterMap(cmap)
        builder.setupGlyf(glyphs)
        builder.setupHorizontalMetrics(advances)
        builder.setupHorizontalHeader(ascent=source["hhea"].ascent, descent=source["hhea"].descent)
        builder.setupNameTable({"familyName": "Javon", "styleName": "Regular"})
        builder.setupOS2()
        builder.setupPost()
    stream = io.BytesIO()
    builder.save(stream)
    return letters, stream.getvalue()


def _outline(shapes: Any, name: str | None, matrix: tuple[float, float, float, float, float, float]) -> Any:
    from fontTools.pens.recordingPen import DecomposingRecordingPen  # noqa: PLC0415 -- slow import
    from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415 -- slow import
    from fontTools.pens.ttGlyphPen import TTGlyphPen  # noqa: PLC0415 -- slow import

    pen = TTGlyphPen(None)
    if name is not None:
        whole = DecomposingRecordingPen(shapes)
        shapes[name].draw(whole)
        whole.replay(TransformPen(pen, matrix))
    return pen.glyph()


def agl_text(name: str) -> str:
    """What a glyph of this name means by Adobe's list: ``afii10017`` → ``А``; empty where it says nothing."""
    from fontTools.agl import toUnicode  # noqa: PLC0415 -- slow import

    return str(toUnicode(name))


@cache
def standard_names() -> tuple[str, ...]:
    """The names of Adobe's standard encoding, by code."""
    from fontTools.encodings.StandardEncoding import StandardEncoding  # noqa: PLC0415 -- slow import

    return tuple(StandardEncoding)


@cache
def standard_letters() -> frozenset[str]:
    """The letters of that encoding, which every viewer has."""
    return frozenset(agl_text(name) for name in standard_names())
