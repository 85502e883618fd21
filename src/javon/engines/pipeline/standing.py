"""How a page stands, told by its words: it is turned only where it then reads clearly better than it did as it lay.

Scripts that nobody reads, worn print, forms and drawings give a few words whichever way they are held.  So a page that
was hardly read is tried in lines, and where these speak for a turn it is read whole, turned, and both readings are
compared.
"""

from __future__ import annotations

import numpy as np

from javon.engines.imaging import Image
from javon.engines.language import known_share
from javon.engines.ocr import Hints, Recognizer
from javon.engines.page import Page

#: A page less sure than this may stand on its head.
DOUBTFUL = 0.5
#: Lines of a page that seems to lie must read so surely before it is turned without a reading to compare with:
#: right ways give 0.85 and more, wrong ones (Arabic script, black letter, photographs) 0.7 at most.
SURE_OF_LINES = 0.78
#: … and so surely before a whole page is read turned.
WORTH_READING = 0.45
#: Words count from this confidence and length on.
SURE, LONG = 0.6, 4
#: … and from this confidence in a language that has no dictionary here (French, German).
SURE_ALONE = 0.85
#: The turned page must have so many times the known letters of the page as it lay, and so many more: six words.
TIMES, MORE = 2.0, 30.0
#: … and be read no less surely, or as surely as this: lines that run upright are read well too, but stand upright.
WELL = 0.8


def is_doubtful(page: Page) -> bool:
    """Whether the page may lie or stand on its head: hardly read, or read in lines that run up and down."""
    lines = [line.box for region in page.regions for line in region.lines if len(line.words) > 1]
    lying = sum(box.height > box.width for box in lines)
    return bool(page.extra.get("unknown_script")) or page.confidence < DOUBTFUL or 2 * lying > len(lines)


def better_turn(image: Image, dpi: int, page: Page, engine: Recognizer, hints: Hints) -> int:
    """The clockwise turn after which a page reads clearly better, 0 for none.

    Args:
        image: the page as it was read.
        dpi: its resolution.
        page: what was read.
        engine: the recognizer.
        hints: what it was told.
    """
    turn = engine.upright(image, dpi, sure=WORTH_READING)
    if not turn:
        return 0
    turned = engine.read(np.ascontiguousarray(np.rot90(image, -turn // 90)), dpi, hints)
    return turn if reads_better(turned, page) else 0


def reads_better(turned: Page, before: Page) -> bool:
    """Whether a reading of the turned page beats the first one by a margin: more known letters, more surely."""
    now, then = known_letters(turned), known_letters(before)
    return now >= TIMES * then + MORE and turned.confidence >= min(before.confidence, WELL)


def known_letters(page: Page) -> float:
    """Letters in words that were read surely and that a dictionary of the page's language knows.

    A lying page that is read in upright lines makes as much sense as a level one, but it lies: it counts for nothing.
    """
    words = [
        word
        for region in page.regions
        for line in region.lines
        if line.box.width >= line.box.height or len(line.words) == 1
        for word in line.words
        if word.confidence >= SURE and len(word.text) >= LONG
    ]
    known = [(word, known_share((word.text,), page.language)) for word in words]
    return sum(
        len(word.text) * (float(word.confidence >= SURE_ALONE) if share is None else share) for word, share in known
    )
