"""The recognizer over Tesseract: one right model a page, at the size that the model reads best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import cv2
import numpy as np

from javon.engines.language import identify, known_share
from javon.engines.ocr import api, areas, civil_type, folio, foreign, guests, ink, layout, polish, routing, unread
from javon.engines.ocr.dashes import mend_dashes
from javon.engines.ocr.doubled import without_doubled
from javon.engines.ocr.leaders import without_leaders
from javon.engines.ocr.models import BY_LANGUAGE, OLD_RUSSIAN, YANALIF
from javon.engines.ocr.old_letters import OLD, read_old
from javon.engines.ocr.recognizer import Hints, Pixels
from javon.engines.ocr.routing import Route
from javon.engines.ocr.second import look_twice
from javon.engines.ocr.short import read_short
from javon.engines.ocr.stacked import without_stacked
from javon.engines.page import Box, Doubt, Line, Page, Region

#: Height of small letters, in pixels, at which pages are read: less costs words, more costs time.
X_HEIGHT = 16.0
#: No page is enlarged more, or made smaller by less, than this.
LARGEST, NEARLY_SAME = 2.0, 0.93
#: The ways in which a page can lie, degrees clockwise to its feet.
WAYS = (0, 90, 180, 270)
#: The right way gives twice the known letters of how the page lies, and so many more.
A_WORD = 8.0


class TesseractRecognizer:
    """Reads Uzbek in both scripts, Russian and English; finds out which by itself."""

    languages = tuple(BY_LANGUAGE)

    def __init__(self) -> None:
        self._version = api.version()

    @property
    def identity(self) -> str:
        return f"tesseract {self._version}"

    def read(self, image: Pixels, dpi: int, hints: Hints) -> Page:
        """See ``Recognizer.read``."""
        height, width = image.shape
        empty = Page(width=width, height=height, dpi=dpi, engine=self.identity)
        measure = ink.measure(image, dpi)
        if not measure.letters:
            return empty
        image = without_leaders(_without_facing(image, measure), measure.leaders)
        small, factor = _at_reading_size(image, measure.x_height)
        parts = areas.take_apart(image, small, round(dpi * factor), measure.x_height * factor)
        if measure.lines or hints.language:
            pieces = [] if hints.language else ink.samples(image, measure)
            route = routing.route(pieces, dpi, hints)
            if not route.known:
                return _unknown(empty, route.confidence)
            blocks, route = read_old(parts, *_read(parts, route, hints), pieces, dpi)
        else:
            blocks, route = read_short(small, round(dpi * factor))
        if not hints.language and blocks and _is_noise(blocks, tried=bool(measure.lines)):
            return _unknown(empty, api.confidence_of(blocks))
        if not hints.language:
            blocks = foreign.read_foreign(small, round(dpi * factor), blocks, route.script)
            blocks = guests.read_guests(small, round(dpi * factor), blocks, route)
        blocks = without_stacked(small, measure.x_height * factor, blocks)
        numbers: tuple[Doubt, ...] = ()
        if route.model not in OLD:
            blocks, numbers = look_twice(small, round(dpi * factor), blocks, route.language, route.script)
        blocks = mend_dashes(small, blocks)
        if route.language == "ru" and route.model != OLD_RUSSIAN:
            blocks = civil_type.mend_page(blocks)
        blocks = polish.polish(blocks, route.language, route.script, mend=route.model != YANALIF)
        blocks, doubts = _unread(image, small, factor, measure.x_height, dpi, blocks, route)
        blocks = without_doubled(blocks)
        heights = ink.line_heights(small, [[line.box for line in block.lines] for block in blocks])
        regions, number = layout.arrange(blocks, heights, parts.tables, parts.rules)
        if number is None:
            regions, number = _with_folio(small, round(dpi * factor), regions, measure.x_height * factor)
        return replace(
            empty,
            regions=tuple(_scaled(region, 1 / factor, width, height) for region in regions),
            language=route.language,
            script=route.script,
            number=number,
            doubts=tuple(replace(one, box=_grown(one.box, 1 / factor, width, height)) for one in (*doubts, *numbers)),
            engine=f"{self.identity} {route.model.name}",
            extra={"old_type": True} if route.model in OLD else {},
        )

    def upright(self, image: Pixels, dpi: int, *, sure: float) -> int:
        """See ``Recognizer.upright``: whichever way gives the most letters in known words."""
        trials = {way: self._trial(np.ascontiguousarray(np.rot90(image, -way // 90)), dpi) for way in WAYS}
        known = {way: _known_letters(trial) for way, trial in trials.items()}
        best = max(WAYS, key=lambda way: known[way])
        route = trials[best]
        clear = known[best] >= 2 * known[0] + A_WORD
        return best if clear and route is not None and route.confidence >= sure else 0

    def _trial(self, image: Pixels, dpi: int) -> Route | None:
        pieces = ink.samples(image, ink.measure(image, dpi))
        return routing.route(pieces, dpi, Hints()) if pieces else None


def _known_letters(route: Route | None) -> float:
    """Letters of a trial in words of four and more that a dictionary knows; noise has short ones.

    A language without a dictionary (German, French) is taken at the word of a model that is clearly sure.
    """
    if route is None:
        return 0.0
    sure = 1.0 if route.confidence >= routing.CLEAR else 0.0
    words = re.findall(r"[^\W\d_]{4,}", route.text)
    known = [(len(word), known_share((word,), route.language)) for word in words]
    return sum(length * (sure if share is None else share) for length, share in known)


def _with_folio(image: Pixels, dpi: int, regions: list[Region], x_height: float) -> tuple[list[Region], str | None]:
    """The regions with a page number that the layout left out, at the head or the foot."""
    found = folio.find_folio(image, dpi, regions, x_height)
    if found is None:
        return regions, None
    above = found.box.bottom <= min(region.box.top for region in regions if region.lines)
    return ([found, *regions] if above else [*regions, found]), found.text


def _unknown(page: Page, confidence: float) -> Page:
    """A page that says that no model could read it, instead of noise."""
    return replace(page, extra={"unknown_script": True, "trial_confidence": round(confidence, 3)})


def _without_facing(image: Pixels, measure: ink.Ink) -> Pixels:
    """The page with a strip of the facing page, if there is one, made white."""
    if measure.left == 0 and measure.right == image.shape[1]:
        return image
    alone = image.copy()
    alone[:, : measure.left] = 255
    alone[:, measure.right :] = 255
    return alone


def _at_reading_size(image: Pixels, x_height: float) -> tuple[Pixels, float]:
    """The page at the size for reading, and the factor that it was enlarged by."""
    if not x_height:
        return image, 1.0
    factor = min(LARGEST, X_HEIGHT / x_height)
    if NEARLY_SAME < factor < 1 / NEARLY_SAME:
        return image, 1.0
    way = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    return ink.resized(image, factor, way), factor


def _read(page: areas.Areas, route: Route, hints: Hints) -> tuple[list[Region], Route]:
    """Read the page; once more with another model where the whole text shows that the trial was misled."""
    blocks = page.read(route.model)
    if hints.language:
        return blocks, route
    text = foreign.sure_text(blocks)
    guess = identify(text)
    better = routing.by_text(text, route.script, route.confidence)
    if better.model == route.model or guess.confidence < routing.UNSURE:
        return blocks, replace(route, language=better.language) if better.model == route.model else route
    again = page.read(better.model)
    return (
        (again, better) if api.confidence_of(again) >= api.confidence_of(blocks) - routing.AS_SURE else (blocks, route)
    )


def _is_noise(blocks: Sequence[Region], *, tried: bool) -> bool:
    """Whether nothing was read; the shape of words saves a page of which clear lines made sense, or nearly so."""
    sure = api.confidence_of(blocks)
    shaped = routing.wordlike(api.text_of(blocks)) and (tried or sure >= routing.POOR)
    return sure < routing.NOISE and not shaped


def _unread(
    image: Pixels, small: Pixels, factor: float, x_height: float, dpi: int, blocks: list[Region], route: Route
) -> tuple[list[Region], list[Doubt]]:
    """What was passed over, read or told of."""
    page = unread.Page(image, small, factor, x_height * factor, dpi)
    found, doubts = unread.read_unread(page, blocks, (route.model, guests.other_model(route)))
    return found, doubts


def _grown(box: Box, factor: float, width: int, height: int) -> Box:
    large = box.scaled(factor)
    return Box(max(0, large.left), max(0, large.top), min(width, large.right), min(height, large.bottom))


def _scaled(region: Region, factor: float, width: int, height: int) -> Region:
    if factor == 1.0:
        return region

    def grow(box: Box) -> Box:
        return _grown(box, factor, width, height)

    def line(old: Line) -> Line:
        words = tuple(replace(word, box=grow(word.box)) for word in old.words)
        base = None if old.baseline is None else round(old.baseline * factor)
        return replace(old, words=words, box=grow(old.box), baseline=base)

    return replace(region, box=grow(region.box), lines=tuple(line(old) for old in region.lines))
