"""From any picture that Pillow opens to 8-bit grey or sRGB pixels: profiles, CMYK, Lab, 16 bit, transparency.

Works in bands of rows, so that the picture never exists twice in memory.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.model import Notice, Pixels

_BAND = 512
#: Rows of which one is looked at first: they tell nearly every page in colour at once.
_SAMPLE = 64
Band = npt.NDArray[np.uint8]
_ToBand = Callable[[Image.Image], Band]
_SPACES = {"RGB": "RGB ", "L": "GRAY", "CMYK": "CMYK", "LAB": "Lab "}


@dataclass(slots=True)
class _Plan:
    """How one band becomes pixels: ``channels`` of the result and the function that makes them."""

    channels: int
    convert: _ToBand
    icc_converted: bool = False
    notices: tuple[Notice, ...] = ()

    @property
    def is_plain(self) -> bool:
        """The samples are the pixels."""
        return self.convert is np.asarray


def to_pixels(
    image: Image.Image,
    path: Path,
    *,
    icc: bytes | None = None,
    white_is_zero: bool = False,
    bits: int = 16,
    decoded: Pixels | None = None,
) -> tuple[Pixels, bool, tuple[Notice, ...]]:
    """Decode ``image`` to ``(H, W)`` or ``(H, W, 3)`` uint8; also whether a profile was converted, and warnings.

    ``icc`` replaces the profile of the file; ``white_is_zero`` turns 16-bit grey over, where Pillow does not;
    ``bits`` is the true depth of samples held in 16 bits; ``decoded`` are the stored samples where another decoder
    has read them already.

    Raises:
        BadFile: a form of pixels that is not taken.
        Exception: whatever the decoder raises.
    """
    if decoded is None:
        image.load()
    plan = _plan(image, path, icc if icc is not None else image.info.get("icc_profile"), white_is_zero, bits)
    if decoded is not None and plan.is_plain:
        return as_grey_if_colourless(decoded), False, plan.notices
    shape = (image.height, image.width) if plan.channels == 1 else (image.height, image.width, 3)
    pixels = np.empty(shape, np.uint8)
    for top in range(0, image.height, _BAND):
        bottom = min(top + _BAND, image.height)
        stored = Image.fromarray(decoded[top:bottom]) if decoded is not None else None
        pixels[top:bottom] = plan.convert(stored or image.crop((0, top, image.width, bottom)))
    return as_grey_if_colourless(pixels), plan.icc_converted, plan.notices


def as_grey_if_colourless(pixels: Pixels) -> Pixels:
    """One channel where all three are equal everywhere, else the same pixels.

    Scanners store grey pages in colour: a third of the memory and of the work is enough for them.
    """
    if pixels.ndim == 2:
        return pixels
    if _colourless(np.ascontiguousarray(pixels[::_SAMPLE])) is None:
        return pixels
    grey = np.empty(pixels.shape[:2], np.uint8)
    for top in range(0, len(grey), _BAND):
        band = _colourless(pixels[top : top + _BAND])
        if band is None:
            return pixels
        grey[top : top + _BAND] = band
    return grey


def _colourless(band: Pixels) -> Band | None:
    first, second, third = cv2.split(band)
    return np.asarray(first, np.uint8) if np.array_equal(first, second) and np.array_equal(second, third) else None


def _plan(image: Image.Image, path: Path, icc: bytes | None, white_is_zero: bool, bits: int) -> _Plan:
    if image.mode.startswith("I;16"):
        return _with_profile(_Plan(1, _grey16(bits, white_is_zero)), "L", icc, path)
    if image.mode == "I" and bits > 16:
        # Which of four thousand million levels is white, no file says: such a page came out black.
        raise BadFile(Code.UNSUPPORTED_IMAGE, path, "32-bit integer")
    if image.mode == "I":
        return _Plan(1, _grey16(bits, white_is_zero))
    if image.mode == "F":
        raise BadFile(Code.UNSUPPORTED_IMAGE, path, "32-bit floating point")
    if image.has_transparency_data:
        return _over_white(image, path, icc)
    if image.mode == "P":
        return _palette(image, icc, path)
    if image.mode == "1":
        return _Plan(1, lambda band: np.asarray(band.convert("L")))
    if image.mode == "L":
        return _with_profile(_Plan(1, np.asarray), "L", icc, path)
    if image.mode == "RGB":
        return _with_profile(_Plan(3, np.asarray), "RGB", icc, path)
    return _other_colour(image, icc, path)


def _grey16(bits: int, white_is_zero: bool) -> _ToBand:
    top = (1 << bits) - 1

    def convert(band: Image.Image) -> Band:
        values = np.asarray(band).astype(np.int64)
        scaled: Band = np.minimum((values * 255 + top // 2) // top, 255).astype(np.uint8)
        return np.asarray(255 - scaled, np.uint8) if white_is_zero else scaled

    return convert


def _over_white(image: Image.Image, path: Path, icc: bytes | None) -> _Plan:
    grey = image.mode in ("1", "L", "LA") or (image.mode in ("P", "PA") and _is_grey_palette(image))
    mode = "L" if grey else "RGB"
    opaque = "A" in image.getbands() and image.getchannel("A").getextrema() == (255, 255)

    def convert(band: Image.Image) -> Band:
        if opaque:
            return np.asarray(band.convert(mode))
        white = Image.new("RGBA", band.size, "white")
        return np.asarray(Image.alpha_composite(white, band.convert("RGBA")).convert(mode))

    plan = _with_profile(_Plan(1 if grey else 3, convert), mode, icc, path)
    if not opaque:
        plan.notices += (Notice(WarningCode.ALPHA, str(path)),)
    return plan


def _is_grey_palette(image: Image.Image) -> bool:
    palette = np.frombuffer(bytes(image.getpalette("RGB") or ()), np.uint8).reshape(-1, 3)
    return bool((palette == palette[:, :1]).all())


def _palette(image: Image.Image, icc: bytes | None, path: Path) -> _Plan:
    grey = _is_grey_palette(image)
    mode = "L" if grey else "RGB"
    return _with_profile(_Plan(1 if grey else 3, lambda band: np.asarray(band.convert(mode))), mode, icc, path)


def _other_colour(image: Image.Image, icc: bytes | None, path: Path) -> _Plan:
    if image.mode == "LAB":
        profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _Plan(3, _through(_transform(profile, "LAB")), icc_converted=True)
    if image.mode == "CMYK":
        return _with_profile(_Plan(3, lambda band: np.asarray(band.convert("RGB"))), "CMYK", icc, path)
    if image.mode in ("YCbCr", "HSV", "RGBX", "LA", "PA", "RGBa", "La"):
        return _with_profile(_Plan(3, lambda band: np.asarray(band.convert("RGB"))), "RGB", icc, path)
    raise BadFile(Code.UNSUPPORTED_IMAGE, path, image.mode)


def _with_profile(plan: _Plan, mode: str, icc: bytes | None, path: Path) -> _Plan:
    """Let the bands pass through the file's profile, where it has a usable one that is not sRGB already."""
    if not icc:
        return plan
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(icc))
        space = profile.profile.xcolor_space
        if space != _SPACES[mode]:
            raise ImageCms.PyCMSError(f"a profile of {space.strip()} on a picture in {mode}")
        if mode == "RGB" and "sRGB" in ImageCms.getProfileDescription(profile):
            return plan
        transform = _transform(profile, mode)
    except (ImageCms.PyCMSError, OSError, ValueError) as error:
        plan.notices += (Notice(WarningCode.BAD_PROFILE, str(path), str(error)[:120]),)
        return plan
    plan.icc_converted = True
    plan.convert = _grey_through(plan.convert, transform) if mode == "L" else _after(plan.convert, mode, transform)
    return plan


def _transform(profile: ImageCms.ImageCmsProfile, mode: str) -> ImageCms.ImageCmsTransform:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    return ImageCms.buildTransform(
        profile,
        srgb,
        mode,
        "RGB",
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _through(transform: ImageCms.ImageCmsTransform) -> _ToBand:
    return lambda band: np.asarray(transform.apply(band))


def _after(convert: _ToBand, mode: str, transform: ImageCms.ImageCmsTransform) -> _ToBand:
    if mode == "CMYK":
        return _through(transform)
    return lambda band: np.asarray(transform.apply(Image.fromarray(convert(band))))


def _grey_through(convert: _ToBand, transform: ImageCms.ImageCmsTransform) -> _ToBand:
    # 256 greys are a table: far cheaper than the picture, and grey stays one channel.
    ramp = Image.fromarray(np.arange(256, dtype=np.uint8).reshape(1, 256))
    table = np.asarray(transform.apply(ramp))[0, :, 1].copy()
    return lambda band: table[convert(band)]
