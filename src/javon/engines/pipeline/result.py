"""What goes into the page pipeline and what comes out of it: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from javon.engines.page import Page, page_from_json, page_to_json
from javon.engines.quality import Flag, Verdict, flag_from_json, flag_to_json


@dataclass(frozen=True, slots=True)
class PageOptions:
    """How to treat a page.  Empty overrides mean: the program measures and decides.

    ``language`` "" = found by the program; ``dpi`` 0 = from the file or estimated; ``steps`` overrides a step of
    the recipe by name: ``{"orient": {"angle": 90}, "crop": {"box": [l, t, r, b]}, "deskew": {"off": true}, …}``;
    ``binarize`` cannot be switched off.
    """

    language: str = ""
    dpi: int = 0
    profile: str = "book"
    recognizer: str = "tesseract"
    steps: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageTask:
    """One image of a source file to be turned into one page, or two where it is a double page.

    ``key`` names the task for the caller.  Files are written under ``out_dir`` (made if missing): for each part
    ``<part>/access.tif``, ``mask.tif``, ``background.jpg`` (if any), ``thumb.jpg``, ``result.json``, each atomically.
    """

    key: str
    source: Path
    out_dir: Path
    frame: int = 0
    password: str = ""
    options: PageOptions = field(default_factory=PageOptions)


@dataclass(frozen=True, slots=True)
class PageResult:
    """One processed page.  ``part`` is 0 for a single page, 0 and 1 for the halves of a double page.

    Paths are relative to the task's ``out_dir``.  ``recipe`` repeats the page exactly when given back as
    ``PageOptions.steps``.  ``seconds`` is wall time by step.  ``measurements`` are the numbers of ``engines.quality``.
    """

    part: int
    page: Page
    recipe: Mapping[str, Mapping[str, Any]]
    access: str
    mask: str
    background: str | None
    thumb: str
    pictures: bool = False
    blank: bool = False
    verdict: Verdict = Verdict.GOOD
    flags: tuple[Flag, ...] = ()
    measurements: Mapping[str, float] = field(default_factory=dict)
    seconds: Mapping[str, float] = field(default_factory=dict)

    @property
    def angle(self) -> float:
        """Skew that was taken out, in degrees, clockwise positive."""
        return float(self.recipe.get("deskew", {}).get("angle", 0.0))


def result_to_json(result: PageResult) -> dict[str, Any]:
    """The result as plain JSON values; ``result_from_json`` gives the same result back."""
    return {
        "part": result.part,
        "page": page_to_json(result.page),
        "recipe": {name: dict(values) for name, values in result.recipe.items()},
        "access": result.access,
        "mask": result.mask,
        "background": result.background,
        "thumb": result.thumb,
        "pictures": result.pictures,
        "blank": result.blank,
        "verdict": result.verdict.value,
        "flags": [flag_to_json(flag) for flag in result.flags],
        "measurements": dict(result.measurements),
        "seconds": dict(result.seconds),
    }


def result_from_json(data: Mapping[str, Any]) -> PageResult:
    """Build a result from what ``result_to_json`` wrote."""
    return PageResult(
        part=data["part"],
        page=page_from_json(data["page"]),
        recipe=data["recipe"],
        access=data["access"],
        mask=data["mask"],
        background=data["background"],
        thumb=data["thumb"],
        pictures=data["pictures"],
        blank=data["blank"],
        verdict=Verdict(data["verdict"]),
        flags=tuple(flag_from_json(values) for values in data["flags"]),
        measurements=data["measurements"],
        seconds=data["seconds"],
    )
