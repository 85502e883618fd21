"""Pillow, held tight: open one picture of a known format, its size, resolution and turn.

Everything here runs in a limited child process.
"""

from __future__ import annotations

import io
import math
from pathlib import Path

import numpy as np
from PIL import (
    BmpImagePlugin,
    ExifTags,
    Image,
    ImageFile,
    Jpeg2KImagePlugin,
    JpegImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.model import Kind, Limits, Notice, Pixels
from javon.engines.tools.budget import extend_time

#: Imported once in the fork server: in every child anew they would cost 100 to 200 ms a page.
PLUGINS = (BmpImagePlugin, Jpeg2KImagePlugin, JpegImagePlugin, PngImagePlugin, TiffImagePlugin, WebPImagePlugin)
Image.preinit()  # Pillow would import its other common plugins on the first open

# Our own limit is checked first and says more; two limits would only disagree.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False

_FORMATS = {
    Kind.TIFF: "TIFF",
    Kind.JPEG: "JPEG",
    Kind.PNG: "PNG",
    Kind.JP2: "JPEG2000",
    Kind.WEBP: "WEBP",
    Kind.BMP: "BMP",
}
#: Above this many pixels for each byte of the file the picture is a trap, not a page.
_BOMB_RATIO = 5_000
_MIN_DPI, _MAX_DPI = 30.0, 5_000.0
#: Resolutions that cameras and programs write when they know none, and the longest side of a page they may mean.
_DEFAULT_DPIS, _LONGEST_INCHES = frozenset({72, 96}), 24.0


def open_image(stream: io.IOBase | Path, kind: Kind, path: Path) -> Image.Image:
    """Open one picture without decoding it.

    Raises:
        BadFile: its head cannot be read.
    """
    try:
        return Image.open(stream, formats=[_FORMATS[kind]])  # type: ignore[arg-type] # any readable stream will do
    except MemoryError:
        raise
    except Exception as error:
        raise damaged(path, error) from error


def damaged(path: Path, error: Exception) -> BadFile:
    """What a decoder's error means for a person."""
    words = str(error).replace(f"'{path}'", "").replace(str(path), "").strip() or type(error).__name__
    cut = isinstance(error, EOFError) or any(sign in words.lower() for sign in ("truncated", "unexpected end", "eof"))
    return BadFile(Code.TRUNCATED if cut else Code.DAMAGED, path, words.splitlines()[0][:200])


#: Up to this size a page must be read in the seconds of the budget; a larger one gets more in proportion.
_COMMON_PIXELS = 40_000_000


def allow_time(width: int, height: int, limits: Limits, *, bits: int = 8) -> None:
    """In a child: lengthen the time limit for a page that is honestly large."""
    weight = width * height * bits / 8
    if weight > _COMMON_PIXELS:
        extend_time(limits.budget, weight / _COMMON_PIXELS)


def check_size(path: Path, width: int, height: int, limits: Limits, *, bits: int = 0) -> int:
    """Refuse a picture that is too large before a byte of it is decoded.

    Returns:
        The whole factor by which it has to be reduced while it is decoded: 1, or more for a page that is large only in
        pixels.  ``bits`` of a pixel: 1 or 8 where it can be read by rows, else 0.

    Raises:
        BadFile: too large, or a bomb.
    """
    if width <= 0 or height <= 0:
        raise BadFile(Code.DAMAGED, path, f"{width} × {height} pixels")
    if width * height <= limits.max_pixels and max(width, height) <= limits.max_side:
        return 1
    if bits and (width * bits + 7) // 8 * height <= limits.max_decoded_bytes:
        return max(math.ceil(math.sqrt(width * height / limits.max_pixels)), -(-max(width, height) // limits.max_side))
    bomb = width * height > _BOMB_RATIO * path.stat().st_size
    most = f"{(limits.max_decoded_bytes * 8 // bits if bits else limits.max_pixels) // 1_000_000} million"
    most += {1: " of one bit", 8: " of grey"}.get(bits, "")
    detail = f"{width:,} × {height:,} pixels, at most {most}".replace(",", "\u202f")
    raise BadFile(Code.BOMB if bomb else Code.TOO_LARGE, path, detail)


def believable_dpi(dpi: float, width: int, height: int) -> float:
    """The resolution, or 0 where it is absurd or only a camera's default."""
    if not _MIN_DPI <= dpi <= _MAX_DPI:
        return 0.0
    if round(dpi) in _DEFAULT_DPIS and max(width, height) / dpi > _LONGEST_INCHES:
        return 0.0
    return round(dpi, 2)


def stated_dpi(image: Image.Image) -> tuple[float, float]:
    """Horizontal and vertical pixels per inch as the file states them, (0, 0) where it does not."""
    stated = image.info.get("dpi")
    try:
        across, down = (float(value) for value in stated)  # type: ignore[union-attr] # None ends in the except
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    return (across, down) if np.isfinite(across) and np.isfinite(down) else (0.0, 0.0)


def orientation_of(image: Image.Image, path: Path) -> tuple[int, tuple[Notice, ...]]:
    """The EXIF orientation 1-8, and a warning where the EXIF data are broken.  Decodes nothing."""
    try:
        if isinstance(image, TiffImagePlugin.TiffImageFile):
            value = image.tag_v2.get(ExifTags.Base.Orientation, 1)
        else:
            exif = Image.Exif()
            exif.load(image.info.get("exif") or b"")
            value = exif.get(ExifTags.Base.Orientation, 1)
    except Exception as error:  # any of many in a parser of foreign data; the picture itself may be whole
        return 1, (Notice(WarningCode.BAD_EXIF, str(path), type(error).__name__),)
    return (value, ()) if value in range(1, 9) else (1, (Notice(WarningCode.BAD_EXIF, str(path), f"{value!r}"[:40]),))


#: EXIF 2.32, tag 0x0112: swap the axes, then turn upside down, then mirror.
_TURNS = {
    1: (False, False, False),
    2: (False, False, True),
    3: (False, True, True),
    4: (False, True, False),
    5: (True, False, False),
    6: (True, False, True),
    7: (True, True, True),
    8: (True, True, False),
}


def upright(pixels: Pixels, orientation: int) -> Pixels:
    """Turn and mirror as EXIF orientation 1-8 says."""
    swap, flip, mirror = _TURNS[orientation]
    turned = pixels.swapaxes(0, 1) if swap else pixels
    turned = turned[::-1] if flip else turned
    return np.ascontiguousarray(turned[:, ::-1] if mirror else turned)
