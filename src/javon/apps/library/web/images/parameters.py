"""Reads the address of an image (IIIF Image API 3.0, section 4) and says exactly what is asked for."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Most pixels in one answer; told in info.json as ``maxArea`` and kept here.
MAX_AREA = 40_000_000
QUALITIES = ("default", "color", "gray", "bitonal")
FORMATS = {"jpg": "image/jpeg", "png": "image/png", "webp": "image/webp"}
ROTATIONS = (0, 90, 180, 270)

#: Figures 0 to 9 only: Python's \d would take those of every script.
_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,10})?"
_REGION = re.compile(r"([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9}),([0-9]{1,9})")
_REGION_PCT = re.compile(rf"pct:({_NUMBER}),({_NUMBER}),({_NUMBER}),({_NUMBER})")
_SIZE = re.compile(r"(\^?)(!?)([0-9]{0,9}),([0-9]{0,9})")
_SIZE_PCT = re.compile(rf"(\^?)pct:({_NUMBER})")
_ROTATION = re.compile(rf"(!?)({_NUMBER})")


class BadRequestError(ValueError):
    """The address does not follow the grammar, or asks for what no image can give: 400."""


@dataclass(frozen=True, slots=True)
class Job:
    """What to make: a region in full-size pixels, the size to bring it to, then mirror, turn, quality, format."""

    left: int
    top: int
    width: int
    height: int
    out_width: int
    out_height: int
    mirror: bool = False
    angle: int = 0
    quality: str = "default"
    format: str = "jpg"
    upscaled: bool = False
    whole: bool = False

    @property
    def is_plain(self) -> bool:
        """No mirror, no turn, no change of colour: a stored tile may do as it is."""
        return not self.mirror and not self.angle and self.quality in ("default", "color") and self.format == "jpg"

    def canonical(self) -> str:
        """The one preferred spelling of the address (section 4.7), without the prefix."""
        region = "full" if self.whole else f"{self.left},{self.top},{self.width},{self.height}"
        same = (self.out_width, self.out_height) == (self.width, self.height)
        size = "max" if same else f"{'^' if self.upscaled else ''}{self.out_width},{self.out_height}"
        return f"{region}/{size}/{'!' if self.mirror else ''}{self.angle}/{self.quality}.{self.format}"


def read_job(region: str, size: str, rotation: str, last: str, width: int, height: int) -> Job:
    """The job for an image of ``width`` × ``height`` pixels.

    Raises:
        BadRequestError: malformed, empty region, zero size, larger than allowed without ``^``, turned by anything but
            quarters (section 4.3: unsupported rotations are 400 as well).
    """
    quality, dot, form = last.rpartition(".")
    if not dot or quality not in QUALITIES or form not in FORMATS:
        raise BadRequestError(f"unknown quality or format: {last}")
    left, top, wide, high = _region(region, width, height)
    out_width, out_height, upscaled = _size(size, wide, high)
    mirror, angle = _rotation(rotation)
    whole = (left, top, wide, high) == (0, 0, width, height)
    return Job(left, top, wide, high, out_width, out_height, mirror, angle, quality, form, upscaled, whole)


def largest(width: int, height: int) -> tuple[int, int]:
    """The size that ``max`` gives for a region: its own, or less where that is over the limit."""
    if width * height <= MAX_AREA:
        return width, height
    factor = (MAX_AREA / (width * height)) ** 0.5
    return max(1, int(width * factor)), max(1, int(height * factor))


def _region(text: str, width: int, height: int) -> tuple[int, int, int, int]:
    if text == "full":
        return 0, 0, width, height
    if text == "square":
        side = min(width, height)
        return (width - side) // 2, (height - side) // 2, side, side
    if match := _REGION.fullmatch(text):
        left, top, wide, high = (int(value) for value in match.groups())
    elif match := _REGION_PCT.fullmatch(text):
        shares = [float(value) / 100 for value in match.groups()]
        left, top = round(shares[0] * width), round(shares[1] * height)
        wide, high = round(shares[2] * width), round(shares[3] * height)
    else:
        raise BadRequestError(f"not a region: {text}")
    wide, high = min(wide, width - left), min(high, height - top)
    if wide <= 0 or high <= 0:
        raise BadRequestError(f"the region is empty or outside the image: {text}")
    return left, top, wide, high


def _size(text: str, width: int, height: int) -> tuple[int, int, bool]:
    if text in ("max", "^max"):
        return (*largest(width, height), False)
    if match := _SIZE_PCT.fullmatch(text):
        factor = float(match[2]) / 100
        return _checked(round(width * factor), round(height * factor), width, height, bool(match[1]))
    match = _SIZE.fullmatch(text)
    if not match or not (match[3] or match[4]) or (match[2] and not (match[3] and match[4])):
        raise BadRequestError(f"not a size: {text}")
    return _given_size(match, width, height)


def _given_size(match: re.Match[str], width: int, height: int) -> tuple[int, int, bool]:
    up, within = bool(match[1]), bool(match[2])
    wide, high = int(match[3] or 0), int(match[4] or 0)
    if not match[3]:
        wide = round(width * high / height)
    elif not match[4]:
        high = round(height * wide / width)
    elif within:
        factor = min(wide / width, high / height)
        wide, high = round(width * factor), round(height * factor)
    # A size given by a person may be nought; one that rounding made so is one pixel.
    if (match[3] and not int(match[3])) or (match[4] and not int(match[4])):
        raise BadRequestError("a size of nought")
    return _checked(max(wide, 1), max(high, 1), width, height, up)


def _checked(out_width: int, out_height: int, width: int, height: int, up: bool) -> tuple[int, int, bool]:
    if out_width < 1 or out_height < 1:
        raise BadRequestError("a size of nought")
    larger = out_width > width or out_height > height
    if larger and not up:
        raise BadRequestError("larger than the image; ^ before the size asks for it")
    if out_width * out_height > MAX_AREA:
        raise BadRequestError(f"more than {MAX_AREA} pixels")
    return out_width, out_height, larger


def _rotation(text: str) -> tuple[bool, int]:
    match = _ROTATION.fullmatch(text)
    if not match or float(match[2]) > 360:
        raise BadRequestError(f"not a rotation: {text}")
    angle = float(match[2]) % 360
    if angle not in ROTATIONS:
        raise BadRequestError("images are turned by quarters only")
    return bool(match[1]), int(angle)
