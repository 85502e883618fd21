"""Pages in letters of the past: read once more, with the model that was taught these letters.

Russian of before 1918 shows itself by its hard signs.  Uzbek in the Latin letters of 1929 to 1940 (ə ƣ ɵ ꞑ ş ь) is read
without confidence by a model that has none of them, so a few pieces of such a page are tried with the one that has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from javon.engines.language import alphabet_of, identify
from javon.engines.ocr import api, civil_type
from javon.engines.ocr.areas import Areas
from javon.engines.ocr.models import OLD_RUSSIAN, YANALIF, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.routing import Route
from javon.engines.page import Region

#: The models of these letters: what they read is not put right by dictionaries of today, and always to be looked at.
OLD: frozenset[Model] = frozenset((OLD_RUSSIAN, YANALIF))
#: Latin pages read less surely than this may be in the letters of 1929: those have 0.6 to 0.8, good ones 0.9.
UNSURE = 0.85
#: So many pieces are tried, and the right model is so much surer of them.
PIECES, SURER = 3, 0.05
_ALPHABET = "latn-1929"


def read_old(
    page: Areas, blocks: list[Region], route: Route, pieces: Sequence[Pixels], dpi: int
) -> tuple[list[Region], Route]:
    """The blocks and the route of a page, read again where it is in letters of the past.

    Args:
        page: taken apart for reading.
        blocks: what was read of it.
        route: how.
        pieces: clear pieces of its lines, none where a person told the language.
        dpi: resolution of the pieces.
    """
    if route.language == "ru" and civil_type.is_old_type(blocks):
        return page.read(OLD_RUSSIAN), replace(route, model=OLD_RUSSIAN)
    if route.script == "Latn" and _is_yanalif(blocks, pieces[:PIECES], dpi, route.model):
        return page.read(YANALIF), replace(route, model=YANALIF, language="uz-Latn")
    return blocks, route


def _is_yanalif(blocks: Sequence[Region], pieces: Sequence[Pixels], dpi: int, model: Model) -> bool:
    """Whether the letters are those of 1929: some of them were read, or nothing surely, and their model is surer."""
    seen = alphabet_of(api.text_of(blocks)) == _ALPHABET
    if not pieces or not (seen or api.confidence_of(blocks) < UNSURE):
        return False
    readings = [api.read_line(YANALIF, piece, dpi) for piece in pieces]
    if identify(" ".join(reading.text for reading in readings)).alphabet != _ALPHABET:
        return False  # Azerbaijani has ə, too
    lead = sum(one.confidence - api.read_line(model, piece, dpi).confidence
               for one, piece in zip(readings, pieces, strict=True))  # fmt: skip
    return lead >= (0 if seen else SURER * len(pieces))
