"""The files made of a processed page: access copy, ink mask, background, thumbnail.

Each is written beside its name and moved into place, so that a reader never sees half a file.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pyvips
from PIL import Image as Pillow

from javon.engines.imaging.raster import BAND, Image, Quad, percentile, reduce

TILE = 512
QUALITY = 80
#: Background of plain paper, and of a page with pictures, dots per inch.
BACKGROUND_DPI = 100.0
PICTURE_DPI = 150.0
THUMB = 320


def write_access(image: Image, path: Path, dpi: float = 300, quality: int = QUALITY) -> None:
    """Pyramidal tiled TIFF with JPEG tiles of 512 pixels: the copy that readers zoom into."""
    per_mm = dpi / 25.4
    # libvips refuses to open a file whose tiles are several times larger than its picture.
    tile = min(TILE, -(-max(image.shape[:2]) // 16) * 16)
    picture = pyvips.Image.new_from_array(np.ascontiguousarray(image)).copy(
        xres=per_mm, yres=per_mm, interpretation="srgb" if image.ndim == 3 else "b-w"
    )
    with _Replacing(path) as part:
        picture.tiffsave(
            str(part),
            compression="jpeg",
            Q=quality,
            tile=True,
            tile_width=tile,
            tile_height=tile,
            pyramid=True,
            resunit="inch",
        )


def black_ink(mask: Image, light: Sequence[Quad], coloured: Image | None = None) -> Image:
    """The ink that is drawn black over the background, 255 = ink; the same array where that is all of it.

    Args:
        mask: the ink of a page.
        light: boxes whose ink is lighter than its ground: the background shows it, black would hide it.
        coloured: 255 on ink in colour, which the background shows as well; None for none.
    """
    if not light and coloured is None:
        return mask
    black = mask.copy() if coloured is None else np.asarray(cv2.subtract(mask, coloured), np.uint8)
    for left, top, right, bottom in light:
        black[top:bottom, left:right] = 0
    return black


def write_mask(mask: Image, path: Path, dpi: float = 300) -> None:
    """The ink as a 1-bit TIFF, CCITT Group 4, black on white."""
    sheet = Pillow.fromarray(cv2.bitwise_not(mask)).convert("1", dither=Pillow.Dither.NONE)
    with _Replacing(path) as part:
        # One strip, so that a PDF can take the bytes over as they are (278: RowsPerStrip).
        strip = {278: mask.shape[0]}
        sheet.save(part, format="TIFF", compression="group4", dpi=(round(dpi), round(dpi)), tiffinfo=strip)


def write_thumb(image: Image, path: Path, size: int = THUMB) -> None:
    """JPEG that fits into a square of ``size`` pixels."""
    factor = size / max(image.shape[:2])
    small = image
    if factor < 1:
        # Every second pixel is enough where five or more become one.
        small = _every_second(image) if factor < 0.2 else image
        target = (max(1, round(image.shape[1] * factor)), max(1, round(image.shape[0] * factor)))
        small = np.asarray(cv2.resize(small, target, interpolation=cv2.INTER_AREA), np.uint8)
    _write_jpeg(small, path, 75)


def write_background(
    image: Image, mask: Image, path: Path, dpi: float = 300, pictures: bool = False, quality: int = 40
) -> bool:
    """What lies behind the ink, as a small JPEG: the paper with the ink filled in from around it, and pictures.

    Returns:
        False, and no file, where the paper is plain white and nothing is lost without it.
    """
    target = PICTURE_DPI if pictures else BACKGROUND_DPI
    factor = max(1, round(dpi / target))
    background = _without_ink(image, mask, factor)
    if not pictures:
        if _plain_white(background):
            return False
        # The grain of paper costs more bytes than everything else and tells nothing.
        background = np.asarray(cv2.GaussianBlur(background, (5, 5), 0), np.uint8)
    _write_jpeg(background, path, quality + 15 if pictures else quality)
    return True


def _every_second(image: Image) -> Image:
    """Every second pixel of every second row."""
    size = (max(1, image.shape[1] // 2), max(1, image.shape[0] // 2))
    return np.asarray(cv2.resize(image, size, interpolation=cv2.INTER_NEAREST), np.uint8)


def _without_ink(image: Image, mask: Image, factor: int) -> Image:
    """Reduced image of the bare paper: what is mostly ink is filled in from around it."""
    value, weight = _bare(image, mask, factor)
    filled = _mean(value, weight)
    # Farther and farther around: the gaps of letters first, then solid areas.
    for span in (9, 61):
        known = cv2.blur(weight, (span, span))
        around = _mean(np.asarray(cv2.blur(value, (span, span)), np.uint8), np.asarray(known, np.uint8))
        covered = weight < 110
        np.copyto(filled, around, where=covered if filled.ndim == 2 else covered[:, :, None])
        weight = np.where((weight >= 110) | (known > 24), 255, 0).astype(np.uint8)
        value = _only(filled, weight)
    return filled


def _bare(image: Image, mask: Image, factor: int) -> tuple[Image, Image]:
    """The image without what is near ink, and 255 where it has something, both reduced.

    Band by band: nothing as large as the page is made on the way.
    """
    rows, height = BAND * factor, image.shape[0]
    values, weights = [], []
    for top in range(0, max(1, height // factor) * factor, rows):
        above = min(top, 1)
        near = cv2.dilate(mask[top - above : top + rows + 1], np.ones((3, 3), np.uint8))
        bare = np.asarray(cv2.bitwise_not(near[above : above + min(rows, height - top)]), np.uint8)
        values.append(reduce(_only(image[top : top + rows], bare), factor))
        weights.append(reduce(bare, factor))
    return np.concatenate(values), np.concatenate(weights)


def _only(image: Image, mask: Image) -> Image:
    return np.asarray(cv2.bitwise_and(image, image, mask=mask), np.uint8)


def _mean(value: Image, weight: Image) -> Image:
    divisor = weight if value.ndim == 2 else cv2.merge((weight, weight, weight))
    return np.asarray(cv2.divide(value, divisor, scale=255), np.uint8)


def _plain_white(background: Image) -> bool:
    sample = background[::4, ::4]
    grey = sample if sample.ndim == 2 else sample.min(axis=2)
    return percentile(grey, 2) >= 246


def _write_jpeg(image: Image, path: Path, quality: int) -> None:
    pixels = cv2.cvtColor(image, cv2.COLOR_RGB2BGR) if image.ndim == 3 else image
    flags = [cv2.IMWRITE_JPEG_QUALITY, quality, cv2.IMWRITE_JPEG_OPTIMIZE, 1]
    done, data = cv2.imencode(".jpg", pixels, flags)
    if not done:
        raise OSError(f"cannot encode {path.name} as JPEG")
    with _Replacing(path) as part:
        part.write_bytes(data.tobytes())


class _Replacing:
    """A file written under a passing name, then moved into place; removed if writing failed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.part = path.with_name(f".{path.name}.{os.getpid()}.part")

    def __enter__(self) -> Path:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        return self.part

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            if kind is None:
                os.replace(self.part, self.path)
        finally:
            self.part.unlink(missing_ok=True)
