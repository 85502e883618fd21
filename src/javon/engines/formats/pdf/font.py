"""The font of the text layer: it has widths and no shapes, and maps its codes back to Unicode.

Text in render mode 3 is never painted, so one empty glyph serves every sign.  Codes are given out in the order in
which signs appear, so that the whole of Unicode fits into two bytes and a viewer copies exactly what was recognized.
"""

from __future__ import annotations

from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from javon.engines.formats.pdf.objects import Name, PdfFile, Ref

NAME = "JavonText"
#: Of a thousandth of the font size: advance of every glyph, height above and depth below the baseline.
ADVANCE, ASCENT, DESCENT = 500, 750, -250
#: ISO 32000-1 9.7.5.4: at most 100 entries in one bfchar block.
_BLOCK = 100


class TextFont:
    """Gives out codes while pages are written; ``write`` puts the font into the file at the end."""

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}

    def encode(self, text: str) -> bytes:
        """The codes of a text, two bytes a sign, as the inside of a hexadecimal string."""
        codes = self._codes
        return b"".join(b"%04x" % codes.setdefault(char, len(codes) + 1) for char in text)

    def write(self, pdf: PdfFile, ref: Ref) -> None:
        """Write the font under the number that the pages refer to."""
        file = glyphless_font()
        descriptor = pdf.put(
            {
                "Type": Name("FontDescriptor"),
                "FontName": Name(NAME),
                "Flags": 4,
                "FontBBox": [0, DESCENT, ADVANCE, ASCENT],
                "ItalicAngle": 0,
                "Ascent": ASCENT,
                "Descent": DESCENT,
                "CapHeight": ASCENT,
                "StemV": 80,
                "FontFile2": pdf.stream({"Length1": len(file)}, file, deflate=True),
            }
        )
        to_glyph = pdf.stream({}, b"\0\0" + b"\0\1" * len(self._codes), deflate=True)
        descendant = pdf.put(
            {
                "Type": Name("Font"),
                "Subtype": Name("CIDFontType2"),
                "BaseFont": Name(NAME),
                "CIDSystemInfo": {"Registry": "Adobe", "Ordering": "Identity", "Supplement": 0},
                "FontDescriptor": descriptor,
                "DW": ADVANCE,
                "CIDToGIDMap": to_glyph,
            }
        )
        pdf.put(
            {
                "Type": Name("Font"),
                "Subtype": Name("Type0"),
                "BaseFont": Name(NAME),
                "Encoding": Name("Identity-H"),
                "DescendantFonts": [descendant],
                "ToUnicode": pdf.stream({}, self._to_unicode(), deflate=True),
            },
            ref,
        )

    def _to_unicode(self) -> bytes:
        rows = [b"<%04x> <%s>" % (code, char.encode("utf-16-be").hex().encode()) for char, code in self._codes.items()]
        blocks = [rows[start : start + _BLOCK] for start in range(0, len(rows), _BLOCK)]
        body = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
        return (
            b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            b"/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
            b"/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            + body
            + b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        )


@cache
def glyphless_font() -> bytes:
    """A TrueType font of two empty glyphs, about 0.8 kB; the same bytes every time."""
    glyphs = [".notdef", "blank"]
    builder = FontBuilder(1000, isTTF=True)
    builder.setupGlyphOrder(glyphs)
    builder.setupCharacterMap({0x20: "blank"})
    builder.setupGlyf({name: TTGlyphPen(None).glyph() for name in glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys(glyphs, (ADVANCE, 0)))
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": NAME, "styleName": "Regular", "psName": NAME})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT, usWinAscent=ASCENT, usWinDescent=-DESCENT)
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 0
    builder.font.recalcTimestamp = False
    out = BytesIO()
    builder.save(out)
    return out.getvalue()
