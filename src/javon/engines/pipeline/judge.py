"""The verdict on a page, from what was measured on its image and on its text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, replace

from javon.engines.imaging import Prepared
from javon.engines.language import known_share
from javon.engines.page import Box, DoubtKind, Page, Word
from javon.engines.pipeline.result import PageOptions
from javon.engines.quality import PROFILES, Code, Flag, Verdict, measure_image, measure_text, verdict_of
from javon.engines.quality import judge as judge_measurements
from javon.engines.quality.text import DOUBTFUL

#: What is said of a place that the recognizer doubts.
_DOUBTS = {
    DoubtKind.INK: Code.INK_UNREAD,
    DoubtKind.NUMBER: Code.NUMBER_DOUBTFUL,
    DoubtKind.SIGNS: Code.SIGNS_DOUBTFUL,
}
#: Flags of words, which show the words; so many places are shown at most.
_OF_WORDS = frozenset({Code.CONFIDENCE_LOW, Code.WORDS_DOUBTFUL})
MOST_PLACES = 60
#: Languages whose dictionaries have nearly every word of a book; what is read less surely than this is asked of them.
DICTIONARIES = ("uz-Latn", "uz-Cyrl", "ru", "en")
#: On pages that are else good, half of the words of no dictionary that are read less surely than this are wrong, and
#: four of five numbers that are read less surely than that (88 rendered pages, two levels of wear).
UNREAD, UNSURE, LONG = 0.4, 0.5, 3
WELL_LISTED, QUITE_SURE = frozenset({"en", "ru"}), 0.9


@dataclass(frozen=True, slots=True)
class Opinion:
    """What ``judge`` found."""

    verdict: Verdict
    flags: tuple[Flag, ...]
    measurements: Mapping[str, float]


def judge(prepared: Prepared, page: Page, declared_dpi: float, options: PageOptions, lost: int = 0) -> Opinion:
    """Judge a prepared and read page.

    Args:
        prepared: its image.
        page: its text.
        declared_dpi: what the file said of its resolution, 0 if nothing.
        options: their profile gives the limits; an unknown one counts as a book.
        lost: things of the page that are damaged or wanting in its file.
    """
    measured = measure_image(
        prepared.image, prepared.mask, dpi=prepared.dpi, declared_dpi=declared_dpi, readings=prepared.readings
    )
    words = list(page.words)
    share = known_share((word.text for word in words), page.language) if words else None
    measured |= measure_text([word.confidence for word in words], [len(word.text) for word in words], share)
    if share is not None and page.language in WELL_LISTED and measured.get("confidence", 1.0) < QUITE_SURE:
        measured["words_unlisted"] = 1 - share
    _, found = judge_measurements(measured, PROFILES.get(options.profile, PROFILES["book"]))
    flags = [_with_words(flag, page) for flag in found]
    flags += _doubts(page, {flag.code for flag in flags})
    if page.extra.get("unknown_script"):
        flags.insert(0, Flag(Code.SCRIPT_UNKNOWN, Verdict.LOOK, float(page.extra.get("trial_confidence", 0.0))))
    if lost:
        flags.insert(0, Flag(Code.PAGE_INCOMPLETE, Verdict.LOOK, float(lost), 1.0))
    if page.extra.get("old_type"):
        # Its model is sure of itself and wrong in 2 to 11 % of the letters (books kept apart from its training).
        flags.append(Flag(Code.OLD_TYPE, Verdict.LOOK, 1.0))
    if prepared.stamps:
        # A stroke of the stamp takes parts of letters with it: 3 words of 30 under one were wrong, and read surely.
        places = tuple(Box(*box) for box in prepared.stamps[:MOST_PLACES])
        flags.append(Flag(Code.STAMP_OVER_TEXT, Verdict.LOOK, float(len(prepared.stamps)), 1.0, places))
    return Opinion(verdict_of(flags), tuple(flags), measured)


def _with_words(flag: Flag, page: Page) -> Flag:
    """A flag that speaks of doubtful words shows them, the most doubtful first."""
    if flag.code not in _OF_WORDS:
        return flag
    doubtful = sorted((word for word in page.words if word.confidence < DOUBTFUL), key=lambda word: word.confidence)
    return replace(flag, places=tuple(word.box for word in doubtful[:MOST_PLACES]))


def _doubts(page: Page, told: Set[str]) -> Iterator[Flag]:
    """One flag for each kind of doubt, with its places: the recognizer's own, and words and numbers read unsurely.

    Such words are left out where another flag (in ``told``) shows the doubtful words already.
    """
    places = {code: [doubt.box for doubt in page.doubts if doubt.kind is kind] for kind, code in _DOUBTS.items()}
    if not told & _OF_WORDS:
        places[Code.SIGNS_DOUBTFUL] += [word.box for word in page.words if _is_misread(word)]
    numbers = (word for word in page.words if any(map(str.isdecimal, word.text)))
    places[Code.NUMBER_DOUBTFUL] += [word.box for word in numbers if word.confidence < UNSURE]
    for code, boxes in places.items():
        different = tuple(dict.fromkeys(boxes))
        if different:
            yield Flag(code, Verdict.LOOK, float(len(different)), 1.0, different[:MOST_PLACES])


def _is_misread(word: Word) -> bool:
    """Whether a word was read unsurely and no dictionary has it."""
    if word.confidence >= UNREAD or sum(map(str.isalpha, word.text)) < LONG:
        return False
    return not any(known_share([word.text], language) for language in DICTIONARIES)
