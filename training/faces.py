"""The typefaces of Debian that lines are drawn in, and which characters each has.

A bench or a test must judge a model on other typefaces: ``KEPT_FOR_TESTS`` are never drawn for training.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDERS = (Path("/usr/share/fonts/opentype"), Path("/usr/share/fonts/truetype"))

#: File names as they begin.  DejaVu Serif and Noto Serif draw the pages of `bench digitize`, the others those of
#: `bench recognizers`.
KEPT_FOR_TESTS = ("DejaVuSerif", "NotoSerif", "CharisSIL", "PTF", "EBGaramond", "Roboto")

#: Name as it begins -> how often it is drawn beside the others.  Book types first: they are what libraries have.
SERIF = {
    "NimbusRoman": 5, "C059": 5, "P052": 3, "URWBookman": 3, "FreeSerif": 3, "LiberationSerif": 4, "LinLibertine_R": 4,
    "cmunrm": 2, "cmunti": 1, "cmunbx": 1, "cmunsl": 1, "GentiumPlus": 2, "GentiumBookPlus": 2, "Vollkorn-Regular": 1,
    "Vollkorn-Italic": 1, "Vollkorn-Bold": 1, "OldStandard": 3, "GFSDidot": 1, "Caladea": 2,
    "JunicodeTwoBeta-Regular": 1, "JunicodeTwoBeta-Italic": 1,
}  # fmt: skip
SANS = {
    "NimbusSans-": 2, "NimbusSansNarrow": 1, "URWGothic": 1, "FreeSans": 1, "LiberationSans": 2, "LinBiolinum_R": 1,
    "Carlito": 1, "OpenSans-Regular": 1, "OpenSans-Italic": 1, "OpenSans-Bold": 1, "NotoSans-": 1, "DejaVuSans": 1,
    "Andika": 1, "cmunss": 1, "PTS": 1,
}  # fmt: skip
TYPEWRITER = {"NimbusMonoPS": 1, "FreeMono": 1, "LiberationMono": 1, "Courier Prime": 1, "cmuntt": 1, "PTM": 1}


@cache
def files() -> tuple[Path, ...]:
    """All fonts of the Debian packages, kept ones left out."""
    found = (path for folder in FOLDERS for path in folder.rglob("*.[ot]tf"))
    return tuple(sorted((path for path in found if not path.name.startswith(KEPT_FOR_TESTS)), key=lambda p: p.name))


@cache
def kept_files(begin: str) -> tuple[Path, ...]:
    """Fonts kept for tests whose name begins so."""
    found = (path for folder in FOLDERS for path in folder.rglob(f"{begin}*.[ot]tf"))
    return tuple(sorted(found, key=lambda path: path.name))


@cache
def coverage(path: Path) -> frozenset[str]:
    """The characters that the font can draw."""
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap() or ()))


def weighted(weights: dict[str, int]) -> tuple[tuple[Path, float], ...]:
    """Fonts with their weights; those whose name begins alike share one weight, upright faces three times a slanted.

    Names that are not installed are left out.
    """
    result: list[tuple[Path, float]] = []
    for begin, weight in weights.items():
        group = [(path, 1.0 if _plain(path) else 0.4) for path in files() if path.name.startswith(begin)]
        total = sum(share for _path, share in group)
        result += [(path, weight * share / total) for path, share in group]
    return tuple(result)


def _plain(path: Path) -> bool:
    return not any(mark in path.name for mark in ("Bold", "Demi", "Ital", "Obli", "ti.", "bx", "_RB", "_RI", "BI"))
