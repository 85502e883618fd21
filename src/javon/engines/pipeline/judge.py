"""The verdict on a page, from what was measured on its image and on its text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from javon.engines.imaging import Prepared
from javon.engines.page import Page
from javon.engines.pipeline.result import PageOptions
from javon.engines.quality import Flag, Verdict


@dataclass(frozen=True, slots=True)
class Opinion:
    """What ``judge`` found."""

    verdict: Verdict
    flags: tuple[Flag, ...]
    measurements: Mapping[str, float]


def judge(prepared: Prepared, page: Page, options: PageOptions) -> Opinion:
    """Judge a prepared and read page."""
    flags: list[Flag] = []
    if page.extra.get("unknown_script"):
        flags.append(Flag("unknown-script", Verdict.LOOK, float(page.extra.get("trial_confidence", 0.0))))
    verdict = Verdict.LOOK if flags else Verdict.GOOD
    return Opinion(verdict, tuple(flags), {"confidence": round(page.confidence, 4)})
