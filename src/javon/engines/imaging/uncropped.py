"""The page before its crop: where a person sees what was cut away and may take it back."""

from __future__ import annotations

from dataclasses import dataclass

from javon.engines.imaging import orient, polarity, split
from javon.engines.imaging.chain import Recipe
from javon.engines.imaging.geometry import Geometry, straighten
from javon.engines.imaging.raster import Image, Quad, reduce


@dataclass(frozen=True, slots=True, eq=False)
class Uncropped:
    """``image``, reduced; ``area`` is the part of the straightened page that it shows, in full pixels.

    The area reaches beyond the page where straightening turned corners out of it, so it may begin below zero.
    """

    image: Image
    area: Quad


def uncropped(image: Image, recipe: Recipe, side: int) -> Uncropped:
    """The page as the recipe turns, divides and straightens it, without its crop.

    Args:
        image: the scan as decoded, turned by its EXIF orientation.
        recipe: the recipe kept with the page.
        side: about how many pixels the longer side of the picture may have.
    """
    shown = polarity.apply(orient.apply(image, recipe.get("orient", {})), recipe.get("polarity", {}))
    part = split.apply(shown, recipe.get("split", {}))[0][1]
    geometry = Geometry.of(part, recipe)
    height, width = geometry.flat_size
    factor = max(1, round(max(height, width) / side))
    straight, rim = straighten(reduce(part, factor), geometry, factor)
    left = top = -rim * factor
    return Uncropped(straight, (left, top, left + straight.shape[1] * factor, top + straight.shape[0] * factor))
