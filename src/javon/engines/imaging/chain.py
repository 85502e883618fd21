"""The steps in their order: pixels in, one or two prepared pages out, with the recipe that repeats them."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

import cv2
import numpy as np

from javon.engines.imaging import (
    binarize,
    colours,
    crop,
    denoise,
    deskew,
    dewarp,
    edges,
    framing,
    illumination,
    letters,
    orient,
    pictures,
    polarity,
    showthrough,
    split,
    tones,
)
from javon.engines.imaging.geometry import Geometry, straighten, warp
from javon.engines.imaging.paper import Overview
from javon.engines.imaging.raster import Image, Quad, plausible_dpi, reduce, to_grey

Params = dict[str, Any]
Recipe = Mapping[str, Mapping[str, Any]]
Readings = dict[str, dict[str, float | str]]

#: The steps in their order; the names under which ``steps`` may override them.
STEPS = (
    "orient",
    "polarity",
    "split",
    "dewarp",
    "deskew",
    "crop",
    "bars",
    "pictures",
    "illumination",
    "denoise",
    "showthrough",
    "binarize",
    "edges",
    "stamps",
)


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """One page ready for recognition.

    ``image`` is the reading copy (grey or RGB), ``clean`` the same page grey on white paper for recognition,
    ``mask`` its ink (255 = ink); all of one size.  ``toned``: there are printed tones, pictures or not, whose colour
    matters.  ``coloured``: which ink has a colour, None for none.  Only ``clean`` is to be read in the boxes
    ``mended``, where ``image`` shows light print, and ``stamps``, where a stamp was taken off the print under it.
    ``recipe`` given back as ``steps`` makes the same pixels again.  ``readings`` are the measured reasons, by step.
    """

    part: int
    image: Image
    clean: Image
    mask: Image
    dpi: float
    recipe: dict[str, Params]
    readings: Readings
    pictures: tuple[Quad, ...] = ()
    toned: bool = False
    coloured: Image | None = None
    stamps: tuple[Quad, ...] = ()
    mended: tuple[Quad, ...] = ()
    blank: bool = False
    seconds: dict[str, float] = field(default_factory=dict)


class Reading(Protocol):
    """What a step's ``measure`` returns: the parameters it proposes, and the figures behind them."""

    @property
    def params(self) -> Params: ...

    @property
    def figures(self) -> dict[str, float | str]: ...


class _Run:
    """Decisions and clock of one page while its steps run."""

    def __init__(self, steps: Recipe, before: _Run | None = None) -> None:
        self.steps = steps
        self.recipe: dict[str, Params] = dict(before.recipe) if before else {}
        self.readings: Readings = dict(before.readings) if before else {}
        self.seconds: dict[str, float] = dict(before.seconds) if before else {}

    def decide(self, name: str, reading: Reading) -> Params:
        """The given parameters of a step, or those that its measurement proposes; the figures stand in both cases.

        What is wrong with a scan is wrong whoever decided on the step: a recipe given back is judged as it was.
        """
        self.recipe[name] = dict(self.steps.get(name, reading.params))
        self.readings[name] = reading.figures
        return self.recipe[name]

    @contextmanager
    def clock(self, name: str) -> Iterator[None]:
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
        steps: what is not to be decided here, by step: parameters to use, or ``{"off": true}`` (all but
            ``binarize``: a page needs its ink).  Its readings are taken all the same.
        upright: asked only when the page seems to lie: gets its grey as it lies and returns the clockwise turn in
            degrees (0, 90, 180, 270) that puts it on its feet; 0 where words do not say so.  Nobody to ask: it stays.

    Returns:
        One page, or the two halves of a double page.
    """
    run = _Run(steps or {})
    with run.clock("orient"):
        scan = _oriented(image, dpi, run, upright)
    with run.clock("polarity"):
        scan = _dark_print(scan, dpi, run)
    with run.clock("split"):
        params = run.decide("split", split.measure_small(scan.seen))
        greys = split.apply(scan.grey, params)
        scans = [
            _Scan(pixels, grey, scan.seen if grey is scan.grey else Overview.of(grey, dpi), part, scan.inverted)
            for (part, pixels), (_, grey) in zip(split.apply(scan.image, params), greys, strict=True)
        ]
    del image, scan, greys
    return [_page(scans.pop(0), dpi, _Run(run.steps, run)) for _ in range(len(scans))]


@dataclass(frozen=True, slots=True, eq=False)
class _Scan:
    """A part of a scan and its grey.  In colour it is the largest thing in memory: gone once its page is made.

    ``inverted``: the grey is, because the print of the image is light.
    """

    image: Image
    grey: Image
    seen: Overview
    part: int = 0
    inverted: bool = False


def _oriented(image: Image, dpi: float, run: _Run, upright: Callable[[Image], int] | None) -> _Scan:
    grey = to_grey(image)
    params = run.decide("orient", orient.measure(grey, dpi))
    if "orient" not in run.steps and run.readings["orient"]["lying"] and upright is not None:
        params["angle"] = upright(grey) % 360
    turned = orient.apply(image, params)
    grey = grey if turned is image else to_grey(turned)
    return _Scan(turned, grey, Overview.of(grey, dpi))


def _dark_print(scan: _Scan, dpi: float, run: _Run) -> _Scan:
    """The scan with dark print: shown inverted, or only its grey is."""
    params = run.decide("polarity", polarity.measure(scan.seen, scan.grey, scan.image, dpi))
    shown = polarity.apply(scan.image, params)
    inverted = polarity.reads_inverted(params)
    if shown is scan.image and not inverted:
        return scan
    grey = shown if shown.ndim == 2 and not inverted else np.asarray(cv2.bitwise_not(scan.grey), np.uint8)
    return _Scan(shown, grey, Overview.of(grey, dpi), inverted=inverted)


def _page(scan: _Scan, dpi: float, run: _Run) -> Prepared:
    part, scale, inverted = scan.part, plausible_dpi(scan.image, dpi), scan.inverted
    if "at" in run.recipe["split"]:
        run.recipe["split"] = {**run.recipe["split"], "part": part}
    (geometry, toned), image = _geometry(scan, scale, run), scan.image
    del scan
    with run.clock("warp"):
        page = warp(image, geometry)
        ours = not np.may_share_memory(page, image)
    del image
    grey = _grey_of(page, inverted=inverted)
    with run.clock("bars"):
        bars = pictures.boxes_of(run.decide("bars", polarity.measure_bars(grey, scale)))
        dark = [(box, grey[box[1] : box[3], box[0] : box[2]].copy()) for box in bars]
    with run.clock("pictures"):
        shown = run.decide("pictures", pictures.measure(polarity.without_bars(grey, bars), scale))
        areas = pictures.mask_of(shown, page.shape)
    with run.clock("illumination"):
        unlit = pictures.mask_of({"boxes": [*pictures.boxes_of(shown), *bars]}, page.shape)
        light = illumination.measure(grey, scale, unlit, page, toned)
        even = run.decide("illumination", light)
        run.readings["illumination"]["gain"] = 1.0 if even.get("off") else float(even.get("gain", 1.0))
        white = illumination.whiten(grey, light, even)
        del grey
        if not inverted:
            page = illumination.apply(page, light, even, pictures.boxes_of(shown), in_place=ours)
    clean, mask = _cleaned(white, scale, run, areas)
    clean, mask = polarity.invert_bars(dark, clean, mask, scale)
    with run.clock("stamps"):
        colour = colours.Colours() if inverted else colours.measure(page, mask, scale)
        stamps = pictures.boxes_of(run.decide("stamps", colour))
        clean, mask, coloured = colours.take_out(page, colour.ink, stamps, clean, mask, scale)
    with run.clock("letters"):
        found = letters.measure(mask, scale)
        run.readings["letters"] = {**found.figures, "residual_skew": deskew.residual(mask, scale)}
    return Prepared(
        part=part,
        image=page,
        clean=clean,
        mask=mask,
        dpi=scale,
        recipe=run.recipe,
        readings=run.readings,
        pictures=tuple(pictures.boxes_of(shown)),
        toned=toned is not None,
        coloured=coloured,
        stamps=tuple(stamps),
        mended=((0, 0, mask.shape[1], mask.shape[0]),) if inverted else tuple(bars),
        blank=bool(run.readings.get("crop", {}).get("empty"))
        or not (mask.any() or shown.get("boxes") or toned is not None),
        seconds=run.seconds,
    )


def _grey_of(page: Image, *, inverted: bool) -> Image:
    grey = to_grey(page)
    return np.asarray(cv2.bitwise_not(grey), np.uint8) if inverted else grey


def _cleaned(white: Image, dpi: float, run: _Run, areas: Image | None) -> tuple[Image, Image]:
    """The page for recognition and its ink, from the whitened page."""
    with run.clock("denoise"):
        tones = showthrough.measure(white)
        grain = run.decide("denoise", denoise.measure(white, tones.ink))
        white = denoise.apply(white, grain)
    with run.clock("showthrough"):
        clean = showthrough.apply(white, run.decide("showthrough", tones))
    with run.clock("binarize"):
        mask = binarize.apply(white, run.decide("binarize", binarize.Threshold()), dpi, strict=clean)
        mask = denoise.despeckle(mask, grain, dpi)
        if areas is not None:
            mask[areas > 0] = 0
    with run.clock("edges"):
        rim = run.decide("edges", edges.measure(mask, dpi))
        clean, mask = edges.apply(clean, rim, 255), edges.apply(mask, rim, 0)
    return clean, mask


def _geometry(scan: _Scan, dpi: float, run: _Run) -> tuple[Geometry, Image | None]:
    """Decide on perspective, skew, curl and crop, each measured on what the ones before it leave.

    Returns:
        The geometry, and where the cropped page has printed tones, reduced (see ``tones``).
    """
    image, grey, seen = scan.image, scan.grey, scan.seen
    with run.clock("dewarp"):
        corners = dewarp.measure_quad(seen)
        curl = run.decide("dewarp", corners)
    with run.clock("deskew"):
        flat = warp(grey, Geometry.of(grey, run.recipe)) if curl.get("quad") and not curl.get("off") else grey
        run.decide("deskew", deskew.measure(flat, dpi))
    with run.clock("dewarp"):
        uncurled = {**run.recipe, "dewarp": {name: value for name, value in curl.items() if name != "lift"}}
        geometry = Geometry.of(image, uncurled)
        straight, rim = _straight(seen, geometry)
        if not corners.params:
            curl = run.decide("dewarp", dewarp.measure_lift(straight, geometry.flat_size, rim))
    with run.clock("crop"):
        if curl.get("lift"):
            geometry = Geometry.of(image, run.recipe)
            straight, rim = _straight(seen, geometry)
        bare = seen.small if image is grey or scan.inverted else reduce(image, seen.factor)
        toned = None if scan.inverted else _toned(bare, straight, geometry, seen.factor)
        found = crop.measure_small(straight, rim, toned)
        own = Geometry.of(image, {**run.recipe, "crop": found.params})
        run.decide("crop", found)
        geometry = Geometry.of(image, run.recipe)
        if geometry.box == own.box:
            frame = framing.measure(bare, seen.dpi)
            run.readings["crop"] |= frame.figures(geometry.flat_size, found.content, dpi)
        else:
            # Framed by hand: there is something, whatever the program saw.
            figures = framing.by_hand(Overview(bare, seen.dpi, seen.factor), geometry, found.content, dpi)
            run.readings["crop"] |= {**figures, "empty": 0.0}
        run.readings["crop"] |= {"toned": float(toned is not None)}
    return geometry, tones.part(toned, seen.factor, rim, geometry.box)


def _toned(bare: Image, straight: Overview, geometry: Geometry, factor: int) -> Image | None:
    """Printed tones of the straightened page; ``bare``: the reduced page, grey or RGB, not yet straight."""
    level = straight.small if bare.ndim == 2 else straighten(bare, geometry, factor)[0]
    return tones.find(level, straight.dpi, straight.paper.mask)


def _straight(seen: Overview, geometry: Geometry) -> tuple[Overview, int]:
    """The overview made straight, with the rim's width; itself where nothing is to be done."""
    small, rim = straighten(seen.small, geometry, seen.factor)
    return (seen if small is seen.small else Overview(small, seen.dpi, seen.factor)), rim
