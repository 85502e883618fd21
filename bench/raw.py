"""Is a page ever read worse after it was prepared than from the raw scan?  Letters wrong, page by page.

Each page is read raw, as decoded, and prepared; and raw once more after changes that nobody sees (a row and a column
less, 2 % larger, a little paler), because a recognizer of worn print reads another letter here and there after any
of them.  A page counts as *worse* where the prepared one has more letters wrong than the worst of these readings,
and more than one letter in 200.

Only folders with true texts are measured; without ``--input`` those of the test data (``JAVON_TEST_DATA``).
"""

from __future__ import annotations

import argparse
import json
import os
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import cv2
import numpy as np
from rich.console import Console
from rich.table import Table

from bench import digitize, truth
from javon.engines.imaging import Image, prepare
from javon.engines.imaging.intake import load_frame
from javon.engines.imaging.raster import plausible_dpi, to_grey
from javon.engines.ocr import Hints, Recognizer, recognizer
from javon.engines.page import Page
from javon.engines.pipeline.page import reading_image

SETS = ("eng", "eng-typewritten", "newspaper", "rus-18c", "uzb-cyrl")
#: Less is no difference that a reader would see.
LEAST = 0.005
#: Changes of a scan that nobody sees.
UNSEEN: tuple[Callable[[Image], Image], ...] = (
    lambda grey: grey[1:, 1:],
    lambda grey: np.asarray(cv2.resize(grey, None, fx=1.02, fy=1.02, interpolation=cv2.INTER_CUBIC), np.uint8),
    lambda grey: np.asarray(cv2.addWeighted(grey, 0.9, grey, 0.0, 25), np.uint8),
)


@dataclass(frozen=True, slots=True)
class Read:
    """Letters of a page, and how many of them were wrong: raw, in the worst of the raw readings, prepared."""

    name: str
    letters: int
    raw: int
    worst_raw: int
    prepared: int

    @property
    def is_worse(self) -> bool:
        return self.prepared > self.worst_raw and self.prepared - self.raw > LEAST * self.letters


def main(argv: Sequence[str] | None = None) -> int:
    """Run the bench; see the module."""
    parser = argparse.ArgumentParser(prog="javon bench raw", description=__doc__)
    parser.add_argument("--input", type=Path, help="folder of page images with their texts (each folder is a set)")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--pages", type=int, default=20, help="at most so many pages a set (default 20)")
    options = parser.parse_args(argv)
    console = Console()
    folders = [options.input] if options.input else _of_the_test_data()
    figures: dict[str, list[Read]] = {}
    with tempfile.TemporaryDirectory() as plain:
        for folder in folders:
            if not folder.is_dir():
                console.print(f"{folder}: not there, skipped")
                continue
            for pages in digitize._given(folder, options.pages, Path(plain)):
                found = [_read(image, text) for image, text in zip(pages.images, pages.truths, strict=True) if text]
                if found:
                    figures[pages.name] = found
    if options.json:
        rows = {name: [asdict(read) for read in reads] for name, reads in figures.items()}
        options.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    _show(console, figures)
    return 0 if figures else 2


def _of_the_test_data() -> list[Path]:
    root = Path(os.environ.get("JAVON_TEST_DATA") or digitize.ROOT.parent / "shared" / "data")
    return [root / "scans" / name for name in SETS]


def _read(path: Path, text: str) -> Read:
    engine, raster = recognizer(), load_frame(path, 0)
    grey, dpi = to_grey(raster.pixels), plausible_dpi(raster.pixels, raster.dpi)
    raw = [_wrong([_page(engine, change(grey), dpi)], text) for change in (lambda same: same, *UNSEEN)]
    prepared = [_page(engine, reading_image(one), one.dpi) for one in prepare(raster.pixels, raster.dpi)]
    letters = truth.compare("", text).letters
    return Read(path.name, letters, raw[0], max(raw), _wrong(prepared, text))


def _page(engine: Recognizer, grey: Image, dpi: float) -> Page:
    return engine.read(np.ascontiguousarray(grey), round(dpi), Hints())


def _wrong(pages: list[Page], text: str) -> int:
    lines = [line for page in pages for region in page.regions for line in region.lines]
    read = "\n".join(" ".join(word.text for word in line.words) for line in lines)
    return truth.compare(read, text).folded_letter_edits


def _show(console: Console, figures: dict[str, list[Read]]) -> None:
    table = Table(title="letters wrong, signs folded", title_justify="left")
    for heading in ("", "pages", "raw %", "prepared %", "better", "worse"):
        table.add_column(heading, justify="left" if not heading else "right")
    for name, reads in figures.items():
        letters = sum(read.letters for read in reads)
        raw = 100 * sum(read.raw for read in reads) / letters
        prepared = 100 * sum(read.prepared for read in reads) / letters
        better = sum(read.prepared < read.raw for read in reads)
        worse = [read.name for read in reads if read.is_worse]
        row = (name, str(len(reads)), f"{raw:.2f}", f"{prepared:.2f}", str(better), " ".join((str(len(worse)), *worse)))
        table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    raise SystemExit(main())
