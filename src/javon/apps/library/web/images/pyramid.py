"""A pyramidal tiled JPEG TIFF read by hand: its levels, and its tiles as they are stored.

A stored tile becomes a JPEG file by putting the level's tables in front of it (TIFF Technical Note 2), which takes no
decoding at all.  What this module cannot read (BigTIFF, other compressions) is left to libvips.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Self

_TYPES = {1: "B", 2: "c", 3: "H", 4: "I"}
_WIDTH, _HEIGHT, _COMPRESSION, _PHOTOMETRIC = 256, 257, 259, 262
_TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _COUNTS, _TABLES = 322, 323, 324, 325, 347
_JPEG, _RGB = 7, 2
#: APP14 "Adobe": says whether the three components are RGB (0) or YCbCr (1), so that no viewer has to guess.
_ADOBE = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00"
#: More levels or tiles than any page has: the file is not ours.
_MOST_LEVELS = 32
_MOST_VALUES = 4_000_000


class NotAPyramidError(ValueError):
    """The file is not a tiled JPEG TIFF that this module reads."""


@dataclass(frozen=True, slots=True)
class Level:
    """One size of the picture.  ``page`` is its number in the file, ``head`` what goes before a stored tile."""

    page: int
    width: int
    height: int
    tile_width: int
    tile_height: int
    offsets: tuple[int, ...]
    counts: tuple[int, ...]
    head: bytes

    @property
    def across(self) -> int:
        return -(-self.width // self.tile_width)

    def tile(self, column: int, row: int) -> tuple[int, int]:
        """Offset and length of a stored tile."""
        number = row * self.across + column
        return self.offsets[number], self.counts[number]


@dataclass(frozen=True, slots=True)
class Pyramid:
    """The levels of a picture, the largest first, and the open file."""

    path: Path
    handle: int
    levels: tuple[Level, ...]

    @classmethod
    def open(cls, path: Path) -> Self:
        """Read the levels of a file.

        Raises:
            OSError: the file cannot be opened.
            NotAPyramidError: it is not a classic TIFF of JPEG tiles.
        """
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            levels = _read_levels(handle)
        except (struct.error, IndexError, KeyError, NotAPyramidError) as error:
            os.close(handle)
            raise NotAPyramidError(f"{path.name}: {error}") from error
        return cls(path, handle, tuple(levels))

    @property
    def width(self) -> int:
        return self.levels[0].width

    @property
    def height(self) -> int:
        return self.levels[0].height

    def close(self) -> None:
        """Give the file back."""
        os.close(self.handle)

    def read_ready(self, level: Level, column: int, row: int) -> bytes | None:
        """A tile as a JPEG file if the system has it in memory; None means: read it in a thread (``read``)."""
        offset, length = level.tile(column, row)
        buffer = bytearray(length)
        try:
            done = os.preadv(self.handle, [buffer], offset, os.RWF_NOWAIT)
        except (BlockingIOError, OSError):
            return None
        return level.head + bytes(memoryview(buffer)[2:]) if done == length else None

    def read(self, level: Level, column: int, row: int) -> bytes:
        """A tile as a JPEG file, waiting for the disk; opens the file anew, so it may run in any thread."""
        offset, length = level.tile(column, row)
        with self.path.open("rb") as file:
            file.seek(offset)
            return level.head + file.read(length)[2:]


def _read_levels(handle: int) -> list[Level]:
    start = os.pread(handle, 8, 0)
    order = {b"II*\0": "<", b"MM\0*": ">"}.get(start[:4])
    if order is None:
        raise NotAPyramidError("not a classic TIFF")
    (offset,) = struct.unpack(order + "I", start[4:])
    levels: list[Level] = []
    while offset and len(levels) < _MOST_LEVELS:
        tags, offset = _read_directory(handle, order, offset)
        levels.append(_level(tags, len(levels)))
    return levels


def _read_directory(handle: int, order: str, offset: int) -> tuple[dict[int, tuple[int, ...] | bytes], int]:
    (number,) = struct.unpack(order + "H", os.pread(handle, 2, offset))
    raw = os.pread(handle, number * 12 + 4, offset + 2)
    tags: dict[int, tuple[int, ...] | bytes] = {}
    for at in range(0, number * 12, 12):
        tag, kind, count = struct.unpack(order + "HHI", raw[at : at + 8])
        if kind in _TYPES or kind == 7:
            tags[tag] = _values(handle, order, kind, count, raw[at + 8 : at + 12])
    (following,) = struct.unpack(order + "I", raw[number * 12 :])
    return tags, following


def _values(handle: int, order: str, kind: int, count: int, inline: bytes) -> tuple[int, ...] | bytes:
    code = _TYPES.get(kind, "B")
    size = struct.calcsize(code) * count
    if count > _MOST_VALUES:
        raise NotAPyramidError("an absurd number of values")
    data = inline[:size] if size <= 4 else os.pread(handle, size, struct.unpack(order + "I", inline)[0])
    return data if kind in (2, 7) else struct.unpack(f"{order}{count}{code}", data)


def _level(tags: dict[int, tuple[int, ...] | bytes], page: int) -> Level:
    def number(tag: int) -> int:
        return int(tags[tag][0])

    if number(_COMPRESSION) != _JPEG or _OFFSETS not in tags:
        raise NotAPyramidError("its tiles are not JPEG")
    tables = bytes(tags.get(_TABLES, b""))
    components = len(tags.get(258, (8,)))
    adobe = _ADOBE + (b"\0" if number(_PHOTOMETRIC) == _RGB else b"\1") if components == 3 else b""
    return Level(
        page=page,
        width=number(_WIDTH),
        height=number(_HEIGHT),
        tile_width=number(_TILE_WIDTH),
        tile_height=number(_TILE_HEIGHT),
        offsets=tuple(tags[_OFFSETS]),
        counts=tuple(tags[_COUNTS]),
        head=b"\xff\xd8" + adobe + tables[2:-2],
    )
