"""How far our picture of a PDF page is from the one that poppler shows."""

import io
import subprocess
from typing import NamedTuple

import numpy as np
from PIL import Image

from javon.engines.imaging.intake import load_frame

#: Cells of the grid on which two pictures are compared: poppler places pictures up to a pixel larger than they are.
CELLS = 30


class Difference(NamedTuple):
    """Mean and greatest difference of a cell in levels of 255, and of the two sizes in parts."""

    mean: float
    most: float
    size: float


def poppler(path, page=0, dpi=100.0):
    """The page as pdftoppm draws it."""
    number = str(page + 1)
    command = ["pdftoppm", "-cropbox", "-f", number, "-l", number, "-r", f"{dpi:.4f}", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, timeout=60)
    return Image.open(io.BytesIO(done.stdout)).convert("RGB")


def difference(path, page=0):
    """Between what intake gives for the page and what poppler shows."""
    raster = load_frame(path, page)
    ours, theirs = Image.fromarray(raster.pixels).convert("RGB"), poppler(path, page, raster.dpi)
    grid = (CELLS, max(1, round(CELLS * ours.height / ours.width)))
    cells = [np.asarray(one.resize(grid, Image.Resampling.BOX)).astype(int) for one in (ours, theirs)]
    apart = np.abs(cells[0] - cells[1]).max(axis=2)
    sizes = max(abs(ours.width / theirs.width - 1), abs(ours.height / theirs.height - 1))
    return Difference(float(apart.mean()), float(apart.max()), sizes)
