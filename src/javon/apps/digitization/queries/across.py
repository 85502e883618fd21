"""What only the whole book can tell: page labels, and flags of pages missing, doubled, swapped or unlike the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.pages import page_model, pages_of
from javon.engines.quality.codes import Code
from javon.engines.quality.object import SAME, PageFacts, across, picture_hash
from javon.engines.quality.verdict import Verdict, flag_to_json

#: ``[code, severity, value, limit]`` or ``[…, places]`` as pages keep them.
FlagRow = list[Any]
#: Flags that the checks across the object give; they are found anew at every check.
ACROSS = frozenset(
    {
        Code.PAGE_MISSING,
        Code.PAGE_DOUBLED,
        Code.PAGE_SWAPPED,
        Code.IMAGE_DOUBLED,
        Code.SIZE_CHANGED,
        Code.TONE_CHANGED,
    }
)
#: Two readings of one page agree at least in this share of their words.
SAME_WORDS = 0.6
#: Grey above which a thumbnail shows paper.
PAPER = 200
_ORDER = [Verdict.GOOD.value, Verdict.LOOK.value, Verdict.RESCAN.value]


def across_findings(object: DigitalObject) -> Iterator[tuple[Page, str, list[FlagRow], str]]:
    """Every page of the book with its label, its flags and the verdict that follows from them."""
    pages = list(pages_of(object).select_related("object"))
    done = [page for page in pages if page.status == PageStatus.DONE]
    facts = [_facts(page) for page in done]
    found = defaultdict(list)
    for index, flag in across(facts):
        if flag.code != Code.IMAGE_DOUBLED or _same_words(done, facts, index):
            found[done[index].pk].append(flag_to_json(flag))
    given = _given_labels(object, pages)
    for place, page in enumerate(pages, start=1):
        kept = [flag for flag in page.flags if flag[0] not in ACROSS]
        flags = kept + found[page.pk]
        label = page.label if page.label_fixed else (page.number or given.get(page.pk) or f"[{place}]")
        yield page, label, flags, _verdict(page, flags)


def _given_labels(object: DigitalObject, pages: list[Page]) -> dict[int, str]:
    """What the given files call their pages, by page; where a sheet became two pages, neither has its label."""
    labels = dict(SourceFile.objects.filter(object=object).exclude(labels=[]).values_list("pk", "labels"))
    halves = {(page.source_id, page.frame) for page in pages if page.part}
    found = {}
    for page in pages:
        known = labels.get(page.source_id, [])
        if page.frame < len(known) and (page.source_id, page.frame) not in halves:
            found[page.pk] = str(known[page.frame])[:40]
    return found


def _verdict(page: Page, flags: list[FlagRow]) -> str:
    if page.status != PageStatus.DONE:
        return page.verdict
    return max((str(flag[1]) for flag in flags), key=_ORDER.index, default=Verdict.GOOD.value)


def _facts(page: Page) -> PageFacts:
    width, height = _paper_size(page)
    return PageFacts(
        number=page.number or None,
        width=width,
        height=height,
        paper=float(page.measurements.get("paper", 0.0)),
        fingerprint=_fingerprint(page),
        blank=page.blank,
    )


def _paper_size(page: Page) -> tuple[int, int]:
    """Size of the paper as scanned, not of what was cut out of it: a title page has less print on as much paper."""
    width, height = page.scan_width or page.width, page.scan_height or page.height
    if page.recipe.get("orient", {}).get("angle", 0) % 180:
        width, height = height, width
    at = page.recipe.get("split", {}).get("at")
    if at is not None:
        width = width - int(at) if page.part else int(at)
    return width, height


def _same_words(pages: list[Page], facts: list[PageFacts], index: int) -> bool:
    """Whether a page whose picture is like an earlier one has the same words too.

    Pages of running text set alike are alike as pictures; the words tell them apart.
    """
    own = _words(pages[index])
    for place, page in enumerate(pages[:index]):
        if not _alike(facts[place].fingerprint, facts[index].fingerprint):
            continue
        other = _words(page)
        if len(own & other) >= SAME_WORDS * max(len(own | other), 1):
            return True
    return False


def _alike(one: str, other: str) -> bool:
    return bool(one and other) and (int(one, 16) ^ int(other, 16)).bit_count() <= SAME


def _words(page: Page) -> set[str]:
    model = page_model(page)
    return {word.text for word in model.words} if model is not None else set()


def _fingerprint(page: Page) -> str:
    """Hash of the ink, taken from the thumbnail: 2 ms a page, where the full mask would take 20."""
    thumb = cv2.imread(str(page.path("thumb.jpg")), cv2.IMREAD_GRAYSCALE)
    if thumb is None:
        return ""
    ink = np.clip(PAPER - thumb.astype(np.int16), 0, 255)
    return picture_hash(ink.astype(np.uint8))
