"""Fonts that a PDF names and does not carry: their letters beyond Western ones are drawn in a like face of DejaVu.

PDFium has faces of its own for Latin only: a page in Cyrillic whose "Times New Roman" is not in the file comes out
empty.  Here such a font gets a face before the page is drawn: its letters by the names or the text that the file
gives, each as wide as the file says.  Courier gets one too: what PDFium takes for it depends on the machine (an
oblique face was seen).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from javon.engines.imaging.intake.faces import Letter, agl_text, like, made, standard_letters, standard_names

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_DEEPEST = 6
#: Letters of a font that are looked at; a text in Chinese would want no face of ours.
_MOST = 2_000
_BROKEN = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError, IndexError)
_SECTION = re.compile(rb"beginbf(char|range)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9A-Fa-f\s]*)>|(\[)|(\])")
#: Faces of signs that every viewer has.
_OWN_SIGNS = re.compile(r"Symbol|ZapfDingbats")
#: Stands for a letter whose name says nothing.
_UNKNOWN = "\ufffd"
_COURIER, _COURIER_WIDTH = re.compile(r"Courier"), 600.0
_UNICODE = re.compile(r"UCS2|UTF16")


@dataclass(frozen=True, slots=True)
class _Read:
    """What a font says of its letters: text by code, and the width of a code in thousandths where it is given."""

    texts: dict[int, str]
    widths: dict[int, float]
    #: Width of codes that have none of their own; 0 where that is not given either.
    other: float = 0.0


def missing(pages: Iterable[pikepdf.Page]) -> list[str]:
    """Names of the fonts that are not in the file though their letters are other than Western, or cannot be told."""
    known: dict[tuple[int, int], bool] = {}
    names: set[str] = set()
    for page in pages:
        for font in _fonts(page):
            key = font.objgen if font.is_indirect else (0, len(known))
            if key not in known:
                known[key] = _is_missing(font)
                names |= {name_of(font)} if known[key] else set()
    return sorted(names)


def give_faces(pdf: pikepdf.Pdf, page: pikepdf.Page) -> bool:
    """Give the fonts of ``missing`` a face, in the open PDF; whether any was given."""
    given = False
    for font in _fonts(page):
        try:
            if _is_missing(font) or _is_courier(font):
                given |= _give(pdf, font)
        except _BROKEN:
            continue  # a broken font: its letters stay away, as in any viewer
    return given


def name_of(font: Any) -> str:
    """The name of the font without the mark of a subset."""
    return re.sub(r"^[A-Z]{6}\+", "", str(font.get("/BaseFont", "/?"))[1:])


def _fonts(page: pikepdf.Page) -> Iterator[Any]:
    """The fonts of the page, of the forms on it and of the looks of its notes."""
    seen: set[tuple[int, int]] = set()
    waiting: list[tuple[Any, int]] = [(page.obj.get("/Resources"), 0)]
    for note in _values(page.obj.get("/Annots")):
        looks: Any = note.get("/AP") if isinstance(note, Dictionary) else None
        look: Any = looks.get("/N") if isinstance(looks, Dictionary) else None
        waiting.append((look.get("/Resources") if isinstance(look, pikepdf.Stream) else None, 1))
    while waiting:
        resources, depth = waiting.pop()
        if not isinstance(resources, Dictionary) or depth > _DEEPEST:
            continue
        yield from (font for font in _values(resources.get("/Font")) if isinstance(font, Dictionary))
        for form in _values(resources.get("/XObject")):
            if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form" and form.objgen not in seen:
                seen.add(form.objgen)
                waiting.append((form.get("/Resources"), depth + 1))


def _values(found: Any) -> list[Any]:
    if isinstance(found, Dictionary):
        return [value for _, value in found.items()]
    return list(found) if isinstance(found, Array) else []


def _is_missing(font: Any) -> bool:
    try:
        if font.get("/Subtype") == "/Type3" or _is_embedded(font) or _OWN_SIGNS.match(name_of(font)):
            return False
        texts = list(_stated(font))
        unknown = font.get("/Subtype") == "/Type0" and not texts
        return unknown or any(not _is_western(text) for text in texts)
    except _BROKEN:
        return False


def _is_courier(font: Any) -> bool:
    simple = font.get("/Subtype") in ("/Type1", "/TrueType")
    return simple and _COURIER.match(name_of(font)) is not None and not _is_embedded(font)


def _stated(font: Any) -> Iterator[str]:
    """The letters that the file names itself, beyond those of a common encoding."""
    if font.get("/Subtype") == "/Type0":
        yield from _composite(font).texts.values()
        return
    encoding: Any = font.get("/Encoding")
    named: Any = encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []
    names = [str(entry)[1:] for entry in named if isinstance(entry, Name)]
    yield from (agl_text(name) or _UNKNOWN for name in names if not name.startswith("."))
    yield from _to_unicode(font).values()


def _is_embedded(font: Any) -> bool:
    below: Any = font.get("/DescendantFonts")
    described: Any = (below[0] if below is not None else font).get("/FontDescriptor", {})
    return any(key in described for key in _FILES)


def _is_western(text: str) -> bool:
    if text in standard_letters():
        return True
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _read(font: Any) -> _Read:
    return _composite(font) if font.get("/Subtype") == "/Type0" else _simple(font)


def _simple(font: Any) -> _Read:
    """One byte a letter: names of the encoding; where these say nothing, the text that the file gives."""
    told = _to_unicode(font)
    encoding: Any = font.get("/Encoding")
    base = str(encoding.get("/BaseEncoding", "")) if isinstance(encoding, Dictionary) else str(encoding or "")
    texts = {code: text for code in range(32, 256) if (text := told.get(code) or _base_text(base, code))}
    place = 0
    for entry in encoding.get("/Differences", []) if isinstance(encoding, Dictionary) else []:
        if isinstance(entry, Name):
            texts[place] = agl_text(str(entry)[1:]) or told.get(place, "")
            place += 1
        else:
            place = int(entry)
    first, given = int(font.get("/FirstChar", 0)), [float(width) for width in font.get("/Widths", [])]
    widths = {first + index: width for index, width in enumerate(given)}
    other = _COURIER_WIDTH if _COURIER.match(name_of(font)) else 0.0
    return _Read({code: text for code, text in texts.items() if len(text) == 1}, widths, other)


def _base_text(base: str, code: int) -> str:
    codec = {"/WinAnsiEncoding": "cp1252", "/MacRomanEncoding": "mac_roman"}.get(base)
    if codec is None:
        return agl_text(standard_names()[code])
    return bytes([code]).decode(codec, "ignore")


def _composite(font: Any) -> _Read:
    """Two bytes a letter: the text that the file gives, or codes that are Unicode by their encoding."""
    encoding = str(font.get("/Encoding", ""))
    told = _to_unicode(font)
    if not told and _UNICODE.search(encoding):
        told = {code: chr(code) for code in (*range(0x20, 0x250), *range(0x2B0, 0x300), *range(0x400, 0x530))}
    texts = {code: text for code, text in told.items() if len(text) == 1}
    if not encoding.startswith("/Identity"):
        return _Read(texts, {})  # the widths are those of another numbering
    below: Any = font.DescendantFonts[0]
    return _Read(texts, _composite_widths(below), float(below.get("/DW", 1000)))


def _composite_widths(below: Any) -> dict[int, float]:
    widths: dict[int, float] = {}
    stated = list(below.get("/W", []))
    while len(stated) > 1:
        first = int(stated.pop(0))
        if isinstance(stated[0], Array):
            widths |= {first + index: float(width) for index, width in enumerate(stated.pop(0))}
        else:
            last, width = int(stated.pop(0)), float(stated.pop(0))
            widths |= dict.fromkeys(range(first, min(last, first + _MOST) + 1), width)
    return widths


def _to_unicode(font: Any) -> dict[int, str]:
    """The text of each code by the font's ``/ToUnicode`` (ISO 32000-1, 9.10.3)."""
    stream: Any = font.get("/ToUnicode")
    if not isinstance(stream, pikepdf.Stream):
        return {}
    found: dict[int, str] = {}
    for kind, body in _SECTION.findall(stream.read_bytes()):
        items = [match for match in _TOKEN.finditer(body)]
        tokens = [(match[1], match[2], match[3]) for match in items]
        found |= _pairs(tokens) if kind == b"char" else _ranges(tokens)
        if len(found) > _MOST:
            break
    return found


_Tokens = list[tuple[bytes | None, bytes | None, bytes | None]]


def _pairs(tokens: _Tokens) -> dict[int, str]:
    data = [one for one, _, _ in tokens if one is not None]
    return {_number(code): _text(text) for code, text in zip(data[::2], data[1::2], strict=False)}


def _ranges(tokens: _Tokens) -> dict[int, str]:
    found: dict[int, str] = {}
    queue = list(tokens)
    while len(queue) > 2:
        first, last = _number(queue.pop(0)[0]), _number(queue.pop(0)[0])
        text, opens, _ = queue.pop(0)
        count = min(last - first, _MOST)
        if opens is None:
            start = _text(text)
            if start:
                found |= {first + step: start[:-1] + chr(ord(start[-1]) + step) for step in range(count + 1)}
            continue
        place = first
        while queue and (item := queue.pop(0))[2] is None:
            found[place] = _text(item[0])
            place += 1
    return found


def _number(digits: bytes | None) -> int:
    return int(b"".join((digits or b"").split()) or b"0", 16)


def _text(digits: bytes | None) -> str:
    return bytes.fromhex((digits or b"").decode()).decode("utf-16-be", "ignore")


def _give(pdf: pikepdf.Pdf, font: Any) -> bool:
    read = _read(font)
    composite = font.get("/Subtype") == "/Type0"
    below = font.DescendantFonts[0] if composite else font
    described: Any = below.get("/FontDescriptor", Dictionary())
    face = like(name_of(font), int(described.get("/Flags", 0)))
    texts = sorted(read.texts.items())[:_MOST]
    wanted = {code: Letter(text, read.widths.get(code) or read.other) for code, text in texts}
    letters, data = made(face, wanted)
    if not letters:
        return False
    file = pdf.make_stream(data)
    file.Length1 = len(data)
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=font.get("/BaseFont", Name("/F")), Flags=4 if composite else 32,
        FontBBox=Array([-500, -300, 1500, 1100]), ItalicAngle=0, Ascent=930, Descent=-240, CapHeight=730, StemV=80,
        FontFile2=file,
    )  # fmt: skip
    below.FontDescriptor = pdf.make_indirect(descriptor)
    widths = {code: width for code, (_, width) in letters.items()}
    if composite:
        _encode_composite(pdf, font, below, letters, widths)
    else:
        _encode_simple(font, wanted, widths)
    return True


def _encode_simple(font: Any, wanted: Mapping[int, Letter], widths: Mapping[int, float]) -> None:
    font.Subtype = Name.TrueType
    names: list[Any] = []
    for code in sorted(widths):
        names += [code, Name(f"/uni{ord(wanted[code].text):04X}")]
    font.Encoding = Dictionary(Type=Name.Encoding, Differences=Array(names))
    font.FirstChar, font.LastChar = 0, 255
    font.Widths = Array([widths.get(code, 500) for code in range(256)])


def _encode_composite(
    pdf: pikepdf.Pdf, font: Any, below: Any, letters: Mapping[int, tuple[int, float]], widths: Mapping[int, float]
) -> None:
    """Codes are the numbers of letters, by a table of our own."""
    table = bytearray(2 * (max(letters) + 1))
    for code, (glyph, _) in letters.items():
        table[2 * code : 2 * code + 2] = glyph.to_bytes(2, "big")
    font.Encoding = Name("/Identity-V" if str(font.get("/Encoding", "")).endswith("-V") else "/Identity-H")
    below.Subtype = Name.CIDFontType2
    below.CIDToGIDMap = pdf.make_stream(bytes(table))
    below.CIDSystemInfo = Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0)
    below.W = Array([part for code, width in sorted(widths.items()) for part in (code, Array([width]))])
