"""Images in the form a PDF page holds them: Group 4 strips and JPEG files taken over without re-encoding."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import pyvips

_COMPRESSION, _PHOTOMETRIC, _OFFSETS, _FILL_ORDER, _COUNTS = 259, 262, 273, 266, 279
_WIDTH, _HEIGHT = 256, 257
_GROUP_4 = 4
_TYPES = {1: "B", 3: "H", 4: "I", 13: "I"}
_REVERSED = bytes(int(f"{value:08b}"[::-1], 2) for value in range(256))
#: JPEG markers of a frame header (baseline, extended, progressive); SOF3 and above never come from us.
_FRAMES = frozenset({0xC0, 0xC1, 0xC2})
_COMPONENTS = {1: "DeviceGray", 3: "DeviceRGB"}


@dataclass(frozen=True, slots=True)
class Mask:
    """One bit a pixel, Group 4; ``ink_is_white`` when the ink stands where the code says white."""

    width: int
    height: int
    data: bytes
    ink_is_white: bool = False


@dataclass(frozen=True, slots=True)
class Jpeg:
    """A whole JPEG file with what PDF must know of it."""

    width: int
    height: int
    colours: str
    data: bytes


def read_mask(path: Path) -> Mask:
    """The ink of a page.  A single Group 4 strip is copied, anything else is coded anew.

    Raises:
        OSError: the file cannot be read.
        pyvips.Error: it is no image.
    """
    data = path.read_bytes()
    mask = _one_strip(data)
    if mask is None:
        mask = _one_strip(_recode(data))
    if mask is None:
        raise ValueError(f"{path}: no Group 4 strip can be made of this image")
    return mask


def _one_strip(data: bytes) -> Mask | None:
    """The only strip of a classic TIFF in Group 4, or None where the file is anything else."""
    tags = _tiff_tags(data)
    offsets, counts = tags.get(_OFFSETS, ()), tags.get(_COUNTS, ())
    if tags.get(_COMPRESSION) != (_GROUP_4,) or len(offsets) != 1 or len(counts) != 1:
        return None
    strip = data[offsets[0] : offsets[0] + counts[0]]
    if tags.get(_FILL_ORDER) == (2,):
        strip = strip.translate(_REVERSED)
    return Mask(tags[_WIDTH][0], tags[_HEIGHT][0], strip, ink_is_white=tags.get(_PHOTOMETRIC) == (1,))


def _tiff_tags(data: bytes) -> dict[int, tuple[int, ...]]:
    """The whole-number tags of the first directory of a classic TIFF; empty for anything else."""
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(data[:4])
    if order is None:
        return {}
    try:
        return _directory(data, order)
    except struct.error:
        return {}


def _directory(data: bytes, order: str) -> dict[int, tuple[int, ...]]:
    (at,) = struct.unpack_from(f"{order}I", data, 4)
    (entries,) = struct.unpack_from(f"{order}H", data, at)
    tags = {}
    for entry in range(at + 2, at + 2 + entries * 12, 12):
        tag, kind, count = struct.unpack_from(f"{order}HHI", data, entry)
        if kind in _TYPES:
            values = f"{order}{count}{_TYPES[kind]}"
            inside = struct.calcsize(values) <= 4
            where = entry + 8 if inside else struct.unpack_from(f"{order}I", data, entry + 8)[0]
            tags[tag] = struct.unpack_from(values, data, where)
    return tags


def _recode(data: bytes) -> bytes:
    """Any image as a Group 4 TIFF of one strip."""
    image = pyvips.Image.new_from_buffer(data, "", access="sequential")
    if image.bands > 1:
        image = image.colourspace("b-w")[0]
    rows = -(-image.height // 16) * 16
    result: bytes = image.tiffsave_buffer(compression="ccittfax4", bitdepth=1, tile=False, tile_height=rows)
    return result


def read_jpeg(path: Path) -> Jpeg:
    """A JPEG file as it is; one with four colours is turned into sRGB.

    Raises:
        OSError: the file cannot be read.
        ValueError: it is no JPEG.
    """
    data = path.read_bytes()
    jpeg = _jpeg(data)
    if jpeg is None:
        image = pyvips.Image.new_from_buffer(data, "", access="sequential").colourspace("srgb")
        jpeg = _jpeg(image.jpegsave_buffer(Q=75, keep="none"))
    if jpeg is None:
        raise ValueError(f"{path}: not a JPEG file")
    return jpeg


def page_jpeg(access: Path, *, scale: float, quality: int) -> Jpeg:
    """The access image of a page as one JPEG, ``scale`` times its size (1.0 or less)."""
    image = pyvips.Image.new_from_file(str(access), access="sequential")
    if scale < 1.0:
        image = pyvips.Image.thumbnail(str(access), max(1, round(image.width * scale)), height=10_000_000, size="down")
    if image.bands not in _COMPONENTS:
        image = image.colourspace("srgb" if image.bands > 2 else "b-w")
        image = image.flatten(background=255) if image.hasalpha() else image
    jpeg = _jpeg(image.jpegsave_buffer(Q=quality, keep="none", optimize_coding=True))
    if jpeg is None:
        raise ValueError(f"{access}: no JPEG can be made of this image")
    return jpeg


def _jpeg(data: bytes) -> Jpeg | None:
    """Size and colours from the frame header; None for other files and other numbers of colours."""
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if marker in _FRAMES:
            height, width, bands = struct.unpack_from(">HHB", data, at + 5)
            colours = _COMPONENTS.get(bands)
            return Jpeg(width, height, colours, data) if colours else None
        at += 1 if marker == 0xFF else 2 + length
    return None
