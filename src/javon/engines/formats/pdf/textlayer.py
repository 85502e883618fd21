"""The invisible text of a page: one text object a line, every word stretched to its box on the baseline."""

from __future__ import annotations

from javon.engines.formats.pdf.font import ADVANCE, ASCENT, DESCENT, TextFont
from javon.engines.formats.pdf.objects import encode, number
from javon.engines.formats.sound import language_tag
from javon.engines.page import Line, Page, Word

#: Share of the line height that hangs below the baseline where recognition gave no baseline.
_BELOW = -DESCENT / 1000
#: How far, in pixels, the pen may stand from the left edge of a word before it is set anew.
_DRIFT = 0.5


def text_layer(page: Page, font: TextFont, language: str) -> bytes:
    """Content stream operators, in pixels of the page with the origin at the bottom left.

    Lines stand in reading order; a line in another language than ``language`` is marked with its own.
    """
    parts = []
    for line in page.lines:
        drawn = _line(line, page.height, font)
        tag = language_tag(line.language)
        if drawn and tag not in (language, "und"):
            drawn = b"/Span <</Lang %s>> BDC\n%sEMC\n" % (encode(tag), drawn)
        parts.append(drawn)
    return b"".join(parts)


def _line(line: Line, page_height: int, font: TextFont) -> bytes:
    words = [(word, _clean(word.text)) for word in line.words]
    words = [(word, text) for word, text in words if text]
    if not words:
        return b""
    size, baseline = _size_and_baseline(line)
    pen = _Pen(font, size, page_height - baseline)
    for index, (word, text) in enumerate(words):
        pen.word(word, text)
        if index + 1 < len(words):
            pen.space(words[index + 1][0])
    return b"BT 3 Tr /F %d Tf\n%sET\n" % (size, b"".join(pen.drawn))


def _size_and_baseline(line: Line) -> tuple[int, float]:
    """Font size in pixels and baseline, so that the box of the text reaches the top of the line."""
    height = max(line.box.height, 1)
    if line.baseline is None or not line.box.top < line.baseline <= line.box.bottom + height:
        return height, line.box.bottom - height * _BELOW
    return max(1, round((line.baseline - line.box.top) * 1000 / ASCENT)), line.baseline


class _Pen:
    """Follows the place where the next sign would fall, to set it anew only where it must."""

    def __init__(self, font: TextFont, size: int, height: float) -> None:
        self.drawn: list[bytes] = []
        self._font = font
        self._advance = size * ADVANCE / 1000
        self._height = height
        self._at: float | None = None

    def word(self, word: Word, text: str) -> None:
        if self._at is None or abs(self._at - word.box.left) > _DRIFT:
            self.drawn.append(b"1 0 0 1 %d %s Tm\n" % (word.box.left, number(float(self._height))))
            self._at = float(word.box.left)
        self._show(text, word.box.left + max(word.box.width, 1) - self._at)

    def space(self, following: Word) -> None:
        """A real space that fills the gap before the following word."""
        self._show(" ", max(following.box.left - (self._at or 0.0), 1.0))

    def _show(self, text: str, width: float) -> None:
        natural = len(text) * self._advance
        stretch = round(100 * max(width, 1.0) / natural, 2)
        self.drawn.append(b"%s Tz <%s> Tj\n" % (number(stretch), self._font.encode(text)))
        self._at = (self._at or 0.0) + stretch * natural / 100


def _clean(text: str) -> str:
    """The text without signs that have no place in a line (controls, surrogates)."""
    return "".join(char for char in text if char.isprintable() or char in "\u00ad\u200c\u200d").strip()
