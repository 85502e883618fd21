"""Pages of one bit or of grey that are large only in pixels: maps and plans, reduced while they are decoded.

libvips reads them row by row, so that a map of 35,000 × 35,000 pixels never stands in memory.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pyvips

from javon.engines.imaging.intake.errors import WarningCode
from javon.engines.imaging.intake.model import Kind, Notice, Pixels

#: Formats of which libvips reads one row after the other; of others a picture counts by its pixels.
READ_BY_ROWS = frozenset({Kind.TIFF, Kind.PNG})

#: Stored rows that are unpacked at a time.
_BAND = 512


def reduced(source: Path | bytes, factor: int, *, directory: int | None = None) -> Pixels:
    """Grey pixels, each the mean of ``factor`` × ``factor`` stored ones, as they lie in the file.

    ``directory``: number of the directory of a TIFF, smaller copies counted too.

    Raises:
        OSError: the data cannot be decoded.
    """
    options = {} if directory is None else {"page": directory}
    try:
        if isinstance(source, bytes):
            stored = pyvips.Image.new_from_buffer(source, "", access="sequential", fail_on="error", **options)
        else:
            stored = pyvips.Image.new_from_file(str(source), access="sequential", fail_on="error", **options)
        grey = stored[0] if stored.bands > 1 else stored
        return np.asarray(grey.shrink(factor, factor).numpy(), np.uint8)
    except pyvips.Error as error:
        raise OSError(str(error).replace("\n", " ")) from error


def reduced_samples(packed: bytes, width: int, height: int, factor: int) -> Pixels:
    """The same of plain samples: rows of bits, each row filled up to whole bytes, 1 is white.

    Raises:
        ValueError: there are too few.
    """
    rows = np.frombuffer(packed, np.uint8, count=(width + 7) // 8 * height).reshape(height, -1)
    across = width // factor
    grey = np.empty((height // factor, across), np.uint8)
    step = max(1, _BAND // factor)
    for top in range(0, len(grey), step):
        band = np.unpackbits(rows[top * factor : (top + step) * factor], axis=1, count=across * factor) * np.uint8(255)
        size = (across, len(band) // factor)
        grey[top : top + size[1]] = cv2.resize(band[: size[1] * factor], size, interpolation=cv2.INTER_AREA)
    return grey


def notice(path: Path, factor: int, width: int, height: int, *, page: int = 1) -> Notice:
    """What a person is told of the page ``page`` (from 1): the scale of the working picture and its size."""
    size = f"{-(-width // factor):,} × {-(-height // factor):,}".replace(",", "\u202f")
    return Notice(WarningCode.REDUCED, str(path), f"{page}: 1:{factor}, {size}")
