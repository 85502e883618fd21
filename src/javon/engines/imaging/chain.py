"""The steps in their order: pixels in, one or two prepared pages out, with the recipe that repeats them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from javon.engines.imaging import binarize, crop, deskew, illumination, orient, split
from javon.engines.imaging.geometry import Geometry, straighten, warp
from javon.engines.imaging.raster import Image, Quad, plausible_dpi, reduce, to_grey, work_factor

Recipe = Mapping[str, Mapping[str, Any]]
#: Order of the steps; also the names that a recipe may override.
STEPS = (
    "orient",
    "split",
    "dewarp",
    "deskew",
    "crop",
    "illumination",
    "showthrough",
    "denoise",
    "pictures",
    "binarize",
)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One page ready for recognition.

    ``image`` is the reading copy (grey or RGB), ``clean`` the same page grey on white paper for recognition,
    ``mask`` its ink (255 = ink); all of one size.  ``recipe`` given back as ``steps`` makes the same pixels again.
    ``readings`` are the measured reasons, by step.  ``needs_osd``: the page was turned and may stand on its head.
    """

    part: int
    image: Image
    clean: Image
    mask: Image
    dpi: float
    recipe: dict[str, dict[str, Any]]
    readings: dict[str, dict[str, float | str]]
    pictures: tuple[Quad, ...] = ()
    needs_osd: bool = False
    blank: bool = False
    seconds: dict[str, float] = field(default_factory=dict)


class _Clock:
    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        start = time.perf_counter()
        yield
        self.seconds[name] = round(self.seconds.get(name, 0.0) + time.perf_counter() - start, 5)


def prepare(
    image: Image,
    dpi: float = 0,
    steps: Recipe | None = None,
    upright: Callable[[Image], int] | None = None,
) -> list[Prepared]:
    """Run every step on a scanned image.

    Args:
        image: grey or RGB, as decoded, turned by its EXIF orientation.
        dpi: resolution of the file; 0 if not known.
        steps: what is not to be measured, by step: parameters to use, or ``{"off": true}``.
        upright: asked only when the page had to be turned: gets the turned image and returns the further clockwise
            quarter turns in degrees (0 or 180) that put it on its feet.

    Returns:
        One page, or the two halves of a double page.
    """
    steps = steps or {}
    clock = _Clock()
    with clock("orient"):
        turn = _decide(steps, "orient", lambda: orient.measure(image, dpi))
        needs_osd = turn.reading is not None and turn.reading.needs_osd
        if needs_osd and upright is not None:
            turn.params["angle"] = (turn.params["angle"] + upright(orient.apply(image, turn.params))) % 360
            needs_osd = False
        image = orient.apply(image, turn.params)
    with clock("split"):
        halves = _decide(steps, "split", lambda: split.measure(image, dpi))
        parts = split.apply(image, {} if halves.params.get("off") else halves.params)
    shared = dict(clock.seconds)
    pages = []
    for number, pixels in parts:
        decisions = {"orient": turn, "split": halves}
        page = _page(pixels, dpi, steps, number, decisions, shared, needs_osd)
        pages.append(page)
    return pages


@dataclass(slots=True)
class _Decision:
    params: dict[str, Any]
    reading: Any = None


def _decide(steps: Recipe, name: str, measure: Callable[[], Any]) -> _Decision:
    """The given parameters of a step, or the measured ones."""
    given = steps.get(name)
    if given is not None:
        return _Decision(dict(given))
    reading = measure()
    return _Decision(dict(reading.params), reading)


def _page(
    image: Image,
    dpi: float,
    steps: Recipe,
    part: int,
    decisions: dict[str, _Decision],
    seconds: Mapping[str, float],
    needs_osd: bool,
) -> Prepared:
    clock = _Clock()
    clock.seconds.update(seconds)
    with clock("deskew"):
        decisions["deskew"] = skew = _decide(steps, "deskew", lambda: deskew.measure(image, dpi))
        angle = 0.0 if skew.params.get("off") else float(skew.params.get("angle", 0.0))
    with clock("crop"):
        decisions["crop"] = _decide(steps, "crop", lambda: _measure_crop(image, dpi, angle))
    with clock("warp"):
        recipe = {name: decision.params for name, decision in decisions.items()}
        page = warp(image, Geometry.of(image, recipe))
    with clock("illumination"):
        scale = plausible_dpi(image, dpi)
        light = illumination.measure(page, scale)
        decisions["illumination"] = even = _decide(steps, "illumination", lambda: light)
        clean = illumination.whiten(to_grey(page), light, even.params)
        page = illumination.apply(page, light, even.params)
    with clock("binarize"):
        decisions["binarize"] = threshold = _Decision(dict(steps.get("binarize", {})))
        mask = binarize.apply(clean, threshold.params, scale)
    recipe = {name: decision.params for name, decision in decisions.items()}
    if len(recipe["split"]) and "at" in recipe["split"]:
        recipe["split"] = {**recipe["split"], "part": part}
    return Prepared(
        part=part,
        image=page,
        clean=clean,
        mask=mask,
        dpi=scale,
        recipe=recipe,
        readings={},
        needs_osd=needs_osd,
        seconds=clock.seconds,
    )


def _measure_crop(image: Image, dpi: float, angle: float) -> crop.Crop:
    grey = to_grey(image)
    factor = work_factor(grey, dpi)
    small, rim = straighten(reduce(grey, factor), angle)
    return crop.measure_small(small, plausible_dpi(image, dpi) / factor, factor, rim)
