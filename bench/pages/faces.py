"""Typefaces of the bench: those of the machine that have every letter a page needs."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont
from PIL import ImageFont

FONTS = Path("/usr/share/fonts")


@dataclass(frozen=True, slots=True)
class Face:
    """A typeface: its plain, bold and slanted cuts, paths below ``FONTS``."""

    name: str
    plain: str
    bold: str
    slanted: str

    def font(self, size: int, cut: str = "plain") -> ImageFont.FreeTypeFont:
        """A cut of the face at ``size`` pixels to the em."""
        return _font(getattr(self, cut), size)

    def has(self, text: str) -> bool:
        """Whether every sign of ``text`` is in the plain and in the bold cut."""
        signs = {ord(sign) for sign in text if not sign.isspace()}
        return signs <= _glyphs(self.plain) and signs <= _glyphs(self.bold)


FACES = (
    Face(
        "Liberation Serif",
        "truetype/liberation2/LiberationSerif-Regular.ttf",
        "truetype/liberation2/LiberationSerif-Bold.ttf",
        "truetype/liberation2/LiberationSerif-Italic.ttf",
    ),
    Face(
        "DejaVu Serif",
        "truetype/dejavu/DejaVuSerif.ttf",
        "truetype/dejavu/DejaVuSerif-Bold.ttf",
        "truetype/dejavu/DejaVuSerif.ttf",
    ),
    Face(
        "PT Serif",
        "truetype/paratype/PTF55F.ttf",
        "truetype/paratype/PTF75F.ttf",
        "truetype/paratype/PTF56F.ttf",
    ),
    Face(
        "Liberation Sans",
        "truetype/liberation2/LiberationSans-Regular.ttf",
        "truetype/liberation2/LiberationSans-Bold.ttf",
        "truetype/liberation2/LiberationSans-Italic.ttf",
    ),
    Face(
        "Linux Libertine",
        "opentype/linux-libertine/LinLibertine_R.otf",
        "opentype/linux-libertine/LinLibertine_RB.otf",
        "opentype/linux-libertine/LinLibertine_RI.otf",
    ),
    Face(
        "Noto Serif",
        "truetype/noto/NotoSerif-Regular.ttf",
        "truetype/noto/NotoSerif-Bold.ttf",
        "truetype/noto/NotoSerif-Italic.ttf",
    ),
    Face(
        "Gentium Book Plus",
        "truetype/gentiumplus/GentiumBookPlus-Regular.ttf",
        "truetype/gentiumplus/GentiumBookPlus-Bold.ttf",
        "truetype/gentiumplus/GentiumBookPlus-Italic.ttf",
    ),
)


def faces_here() -> list[Face]:
    """Those of ``FACES`` whose files this machine has."""
    return [face for face in FACES if all((FONTS / cut).is_file() for cut in (face.plain, face.bold, face.slanted))]


def choose(text: str, rng: random.Random, number: int) -> Face:
    """The face for the page of this number: they take turns, and one that lacks a sign of ``text`` is passed over.

    Raises:
        LookupError: no typeface of this machine has every sign.
    """
    able = [face for face in faces_here() if face.has(text)]
    if not able:
        raise LookupError(f"no typeface here has all of {''.join(sorted(set(text)))}")
    return able[(number + rng.randrange(2)) % len(able)]


@cache
def _font(path: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / path), size)


@cache
def _glyphs(path: str) -> frozenset[int]:
    with TTFont(FONTS / path, lazy=True) as font:
        return frozenset(font.getBestCmap())
