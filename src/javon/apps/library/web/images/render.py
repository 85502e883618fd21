"""Makes the picture that a job asks for: a stored tile as it is where one fits, else by libvips."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pyvips

from javon.apps.library.web.images.parameters import Job
from javon.apps.library.web.images.pyramid import Level, Pyramid

QUALITY = 82
#: Pixels of a picture that is made in a moment (some 20 ms): the cover, a tile, a page in a window.
SMALL_AREA = 3_000_000
_SAVERS: dict[str, tuple[str, dict[str, Any]]] = {
    "jpg": (".jpg", {"Q": QUALITY, "optimize_coding": False}),
    "png": (".png", {"compression": 3}),
    "webp": (".webp", {"Q": QUALITY, "effort": 2}),
}


def stored_tile(pyramid: Pyramid, job: Job) -> tuple[Level, int, int] | None:
    """Level, column and row of the stored tile that is exactly what the job asks for, or None.

    Tiles at the right and bottom edge are filled up to the full tile in the file, so they never fit.
    """
    if not job.is_plain:
        return None
    for level in pyramid.levels:
        factor = 1 << level.page
        wide, high = level.tile_width * factor, level.tile_height * factor
        if (job.width, job.height) != (wide, high) or (job.out_width, job.out_height) != (
            level.tile_width,
            level.tile_height,
        ):
            continue
        if job.left % wide or job.top % high:
            return None
        column, row = job.left // wide, job.top // high
        inside = (column + 1) * level.tile_width <= level.width and (row + 1) * level.tile_height <= level.height
        return (level, column, row) if inside else None
    return None


def is_small(sizes: tuple[tuple[int, int], ...], job: Job) -> bool:
    """Whether the job is done in a moment: few pixels are read and few are written."""
    share = sizes[_page_for(sizes, job)][0] / sizes[0][0]
    return max(job.width * job.height * share * share, job.out_width * job.out_height) <= SMALL_AREA


def render(path: Path, sizes: tuple[tuple[int, int], ...], job: Job, handle: int) -> None:
    """Cut, scale, mirror, turn, colour and encode into the open file ``handle``.

    ``sizes`` are the levels of the file, the full size first.  Only strips of the picture are in memory at a time.

    Raises:
        pyvips.Error: the file is damaged, or no room for what is made.
    """
    page = _page_for(sizes, job)
    image = pyvips.Image.new_from_file(str(path), page=page, access="random")
    image = _scaled(_cut(image, sizes[0], job), job)
    if job.mirror:
        image = image.fliphor()
    if job.angle:
        image = image.rot(f"d{job.angle}")
    suffix, options = _SAVERS[job.format]
    target = pyvips.Target.new_to_descriptor(handle)
    _coloured(image, job.quality).write_to_target(target, suffix, keep="none", **options)


def _page_for(sizes: tuple[tuple[int, int], ...], job: Job) -> int:
    """The smallest level that still has at least the pixels asked for."""
    for page in range(len(sizes) - 1, 0, -1):
        share = sizes[page][0] / sizes[0][0]
        if job.width * share >= job.out_width - 1 and job.height * share >= job.out_height - 1:
            return page
    return 0


def _cut(image: Any, full: tuple[int, int], job: Job) -> Any:
    across, down = image.width / full[0], image.height / full[1]
    left, top = min(round(job.left * across), image.width - 1), min(round(job.top * down), image.height - 1)
    width = max(1, min(round(job.width * across), image.width - left))
    height = max(1, min(round(job.height * down), image.height - top))
    if (width, height) == (image.width, image.height):
        return image
    return image.crop(left, top, width, height)


def _scaled(image: Any, job: Job) -> Any:
    if (image.width, image.height) == (job.out_width, job.out_height):
        return image
    return image.thumbnail_image(job.out_width, height=job.out_height, size="force")


def _coloured(image: Any, quality: str) -> Any:
    if image.hasalpha():
        image = image.flatten(background=255)
    if quality == "gray":
        return image.colourspace("b-w")
    if quality == "bitonal":
        return (image.colourspace("b-w") > 128).cast("uchar")
    return image
