"""What only the whole book can tell: page labels, and flags of pages missing, doubled, swapped or unlike the rest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import cv2
import numpy as np

from javon.apps.digitization.enums import PageStatus
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.pages import pages_of
from javon.engines.quality.codes import Code
from javon.engines.quality.object import PageFacts, across, picture_hash
from javon.engines.quality.verdict import Verdict

#: ``[code, severity, value, limit]`` as pages keep them.
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
_ORDER = [Verdict.GOOD.value, Verdict.LOOK.value, Verdict.RESCAN.value]


def across_findings(object: DigitalObject) -> Iterator[tuple[Page, str, list[FlagRow], str]]:
    """Every page of the book with its label, its flags and the verdict that follows from them."""
    pages = list(pages_of(object).select_related("object"))
    done = [page for page in pages if page.status == PageStatus.DONE]
    found = defaultdict(list)
    for index, flag in across([_facts(page) for page in done]):
        found[done[index].pk].append([str(flag.code), flag.severity.value, flag.value, flag.limit])
    for place, page in enumerate(pages, start=1):
        kept = [flag for flag in page.flags if flag[0] not in ACROSS]
        flags = kept + found[page.pk]
        label = page.label if page.label_fixed else (page.number or f"[{place}]")
        yield page, label, flags, _verdict(page, flags)


def _verdict(page: Page, flags: list[FlagRow]) -> str:
    if page.status != PageStatus.DONE:
        return page.verdict
    return max((str(flag[1]) for flag in flags), key=_ORDER.index, default=Verdict.GOOD.value)


def _facts(page: Page) -> PageFacts:
    return PageFacts(
        number=page.number or None,
        width=page.width,
        height=page.height,
        paper=float(page.measurements.get("paper", 0.0)),
        fingerprint=_fingerprint(page),
        blank=page.blank,
    )


def _fingerprint(page: Page) -> str:
    """Hash of the ink, taken from the thumbnail: 2 ms a page, where the full mask would take 20."""
    thumb = cv2.imread(str(page.path("thumb.jpg")), cv2.IMREAD_GRAYSCALE)
    if thumb is None:
        return ""
    return picture_hash(np.asarray(255 - thumb, np.uint8))
