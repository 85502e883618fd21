"""Pictures for the eyes of a person at quality control, made when first asked for and kept beside the page."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import uuid4

import cv2
import numpy as np
import pyvips

from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.models import Page
from javon.apps.digitization.queries.reasons import failure_words
from javon.engines.imaging import Quad, uncropped
from javon.engines.imaging.intake import BadFile, load_frame
from javon.engines.imaging.orient import apply as turned

#: Longest side of a picture before and after, pixels.
SIDE = 1600
QUALITY = 82


def preview_after(*, page: Page) -> Path | None:
    """The processed page; None where nothing was made yet."""
    source, target = page.path("access.tif"), page.path("after.jpg")
    if not page.folder or not source.exists():
        return None
    if not target.exists():
        image = pyvips.Image.thumbnail(str(source), SIDE, height=SIDE * 2, size="down")
        _write(target, image.jpegsave_buffer(Q=QUALITY, keep="none"))
    return target


def preview_before(*, page: Page) -> Path | None:
    """The untouched scan, turned as the page was turned; None where its master cannot be read.

    Raises:
        DigitizationError: the master is damaged.
    """
    if page.source.stored_id is None:
        return None
    angle = int(page.recipe.get("orient", {}).get("angle", 0))
    folder = page.object.folder / page.key
    target = folder / f"before-{page.source_id}-{page.frame}-{angle}.jpg"
    if not target.exists():
        try:
            pixels = turned(load_frame(page.source.readable_path, page.frame).pixels, {"angle": angle})
        except BadFile as error:
            raise DigitizationError(failure_words(error.code, error.detail, page.source.name)) from error
        _write(target, _jpeg(pixels))
    return target


@dataclass(frozen=True, slots=True)
class Uncropped:
    """``area`` is what the picture shows, ``box`` what is kept today; both in pixels of the page before its crop."""

    area: Quad
    box: Quad


def preview_uncropped(*, page: Page) -> Uncropped | None:
    """Make the picture of the page before its crop, and say what it shows; None where there is no page or no master.

    Raises:
        DigitizationError: the master is damaged.
    """
    if page.source.stored_id is None or not page.folder:
        return None
    note = page.path("uncropped.json")
    if not note.exists():
        try:
            pixels = load_frame(page.source.readable_path, page.frame).pixels
        except BadFile as error:
            raise DigitizationError(failure_words(error.code, error.detail, page.source.name)) from error
        found = uncropped(pixels, page.recipe, SIDE)
        crop = page.recipe.get("crop", {})
        box = None if crop.get("off") else crop.get("box")
        left, top, right, bottom = box or found.area
        shown = Uncropped(found.area, (left, top, right, bottom))
        _write(page.path("uncropped.jpg"), _jpeg(found.image))
        _write(note, json.dumps(asdict(shown)).encode())
    values = json.loads(note.read_bytes())
    return Uncropped(tuple(values["area"]), tuple(values["box"]))


def _jpeg(pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]]) -> bytes:
    factor = SIDE / max(pixels.shape[:2])
    if factor < 1:
        pixels = np.asarray(cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), np.uint8)
    shown = pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2BGR)
    _done, encoded = cv2.imencode(".jpg", shown, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    return encoded.tobytes()


def _write(target: Path, data: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    # Two people may ask for the same picture at once: each writes a file of its own.
    temporary = target.with_name(f"{target.name}.{uuid4().hex}.part")
    temporary.write_bytes(data)
    temporary.replace(target)
