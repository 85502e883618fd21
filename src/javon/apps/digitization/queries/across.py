"""What only the whole book can tell: page labels, and flags of pages missing, doubled, swapped or unlike the rest."""

from __future__ import annotations

from collections.abc import Iterator

from javon.apps.digitization.enums import PageVerdict
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.pages import pages_of

#: ``[code, severity, value, limit]`` as pages keep them.
FlagRow = list[object]
#: Codes of ``engines.quality.across`` begin so; they are replaced at every check.
ACROSS = "across-"
_ORDER = [PageVerdict.GOOD.value, PageVerdict.LOOK.value, PageVerdict.RESCAN.value]


def across_findings(object: DigitalObject) -> Iterator[tuple[Page, str, list[FlagRow], str]]:
    """Every page with its label, its flags and the verdict that follows from them."""
    pages = list(pages_of(object))
    for place, page in enumerate(pages, start=1):
        label = page.label if page.label_fixed else (page.number or f"[{place}]")
        yield page, label, page.flags, page.verdict
