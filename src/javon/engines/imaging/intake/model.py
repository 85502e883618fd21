"""The values of the intake room: limits, what a file holds, and the decoded picture of one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import numpy as np
import numpy.typing as npt

from javon.engines.imaging.intake.errors import WarningCode, warning_text
from javon.engines.tools.budget import Budget

Pixels = npt.NDArray[np.uint8]


class Kind(StrEnum):
    """The formats that are taken."""

    TIFF = "TIFF"
    JPEG = "JPEG"
    PNG = "PNG"
    JP2 = "JPEG 2000"
    WEBP = "WebP"
    BMP = "BMP"
    PDF = "PDF"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is still taken for a page and a file of pages.

    150 million pixels are a sheet of A1 at 400 dpi in colour, decoded below 1.5 GB.  ``budget`` bounds one decode;
    above 40 million pixels it gets more seconds in proportion.  What counts is bytes: a page of one bit or of grey (a
    map, a plan) of more than ``max_pixels`` is taken up to ``max_decoded_bytes``, reduced while it is decoded.
    """

    max_pixels: int = 150_000_000
    max_decoded_bytes: int = 450_000_000
    max_side: int = 65_500
    max_frames: int = 10_000
    render_dpi: int = 300
    budget: Budget = field(default_factory=Budget)


@dataclass(frozen=True, slots=True)
class Notice:
    """A warning: ``code`` with the figures in ``detail``, of the file ``file``."""

    code: WarningCode
    file: str
    detail: str = ""

    def __str__(self) -> str:
        return warning_text(self.code, self.file, self.detail)


@dataclass(frozen=True, slots=True)
class Frame:
    """One page of a file.  ``width`` and ``height`` in pixels, as stored (before the EXIF turn); ``dpi`` 0 = unknown.

    ``mode`` is the stored form: ``1 L L16 P RGB RGB16 RGBA CMYK LAB …``; for a PDF page ``embedded`` says that it is
    exactly one picture, which can be taken without re-encoding, and the sizes are those of the picture; else the
    page is rendered.  ``label`` is the page label of a PDF (``iv``, ``12``) where it has one.
    """

    index: int
    width: int
    height: int
    dpi: float = 0.0
    mode: str = ""
    label: str = ""
    orientation: int = 1
    embedded: bool = False


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """An entry of the contents that a PDF carries: its level (1 the highest), title, and page from 0."""

    level: int
    title: str
    page: int


@dataclass(frozen=True, slots=True)
class Source:
    """What a file is and which pages it has; of a PDF also the contents and the title that it gives."""

    path: Path
    kind: Kind
    size: int
    frames: tuple[Frame, ...]
    icc: bool = False
    warnings: tuple[Notice, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Raster:
    """The picture of one page, upright as its file says.

    ``pixels``: uint8, ``(H, W)`` grey or ``(H, W, 3)`` RGB in sRGB.  ``dpi`` 0 = the file does not say.  ``lost``: so
    many things of the page are damaged or wanting in the file; the pixels show what there is.
    """

    pixels: Pixels
    dpi: float = 0.0
    icc_converted: bool = False
    orientation: int = 1
    warnings: tuple[Notice, ...] = ()
    lost: int = 0
