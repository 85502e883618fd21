"""One scanned image in, one or two processed pages out: the recipe of the whole way.

decode → orient → split → dewarp → deskew → crop → even light → binarize → read → judge → files.  The master is only
read.  The same image with the same recipe gives the same bytes.
"""

from __future__ import annotations

import json
import logging
import os
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from javon.engines.imaging import Image, Prepared, derivatives, prepare
from javon.engines.imaging.intake import Kind, Limits, Raster, load_frame, pictures
from javon.engines.imaging.intake.sniff import sniff
from javon.engines.imaging.raster import to_grey
from javon.engines.ocr import Hints, Recognizer, recognizer
from javon.engines.page import Page, RegionKind
from javon.engines.pipeline import standing
from javon.engines.pipeline.judge import judge
from javon.engines.pipeline.result import PageOptions, PageResult, PageTask, result_to_json
from javon.engines.quality import picture_hash

_LOG = logging.getLogger(__name__)

RESULT = "result.json"
#: What a worker, itself a limited process, decodes without a child of its own: everyday pictures of everyday size.
PLAIN = frozenset({Kind.JPEG, Kind.PNG, Kind.TIFF})
PLAIN_BYTES, PLAIN_PIXELS = 64 << 20, 40_000_000
#: Key of ``PageResult.seconds``: CPU time of recognition alone, beside the wall times of all steps.
READ_CPU = "read_cpu"
#: Parts of an image: the page, or the left and the right half of a double page.
PARTS = (0, 1)

_Read = tuple[Prepared, Page, Mapping[str, float]]


class _Given(NamedTuple):
    """What the file says of the image: its resolution, 0 if nothing; things of it that are damaged or wanting."""

    dpi: float
    lost: int


def read_page(task: PageTask, *, careful: bool = True) -> list[PageResult]:
    """Process one image of a source file and write its files.

    Args:
        task: which image, where to, how.
        careful: decode in a limited child of its own.  False is for a process that is itself limited and may die.

    Returns:
        One result, or two where the image is a double page.

    Raises:
        BadFile: the source cannot be decoded; the message names the file and says what to do.
        UnknownRecognizerError, NoModelError: the recognizer is not there.
    """
    pages, given = _read_upright(task, recognizer(task.options.recognizer), careful=careful)
    results = [_finish(task, prepared, page, given, seconds) for prepared, page, seconds in pages]
    if "part" not in task.options.steps.get("split", {}):
        for part in set(PARTS) - {result.part for result in results}:
            shutil.rmtree(task.out_dir / str(part), ignore_errors=True)
    return results


def _decode(task: PageTask, *, careful: bool) -> Raster:
    """The pixels.  Whatever goes wrong in our own process is tried again in a child, which can say what it was."""
    if not careful:
        try:
            kind, _ = sniff(task.source)
            if kind in PLAIN and task.source.stat().st_size <= PLAIN_BYTES:
                plain = Limits(max_pixels=PLAIN_PIXELS, max_decoded_bytes=0)
                return pictures.decode(task.source, kind, task.frame, plain)
        except Exception:
            _LOG.info("%s: not decoded here, tried in a child", task.source, exc_info=True)
    return load_frame(task.source, task.frame, password=task.password)


def _read_upright(task: PageTask, engine: Recognizer, *, careful: bool) -> tuple[list[_Read], _Given]:
    """Prepare and read; once more turned where the words say that the page lies or stands on its head.

    Returns:
        The pages, and what the file says of the image.
    """
    pages, given = _prepared_and_read(task, task.options, engine, careful=careful)
    tried = _to_try(pages, task.options)
    if tried is not None:
        prepared, page, _ = pages[tried]
        turn = standing.better_turn(reading_image(prepared), round(prepared.dpi), page, engine, _hints(task.options))
        if turn:
            angle = (prepared.recipe.get("orient", {}).get("angle", 0) + turn) % 360
            del pages, prepared
            turned = replace(task.options, steps={**task.options.steps, "orient": {"angle": angle}})
            pages, given = _prepared_and_read(task, turned, engine, careful=careful)
    return pages, given


def _to_try(pages: Sequence[_Read], options: PageOptions) -> int | None:
    """Index of the page whose words may tell how the image stands; None where that is sure, given or of no use."""
    if "orient" in options.steps or options.steps.get("read", {}).get("off"):
        return None
    written = [index for index, (prepared, _, _) in enumerate(pages) if not prepared.blank]
    doubtful = all(standing.is_doubtful(pages[index][1]) for index in written)
    return written[0] if written and doubtful else None


def _prepared_and_read(
    task: PageTask, options: PageOptions, engine: Recognizer, *, careful: bool
) -> tuple[list[_Read], _Given]:
    start = time.perf_counter()
    raster = _decode(task, careful=careful)
    decoded = round(time.perf_counter() - start, 5)
    given, scan = _Given(raster.dpi, raster.lost), [raster.pixels]
    dpi = options.dpi or given.dpi

    def upright(image: Image) -> int:
        return engine.upright(image, round(dpi) or 300, sure=standing.SURE_OF_LINES)

    # Handed over for good: the scan of a large page in colour is 60 MB that are free while it is read.  The rare
    # second reading decodes again.
    del raster
    prepared = prepare(scan.pop(), dpi, options.steps, upright)
    read = [(one, *_timed_read(one, options, engine)) for one in prepared]
    return [(one, page, {"decode": decoded, **one.seconds, **seconds}) for one, page, seconds in read], given


def _timed_read(prepared: Prepared, options: PageOptions, engine: Recognizer) -> tuple[Page, dict[str, float]]:
    start, cpu = time.perf_counter(), time.process_time()
    height, width = prepared.clean.shape
    given = options.steps.get("read", {})
    if prepared.blank or given.get("off"):
        return Page(width=width, height=height, dpi=round(prepared.dpi)), {"read": 0.0, READ_CPU: 0.0}
    page = engine.read(reading_image(prepared), round(prepared.dpi), _hints(options))
    spent = {"read": round(time.perf_counter() - start, 5), READ_CPU: round(time.process_time() - cpu, 5)}
    return page, spent


def _hints(options: PageOptions) -> Hints:
    return Hints(language=str(options.steps.get("read", {}).get("language") or options.language))


def reading_image(prepared: Prepared) -> Image:
    """Half the page as it looks, half cleaned.

    Cleaning takes the other side's print away but thins worn letters; error of letters in % (hard rendered pages,
    then books of the 18th century): cleaned 0.31 / 27.6, as it looks 0.21 / 34.5, half and half 0.21 / 28.3.
    """
    half = to_grey(prepared.image)
    mixed = None if half is prepared.image else half
    read = np.asarray(cv2.addWeighted(half, 0.5, prepared.clean, 0.5, 0, dst=mixed), np.uint8)
    for left, top, right, bottom in (*prepared.mended, *prepared.stamps):
        read[top:bottom, left:right] = prepared.clean[top:bottom, left:right]
    return read


def _finish(task: PageTask, prepared: Prepared, page: Page, given: _Given, seconds: Mapping[str, float]) -> PageResult:
    """Judge, write the files of one part, the result last: where it stands, the part is complete."""
    folder = task.out_dir / str(prepared.part)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULT).unlink(missing_ok=True)
    pictures = (
        prepared.toned or bool(prepared.pictures) or any(region.kind is RegionKind.PICTURE for region in page.regions)
    )
    start = time.perf_counter()
    background = _write_files(prepared, folder, pictures=pictures)
    written = round(time.perf_counter() - start, 5)
    start = time.perf_counter()
    opinion = judge(prepared, page, given.dpi, task.options, given.lost)
    name = str(prepared.part)
    result = PageResult(
        part=prepared.part,
        page=replace(page, extra={**page.extra, "fingerprint": picture_hash(prepared.mask)}),
        recipe=_recipe(prepared, task.options),
        access=f"{name}/access.tif",
        mask=f"{name}/mask.tif",
        background=f"{name}/background.jpg" if background else None,
        thumb=f"{name}/thumb.jpg",
        pictures=pictures,
        blank=prepared.blank,
        verdict=opinion.verdict,
        flags=opinion.flags,
        measurements=opinion.measurements,
        seconds={**seconds, "write": written, "judge": round(time.perf_counter() - start, 5)},
    )
    write_result(result, folder / RESULT)
    return result


def _recipe(prepared: Prepared, options: PageOptions) -> dict[str, dict[str, Any]]:
    recipe = {name: dict(values) for name, values in prepared.recipe.items()}
    read = dict(options.steps.get("read", {}))
    if options.language:
        read.setdefault("language", options.language)
    return {**recipe, "read": read} if read else recipe


def _write_files(prepared: Prepared, folder: Path, *, pictures: bool) -> bool:
    dpi = prepared.dpi
    derivatives.write_access(prepared.image, folder / "access.tif", dpi)
    ink = derivatives.black_ink(prepared.mask, prepared.mended, prepared.coloured)
    derivatives.write_mask(ink, folder / "mask.tif", dpi)
    derivatives.write_thumb(prepared.image, folder / "thumb.jpg")
    background = folder / "background.jpg"
    written = derivatives.write_background(prepared.image, ink, background, dpi, pictures or ink is not prepared.mask)
    if not written:
        background.unlink(missing_ok=True)
    return written


def write_result(result: PageResult, path: Path) -> None:
    """Write ``result.json`` so that a reader sees either the old one or the whole new one."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    part.write_text(json.dumps(result_to_json(result), ensure_ascii=False), encoding="utf-8")
    part.replace(path)
