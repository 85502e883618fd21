"""Pictures that are not PDF: what pages a file has, and the pixels of one.  Runs in a limited child process."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image, ImageFile

from javon.engines.imaging.intake import jpeg, jpeg2000, tiff
from javon.engines.imaging.intake.colour import to_pixels
from javon.engines.imaging.intake.enormous import READ_BY_ROWS, notice, reduced
from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.model import Frame, Kind, Limits, Notice, Pixels, Raster
from javon.engines.imaging.intake.pillow import (
    allow_time,
    believable_dpi,
    check_size,
    damaged,
    open_image,
    orientation_of,
    stated_dpi,
    upright,
)

_ANIMATED = {Kind.PNG: "APNG", Kind.WEBP: "WebP (animation)"}
_MAX_RATIO = 2.5  # a fax of 204 × 98 dpi is stretched; stranger ratios are a lie of the file


def frames_of(path: Path, kind: Kind, limits: Limits) -> tuple[tuple[Frame, ...], bool, tuple[Notice, ...]]:
    """The pages of a picture file, whether it has an ICC profile, and warnings; no pixel is decoded.

    Raises:
        BadFile: what is wrong with it.
    """
    if kind is Kind.TIFF:
        frames, icc, notices = tiff.frames_of(path, limits)
        notices += tuple(told for frame in frames for told in _sized(path, frame, limits))
        _check_opens(path)
        return tuple(replace(f, dpi=believable_dpi(f.dpi, f.width, f.height)) for f in frames), icc, notices
    if kind is Kind.JPEG:
        jpeg.check_scans(path)
    with _opened(path, kind) as image:
        if kind in _ANIMATED and getattr(image, "n_frames", 1) > 1:  # one of its pictures would be taken, unsaid
            raise BadFile(Code.UNSUPPORTED_IMAGE, path, _ANIMATED[kind])
        factor = check_size(path, image.width, image.height, limits, bits=_bits(image.mode, kind))
        orientation, notices = orientation_of(image, path)
        dpi, dpi_notices = _dpi(image, path)
        frame = Frame(0, image.width, image.height, dpi, image.mode, orientation=orientation)
        icc = bool(image.info.get("icc_profile"))
    if factor > 1:
        notices += (notice(path, factor, frame.width, frame.height),)
    return (frame,), icc, notices + dpi_notices + _end_of(path, kind, limits)


def _sized(path: Path, frame: Frame, limits: Limits) -> Iterator[Notice]:
    factor = check_size(path, frame.width, frame.height, limits, bits=_bits(frame.mode, Kind.TIFF))
    if factor > 1:
        yield notice(path, factor, frame.width, frame.height, page=frame.index + 1)


def _bits(mode: str, kind: Kind) -> int:
    """Bits of a pixel of a black-and-white or grey picture that can be read by rows; 0 of any other."""
    return {"1": 1, "L": 8}.get(mode, 0) if kind in READ_BY_ROWS else 0


def _check_opens(path: Path) -> None:
    with _opened(path, Kind.TIFF, tiff.directory_of(path, 0)):
        pass


def _dpi(image: Image.Image, path: Path) -> tuple[float, tuple[Notice, ...]]:
    stated = max(stated_dpi(image))
    if stated == 0 and "dpi" not in image.info:
        return 0.0, ()
    dpi = believable_dpi(stated, image.width, image.height)
    plain = dpi or round(stated) in (0, 1, 72, 96)
    return dpi, () if plain else (Notice(WarningCode.BAD_DPI, str(path), f"{stated:g}"),)


@contextmanager
def _opened(path: Path, kind: Kind, directory: tiff.Directory | None = None) -> Iterator[Image.Image]:
    """The picture; of a TIFF the page of ``directory``."""
    if directory is not None:
        stream: io.IOBase | Path = io.BufferedReader(tiff.AtDirectory(path, directory.offset))
    elif kind is Kind.JPEG and (junk := jpeg.start(path)):
        stream = io.BytesIO(path.read_bytes()[junk:])
    else:
        stream = path
    try:
        with open_image(stream, kind, path) as image:
            yield image
    finally:
        if not isinstance(stream, Path):
            stream.close()


def decode(path: Path, kind: Kind, frame: int, limits: Limits) -> Raster:
    """Decode one page, upright, in grey or sRGB.

    Raises:
        BadFile: no such page, too large, cut short (with the number of readable rows), damaged.
    """
    if kind is not Kind.TIFF and frame != 0:
        raise BadFile(Code.NO_SUCH_PAGE, path, str(frame + 1))
    directory = tiff.directory_of(path, frame) if kind is Kind.TIFF else None
    if kind is Kind.JP2 and not jpeg2000.ends(path):  # its decoder fills what is missing and says nothing
        raise BadFile(Code.TRUNCATED, path, "the end mark is missing")
    with _opened(path, kind, directory) as image:
        bits = _bits(directory.mode if directory else image.mode, kind)
        factor = check_size(path, image.width, image.height, limits, bits=bits)
        allow_time(image.width, image.height, limits, bits=bits or 8)
        if factor > 1:
            pixels, converted, colour_notices = _reduced(image, path, directory, factor)
        else:
            pixels, converted, colour_notices = _pixels(image, path, kind, directory)
        # After the pixels: the EXIF data of a PNG may stand behind them.
        orientation, notices = orientation_of(image, path)
        dpi, dpi_notices = _dpi(image, path)
        ratio = _ratio(image)
    pixels = _square(pixels, ratio)
    if directory is not None:  # Pillow turns a TIFF itself, and forgets how
        orientation = directory.orientation
    if directory is None or factor > 1:
        pixels = upright(pixels, orientation)
    return Raster(pixels, round(dpi / factor, 2), converted, orientation, notices + dpi_notices + colour_notices)


def _pixels(
    image: Image.Image, path: Path, kind: Kind, directory: tiff.Directory | None
) -> tuple[Pixels, bool, tuple[Notice, ...]]:
    bits = directory.one(tiff.BITS, 1) if directory else 16
    white_is_zero = directory is not None and directory.one(tiff.PHOTOMETRIC, 1) == 0
    try:
        decoded = _samples(image, path, kind)
        return to_pixels(image, path, bits=bits, white_is_zero=white_is_zero, decoded=decoded)
    except (BadFile, MemoryError):
        raise
    except Exception as error:
        bad = damaged(path, error)
        if bad.code is Code.TRUNCATED:
            bad = _with_rows(bad, path, kind, directory)
        raise bad from error


def _reduced(
    image: Image.Image, path: Path, directory: tiff.Directory | None, factor: int
) -> tuple[Pixels, bool, tuple[Notice, ...]]:
    try:
        small = Image.fromarray(reduced(path, factor, directory=directory.number if directory else None))
    except OSError as error:
        raise damaged(path, error) from error
    pixels, converted, notices = to_pixels(small, path, icc=image.info.get("icc_profile"))
    return pixels, converted, (*notices, notice(path, factor, image.width, image.height))


def _samples(image: Image.Image, path: Path, kind: Kind) -> Pixels | None:
    """The stored samples where Pillow is not the one to read them."""
    if kind is Kind.JPEG:
        return jpeg.samples(path, image)
    return jpeg2000.samples(path.read_bytes(), image) if kind is Kind.JP2 else None


def _with_rows(bad: BadFile, path: Path, kind: Kind, directory: tiff.Directory | None) -> BadFile:
    """Find how many rows of a cut picture can be read: decoders leave the rest in one colour."""
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        with _opened(path, kind, directory) as image:
            image.load()
            rows = np.asarray(image).reshape(image.height, -1)
    except Exception:  # nothing more can be learned; the first error stands
        return bad
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    changes = np.flatnonzero((rows[1:] != rows[:-1]).any(axis=1))
    readable, height = int(changes[-1]) + 1 if changes.size else 0, len(rows)
    if readable >= height - 1:
        return BadFile(bad.code, path, "the end of the data is missing", readable_rows=height, rows=height)
    detail = f"{readable} of {height} rows are there"
    return BadFile(bad.code, path, detail, readable_rows=readable, rows=height)


def _ratio(image: Image.Image) -> float:
    across, down = stated_dpi(image)
    ratio = across / down if across > 0 and down > 0 else 1.0
    return ratio if 1 / _MAX_RATIO < ratio < _MAX_RATIO and abs(ratio - 1) > 0.02 else 1.0


def _square(pixels: Pixels, ratio: float) -> Pixels:
    """Stretch the sparser direction where pixels are not square, as in faxes of 204 × 98 and 204 × 196 dpi."""
    if ratio == 1.0:
        return pixels
    height, width = pixels.shape[:2]
    size = (width, round(height * ratio)) if ratio > 1 else (round(width / ratio), height)
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.BILINEAR))


def _end_of(path: Path, kind: Kind, limits: Limits) -> tuple[Notice, ...]:
    """Look for the end mark; where it is missing, decode to see whether the picture is whole.

    Raises:
        BadFile: it is cut short.
    """
    if {Kind.JPEG: jpeg.ends, Kind.PNG: _png_ends, Kind.JP2: jpeg2000.ends}.get(kind, lambda _: True)(path):
        return ()
    decode(path, kind, 0, limits)
    return (Notice(WarningCode.NO_END_MARK, str(path)),)


def _png_ends(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - 4096))
        return b"IEND\xaeB`\x82" in file.read()
