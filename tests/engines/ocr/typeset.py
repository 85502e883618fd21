"""Pages with tables, contents, columns and margins, set by the tests themselves at places they know."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

FOLDER = "/usr/share/fonts/truetype"
SERIF = f"{FOLDER}/dejavu/DejaVuSerif.ttf"
NOTO = f"{FOLDER}/noto/NotoSerif-Regular.ttf"


@dataclass
class Paper:
    """A grey sheet to draw words on; places are pixels, the left end of a text and the top of its letters."""

    width: int = 1750
    height: int = 2480
    face: str = SERIF
    size: int = 36
    sheet: Image.Image = field(init=False)

    def __post_init__(self) -> None:
        self.sheet = Image.new("L", (self.width, self.height), 248)

    def font(self, size: int | None = None) -> ImageFont.FreeTypeFont:
        return ImageFont.truetype(self.face, size or self.size)

    def put(self, left: float, top: float, text: str, *, size: int | None = None) -> None:
        ImageDraw.Draw(self.sheet).text((left, top), text, font=self.font(size), fill=15)

    def wide(self, text: str, size: int | None = None) -> float:
        """The width of a text in pixels."""
        return ImageDraw.Draw(self.sheet).textlength(text, font=self.font(size))

    def put_right(self, right: float, top: float, text: str, *, size: int | None = None) -> None:
        self.put(right - self.wide(text, size), top, text, size=size)

    def rule(self, left: float, top: float, right: float, bottom: float, *, thick: int = 3) -> None:
        ImageDraw.Draw(self.sheet).line((left, top, right, bottom), fill=20, width=thick)

    def leader(self, left: float, right: float, top: float, dot: str = ".") -> None:
        """Dots from a title to its number."""
        count = int((right - left) / self.wide(dot))
        self.put(left, top, dot * max(0, count))

    def rows(self, rows: Sequence[Sequence[str]], lefts: Sequence[float], top: float, step: float) -> None:
        """A table: every cell begins at the left of its column."""
        for number, row in enumerate(rows):
            for left, cell in zip(lefts, row, strict=True):
                self.put(left, top + number * step, cell)

    def pixels(self, scale: float = 1.0) -> NDArray[np.uint8]:
        """The sheet as grey pixels, enlarged or made smaller."""
        sheet = self.sheet
        if scale != 1.0:
            sheet = sheet.resize((round(self.width * scale), round(self.height * scale)), Image.Resampling.BICUBIC)
        return np.asarray(sheet)
