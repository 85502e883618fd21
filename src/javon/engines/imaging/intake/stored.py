"""Whether the stored samples of a PDF's picture are the colours that are shown, so that it may be taken as it lies.

What changes samples on their way to the page: ``/Decode``, masks, palettes over special colours, colour spaces of
inks.  All that is left to the renderer.
"""

from __future__ import annotations

from typing import Any

import pikepdf

#: Components of the colour spaces whose samples are grey or RGB.
_COMPONENTS = {"/DeviceGray": 1, "/G": 1, "/CalGray": 1, "/DeviceRGB": 3, "/RGB": 3, "/CalRGB": 3}
_MASKS = ("/SMask", "/Mask", "/SMaskInData", "/Alternates")
#: Packings that every decoder here reads alike; one for pictures may stand behind them.
_GENERAL = frozenset({"/FlateDecode", "/LZWDecode", "/RunLengthDecode", "/ASCII85Decode", "/ASCIIHexDecode"})
_PICTURE = frozenset({"/DCTDecode", "/JPXDecode", "/CCITTFaxDecode"})


def is_shown_as_stored(image: pikepdf.Stream) -> bool:
    """Whether reading the picture's data gives just what the page shows."""
    if image.get("/ImageMask", False) or any(key in image and image.get(key) != 0 for key in _MASKS):
        return False
    filters = _filters(image)
    kind = filters.pop() if filters and filters[-1] in _PICTURE else ""
    if not set(filters) <= _GENERAL or (filters and kind == "/CCITTFaxDecode"):
        return False
    components = _components(image, kind)
    return bool(components) and _plain_decode(image) and _plain_packing(image, kind)


def components_of(image: pikepdf.Stream) -> int:
    """Samples of a pixel of a picture that is shown as stored and has no packing of pictures; a palette has one."""
    return _components(image, "")


def _filters(image: pikepdf.Stream) -> list[str]:
    filters: Any = image.get("/Filter")
    if filters is None:
        return []
    return [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]


def _components(image: pikepdf.Stream, kind: str) -> int:
    """1 or 3 where the samples are grey, RGB or a palette of these; else 0."""
    space: Any = image.get("/ColorSpace")
    if space is None:
        return 3 if kind == "/JPXDecode" else 0  # a JPEG 2000 says itself what it is
    if isinstance(space, pikepdf.Array) and space[0] in ("/Indexed", "/I"):
        return 1 if kind == "" and str(space[1]) in _COMPONENTS else 0
    return _named(space)


def _named(space: Any) -> int:
    if not isinstance(space, pikepdf.Array):
        return _COMPONENTS.get(str(space), 0)
    if space[0] == "/ICCBased":
        count = int(space[1].get("/N", 0))
        return count if count in (1, 3) else 0
    return _COMPONENTS.get(str(space[0]), 0)


def _plain_decode(image: pikepdf.Stream) -> bool:
    stated: Any = image.get("/Decode")
    if stated is None:
        return True
    space: Any = image.get("/ColorSpace")
    indexed = isinstance(space, pikepdf.Array) and space[0] in ("/Indexed", "/I")
    top = (1 << int(image.get("/BitsPerComponent", 8))) - 1 if indexed else 1
    return [float(value) for value in stated] == [0, top] * (len(stated) // 2)


def _plain_packing(image: pikepdf.Stream, kind: str) -> bool:
    """Whether the packing is of the common form that the decoders agree on."""
    parms: Any = image.get("/DecodeParms", {})
    if isinstance(parms, pikepdf.Array):
        parms = parms[-1] if len(parms) else {}
    if not isinstance(parms, pikepdf.Dictionary):
        parms = pikepdf.Dictionary()
    bits = int(image.get("/BitsPerComponent", 8))
    if kind == "/CCITTFaxDecode":
        same = int(parms.get("/Columns", 1728)) == int(image.Width)
        return bits == 1 and same and int(parms.get("/K", 0)) < 0 and not parms.get("/EncodedByteAlign", False)
    if kind == "/DCTDecode":
        return bits == 8 and "/ColorTransform" not in parms
    return bits in (1, 2, 4, 8)
