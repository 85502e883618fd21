"""The verdict on a page, from what was measured on its image and on its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from javon.engines.imaging import Prepared
from javon.engines.language import known_share
from javon.engines.page import Page
from javon.engines.pipeline.result import PageOptions
from javon.engines.quality import PROFILES, Code, Flag, Verdict, measure_image, measure_text, verdict_of
from javon.engines.quality import judge as judge_measurements


@dataclass(frozen=True, slots=True)
class Opinion:
    """What ``judge`` found."""

    verdict: Verdict
    flags: tuple[Flag, ...]
    measurements: Mapping[str, float]


def judge(prepared: Prepared, page: Page, declared_dpi: float, options: PageOptions) -> Opinion:
    """Judge a prepared and read page.

    Args:
        prepared: its image.
        page: its text.
        declared_dpi: what the file said of its resolution, 0 if nothing.
        options: their profile gives the limits; an unknown one counts as a book.
    """
    measured = measure_image(
        prepared.image, prepared.mask, dpi=prepared.dpi, declared_dpi=declared_dpi, readings=prepared.readings
    )
    words = list(page.words)
    share = known_share((word.text for word in words), page.language) if words else None
    measured |= measure_text([word.confidence for word in words], [len(word.text) for word in words], share)
    _, found = judge_measurements(measured, PROFILES.get(options.profile, PROFILES["book"]))
    flags = [*found]
    if page.extra.get("unknown_script"):
        flags.insert(0, Flag(Code.SCRIPT_UNKNOWN, Verdict.LOOK, float(page.extra.get("trial_confidence", 0.0))))
    return Opinion(verdict_of(flags), tuple(flags), measured)
