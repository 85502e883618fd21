"""Whether what looks like a heading by size and place also reads like one.

Large type and centred lines are not enough: lists of advertisements, the notes of forms and the few words that end a
chapter on a page of their own look like headings too, and spoil the contents of a book.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from javon.engines.ocr.measures import capitals
from javon.engines.page import Line, RegionKind

#: A heading has no more lines and words than this.  The longest true ones on 60 real pages have 3 lines and 14 words.
LINES, WORDS = 4, 24
#: A whole sentence of more words that ends in a full stop is text.
SENTENCE = 7
_OPENING = "«“„\"'‘([№§*†¿¡"
_NUMBERED = re.compile(r"^(?:\d+|[IVXLC]+)(?:[.)\-–]|\s)")


def without_false_headings(kinds: list[RegionKind], lines: Sequence[Line]) -> None:
    """Take back, in ``kinds`` (one for each line of a block), the headings that do not read like one."""
    start = 0
    for index in range(1, len(lines) + 1):
        if index == len(lines) or kinds[index] is not kinds[start]:
            if kinds[start] is RegionKind.HEADING and not reads_like_a_heading(lines[start:index]):
                kinds[start:index] = [RegionKind.TEXT] * (index - start)
            start = index


def reads_like_a_heading(lines: Sequence[Line]) -> bool:
    """Short, begun by a capital, a figure or a sign that opens, made of letters, and no sentence of the text."""
    text = " ".join(line.text for line in lines).strip()
    words = text.split()
    if len(lines) > LINES or len(words) > WORDS:
        return False
    if text.startswith("(") and text.endswith(")"):
        return False
    first = text.lstrip(_OPENING)[:1]
    if not first or first.islower() or not (first.isalnum() or first == "…"):
        return False
    signs = [sign for sign in text if not sign.isspace()]
    if sum(sign.isalpha() for sign in signs) < len(signs) / 2:
        return False
    whole = text.endswith(".") and not _NUMBERED.match(text) and not capitals(text)
    return not (whole and len(words) > SENTENCE)
