"""The info.json of a picture (IIIF Image API 3.0, section 5)."""

from __future__ import annotations

from typing import Any

from javon.apps.library.web.images.parameters import MAX_AREA
from javon.apps.library.web.images.pyramid import Pyramid


def describe(pyramid: Pyramid, base: str) -> dict[str, Any]:
    """What the server can do with this picture.  ``base`` is its address without a slash at the end."""
    first = pyramid.levels[0]
    return {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": base,
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level2",
        "width": first.width,
        "height": first.height,
        "maxArea": MAX_AREA,
        "sizes": [{"width": level.width, "height": level.height} for level in reversed(pyramid.levels)],
        "tiles": [
            {
                "width": first.tile_width,
                "height": first.tile_height,
                "scaleFactors": [1 << level.page for level in pyramid.levels],
            }
        ],
        "extraFormats": ["webp"],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFeatures": [
            "canonicalLinkHeader",
            "cors",
            "jsonldMediaType",
            "mirroring",
            "profileLinkHeader",
            "sizeUpscaling",
        ],
    }
