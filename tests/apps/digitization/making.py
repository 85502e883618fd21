"""Scans drawn on the spot, and results as the pipeline would give them."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pikepdf
from PIL import Image, ImageDraw

from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.lock import object_lock
from javon.apps.digitization.actions.processing import object_finish_processing, page_result_store
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.engines.formats import OcflRoot
from javon.engines.page import Box, Line, Region, RegionKind, Word
from javon.engines.page import Page as PageModel
from javon.engines.pipeline import Flag, PageResult, Verdict

WIDTH, HEIGHT = 600, 800
#: Of ``locked_pdf``.
PASSWORD = "kalit-suz-9471"


def draw_scan(path: Path, text: str = "Sinov", *, size: tuple[int, int] = (WIDTH, HEIGHT), dpi: int = 100) -> Path:
    """A page with a few black bars for lines; ``text`` makes its bytes different from another's."""
    image = Image.new("L", size, 240)
    pen = ImageDraw.Draw(image)
    for line in range(12):
        pen.rectangle((60, 80 + line * 50, size[0] - 60 - 7 * line, 98 + line * 50), fill=30)
    pen.text((70, 20), text, fill=0)
    path.parent.mkdir(parents=True, exist_ok=True)
    image.save(path, dpi=(dpi, dpi))
    return path


def draw_folder(folder: Path, count: int, suffix: str = "png") -> Path:
    """A folder of ``count`` different scans, numbered as people do it."""
    for number in range(1, count + 1):
        draw_scan(folder / f"{number}.{suffix}", f"{folder.name} {number}")
    return folder


def locked_pdf(path: Path, pages: int = 2) -> Path:
    """A PDF of blank pages that opens with the password."""
    pdf = pikepdf.new()
    for _page in range(pages):
        pdf.add_blank_page(page_size=(200, 300))
    path.parent.mkdir(parents=True, exist_ok=True)
    pdf.save(path, encryption=pikepdf.Encryption(owner="egasi", user=PASSWORD))
    return path


def judged(root: OcflRoot) -> list[str]:
    """What ocfl-py says against the root, and against every object in it: of the root alone it reads no contents."""
    tool = Path(sys.executable).with_name("ocfl-validate.py")
    assert tool.exists(), "ocfl-py is missing"
    said = []
    for place in (root.path, *(root.place(name) for name in root.objects())):
        checked = subprocess.run([sys.executable, tool, "--quiet", place], capture_output=True, text=True, check=False)
        words = checked.stdout + checked.stderr
        if checked.returncode or "INVALID" in words:
            said.append(words)
    return said


@contextmanager
def held_by_another(identifier: str) -> Iterator[None]:
    """The object is in the hands of somebody else (another thread stands for another program)."""
    holding, letting_go = threading.Event(), threading.Event()

    def hold() -> None:
        with object_lock(identifier):
            holding.set()
            letting_go.wait(60)

    other = threading.Thread(target=hold)
    other.start()
    assert holding.wait(60)
    try:
        yield
    finally:
        letting_go.set()
        other.join()


def line_of(text: str, top: int, *, language: str = "uz-Latn", confidence: float = 0.9) -> Line:
    """A line of words, 20 pixels high."""
    words, left = [], 50
    for word in text.split():
        right = left + 10 * len(word)
        words.append(Word(word, Box(left, top, right, top + 20), confidence))
        left = right + 10
    return Line(tuple(words), Box(50, top, max(left - 10, 51), top + 20), language, "Latn")


def model_of(*lines: str, number: str | None = None) -> PageModel:
    """A page with one region of these lines."""
    made = tuple(line_of(text, 50 + 30 * place) for place, text in enumerate(lines))
    region = Region(RegionKind.TEXT, Box(50, 50, 550, 50 + 30 * len(lines)), made)
    return PageModel(WIDTH, HEIGHT, 100, (region,), "uz-Latn", "Latn", number, "sinov 1")


def result_of(
    model: PageModel, *, part: int = 0, flags: Sequence[Flag] = (), verdict: Verdict = Verdict.GOOD, **recipe: dict
) -> PageResult:
    """A result as the pipeline gives it."""
    return PageResult(
        part=part,
        page=model,
        recipe={"orient": {"angle": 0}, "split": {}, "crop": {"box": [10, 20, 590, 780]}, **recipe},
        access=f"{part}/access.tif",
        mask=f"{part}/mask.tif",
        background=None,
        thumb=f"{part}/thumb.jpg",
        verdict=verdict,
        flags=tuple(flags),
        measurements={"confidence": 0.9},
        seconds={"read": 0.5},
    )


def write_files(page: Page, part: int = 0) -> None:
    """The files that the pipeline would have written for the page's present run."""
    folder = page.run_folder() / str(part)
    folder.mkdir(parents=True, exist_ok=True)
    image = Image.new("L", (WIDTH, HEIGHT), 255)
    image.save(folder / "access.tif")
    image.convert("1").save(folder / "mask.tif", compression="group4")
    image.resize((150, 200)).save(folder / "thumb.jpg")


def taken_object(folder: Path, *, by: User | None = None, title: str = "Sinov kitobi") -> DigitalObject:
    """An object whose files are in the store and whose pages wait."""
    taken = object_from_paths(paths=[folder], by=by, record_values={"title": title})
    return object_intake(object=taken.object, by=by)


def done_page(page: Page, *lines: str, number: str | None = None, flags: Sequence[Flag] = ()) -> Page:
    """Store a result with these lines for a waiting page."""
    write_files(page)
    verdict = max((flag.severity for flag in flags), default=Verdict.GOOD)
    result = result_of(model_of(*lines, number=number), flags=flags, verdict=verdict)
    return page_result_store(page=page, run=page.run, results=[result])


def done_object(folder: Path, *texts: str, by: User | None = None, title: str = "Sinov kitobi") -> DigitalObject:
    """An object in review: one page for every text, as if the pipeline had read them."""
    draw_folder(folder, len(texts))
    object = taken_object(folder, by=by, title=title)
    for page, text in zip(Page.objects.filter(object=object).select_related("object"), texts, strict=True):
        done_page(page, text)
    return object_finish_processing(object=object)
