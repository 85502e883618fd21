"""The directories (pages) of a TIFF file, read without decoding a pixel: classic and BigTIFF, TIFF 6.0 section 2."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import numpy as np

from javon.engines.imaging.intake.errors import BadFile, Code, WarningCode
from javon.engines.imaging.intake.model import Frame, Limits, Notice

WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC = 256, 257, 258, 259, 262
STRIP_OFFSETS, ORIENTATION, SAMPLES, ROWS_PER_STRIP, STRIP_SIZES = 273, 274, 277, 278, 279
X_RESOLUTION, Y_RESOLUTION, UNIT, TILE_OFFSETS, TILE_SIZES = 282, 283, 296, 324, 325
SUBFILE, SAMPLE_FORMAT, ICC = 254, 339, 34675
_WANTED = frozenset(
    {WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, ORIENTATION, SAMPLES, ROWS_PER_STRIP, X_RESOLUTION, Y_RESOLUTION}
    | {UNIT, STRIP_OFFSETS, STRIP_SIZES, TILE_OFFSETS, TILE_SIZES, SUBFILE, SAMPLE_FORMAT}
)
#: What decoding asks of a page, and how a page is told from a smaller copy: no arrays of strips.
_ASKED = frozenset({SUBFILE, BITS, PHOTOMETRIC, SAMPLES, ORIENTATION})
_TYPES = {1: "B", 3: "H", 4: "I", 5: "II", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 18: "Q"}
#: Longest array of strips that is believed: a page of one row a strip, many times over.
_MAX_VALUES = 4_000_000
_CENTIMETRES, _FLOATING = 3, 3
#: Bits a sample of the deepest scans.
_DEEPEST = 16


@dataclass(slots=True)
class Directory:
    """One image file directory: where it lies, and the tags that matter here as tuples of numbers."""

    offset: int
    #: Its place in the chain, from 0, smaller copies counted.
    number: int = 0
    tags: dict[int, tuple[int, ...]] = field(default_factory=dict)
    has_icc: bool = False

    def one(self, tag: int, default: int = 0) -> int:
        """The first value of ``tag``."""
        values = self.tags.get(tag)
        return values[0] if values else default

    @property
    def is_reduced(self) -> bool:
        """A thumbnail, a pyramid level or a mask: bits 0 and 2 of NewSubfileType."""
        return bool(self.one(SUBFILE) & 0b101)

    @property
    def orientation(self) -> int:
        """The EXIF orientation 1-8."""
        stated = self.one(ORIENTATION, 1)
        return stated if 1 <= stated <= 8 else 1

    @property
    def mode(self) -> str:
        """The stored form in the words of ``Frame.mode``."""
        bits, samples = self.one(BITS, 1), self.one(SAMPLES, 1)
        photometric = self.one(PHOTOMETRIC)
        name = {2: "RGB", 3: "P", 5: "CMYK", 6: "YCbCr", 8: "LAB", 9: "LAB", 10: "LAB"}.get(photometric, "L")
        if name == "L" and bits == samples == 1:
            return "1"
        extra = {("L", 2): "LA", ("RGB", 4): "RGBA"}.get((name, samples), name)
        return extra if bits <= 8 else f"{extra}{bits}"

    def resolution(self, tag: int) -> float:
        """Pixels per inch; 0 where the file does not say or means only a ratio."""
        over, under = (*self.tags.get(tag, ()), 0, 0)[:2]
        unit = self.one(UNIT, 2)
        if not under or unit not in (2, _CENTIMETRES):
            return 0.0
        return over / under * (2.54 if unit == _CENTIMETRES else 1.0)


class _Layout:
    """Byte order and widths of a file."""

    def __init__(self, head: bytes) -> None:
        self.order = "<" if head[:2] == b"II" else ">"
        self.big = struct.unpack(self.order + "H", head[2:4])[0] == 43
        self.count = struct.Struct(self.order + ("Q" if self.big else "H"))
        self.entry = struct.Struct(self.order + ("HHQ8s" if self.big else "HHI4s"))
        self.pointer = struct.Struct(self.order + ("Q" if self.big else "I"))
        self.first_at = 8 if self.big else 4


def directories(file: BinaryIO, path: Path, wanted: frozenset[int] = _WANTED) -> Iterator[Directory]:
    """Walk the chain of directories; stops where the chain ends, leads out of the file or runs in a circle.

    ``wanted``: the tags whose values are read.

    Raises:
        BadFile: the first directory cannot be read at all.
    """
    layout = _Layout(file.read(4))
    file.seek(layout.first_at)
    offset = _unpack(layout.pointer, file.read(layout.pointer.size))
    seen: set[int] = set()
    while offset and offset not in seen:
        seen.add(offset)
        try:
            directory, following = _read_directory(file, layout, offset, wanted)
        except (struct.error, OSError, OverflowError) as error:
            raise BadFile(Code.TRUNCATED, path, f"page {len(seen)}: its directory lies beyond the end") from error
        directory.number = len(seen) - 1
        yield directory
        offset = following


def _unpack(layout: struct.Struct, data: bytes) -> int:
    return int(layout.unpack(data)[0]) if len(data) == layout.size else 0


def _read_directory(file: BinaryIO, layout: _Layout, offset: int, wanted: frozenset[int]) -> tuple[Directory, int]:
    file.seek(offset)
    head = file.read(512)  # most directories whole, in one read
    (count,) = layout.count.unpack_from(head)
    size = layout.count.size + count * layout.entry.size + layout.pointer.size
    if size > len(head):
        if count > 4096:
            raise struct.error("no directory has so many entries")
        head += file.read(size - len(head))
    directory = Directory(offset)
    for number in range(count):
        tag, kind, length, value = layout.entry.unpack_from(head, layout.count.size + number * layout.entry.size)
        if tag == ICC:
            directory.has_icc = True
        if tag in wanted and kind in _TYPES and 0 < length <= _MAX_VALUES:
            directory.tags[tag] = _values(file, layout, kind, length, value)
    at = layout.count.size + count * layout.entry.size
    # Some writers leave out the last pointer at the very end of the file.
    return directory, _unpack(layout.pointer, head[at : at + layout.pointer.size])


def _values(file: BinaryIO, layout: _Layout, kind: int, length: int, value: bytes) -> tuple[int, ...]:
    code = _TYPES[kind]
    item = struct.calcsize("<" + code)
    if item * length > len(value):
        file.seek(layout.pointer.unpack(value)[0])
        value = file.read(item * length)
        length = len(value) // item
    if len(code) == 1 and length > 64:
        return tuple(np.frombuffer(value, dtype=f"{layout.order}u{item}", count=length).tolist())
    return struct.unpack_from(layout.order + code * length, value)


def frames_of(path: Path, limits: Limits) -> tuple[tuple[Frame, ...], bool, tuple[Notice, ...]]:
    """The pages of a TIFF file, whether any has an ICC profile, and warnings.

    Raises:
        BadFile: too many pages, no pages, or a page whose data lie beyond the end of the file.
    """
    frames: list[Frame] = []
    reduced, floating, deep, icc = 0, 0, 0, False
    with path.open("rb") as file:
        size = path.stat().st_size
        for directory in directories(file, path):
            if len(frames) >= limits.max_frames:
                raise BadFile(Code.TOO_MANY_PAGES, path, f"more than {limits.max_frames:,}")
            if directory.is_reduced and frames:
                reduced += 1
                continue
            frames.append(_frame(directory, len(frames)))
            icc = icc or directory.has_icc
            floating += directory.one(SAMPLE_FORMAT, 1) == _FLOATING
            deep += directory.one(BITS, 1) > _DEEPEST
            _check_complete(directory, path, size, frames[-1])
    if not frames:
        raise BadFile(Code.NO_PAGES, path)
    if floating == len(frames):  # of several pages the others are taken
        raise BadFile(Code.UNSUPPORTED_IMAGE, path, "32-bit floating point")
    if deep == len(frames):
        # Which of four thousand million levels is white, no file says: such a page came out black.
        raise BadFile(Code.UNSUPPORTED_IMAGE, path, "32-bit integer")
    notices = (Notice(WarningCode.SMALLER_COPIES, str(path), str(reduced)),) if reduced else ()
    return tuple(frames), icc, notices


def _frame(directory: Directory, index: int) -> Frame:
    return Frame(
        index=index,
        width=directory.one(WIDTH),
        height=directory.one(HEIGHT),
        dpi=directory.resolution(X_RESOLUTION),
        mode=directory.mode,
        orientation=directory.orientation,
    )


def _check_complete(directory: Directory, path: Path, size: int, frame: Frame) -> None:
    offsets = directory.tags.get(TILE_OFFSETS) or directory.tags.get(STRIP_OFFSETS) or ()
    sizes = directory.tags.get(TILE_SIZES) or directory.tags.get(STRIP_SIZES) or ()
    if not offsets or len(offsets) != len(sizes) or directory.one(COMPRESSION) == 6:
        return  # old-style JPEG keeps its data elsewhere and lies about sizes
    whole = sum(1 for at, length in zip(offsets, sizes, strict=True) if at + length <= size)
    if whole == len(offsets):
        return
    if directory.tags.get(TILE_OFFSETS):
        rows = frame.height * whole // len(offsets)
    else:
        per_strip = min(directory.one(ROWS_PER_STRIP, frame.height), frame.height)
        rows = min(whole * per_strip, frame.height)
    raise BadFile(
        Code.TRUNCATED,
        path,
        f"page {frame.index + 1}: {rows} of {frame.height} rows are there",
        readable_rows=rows,
        rows=frame.height,
    )


def directory_of(path: Path, frame: int) -> Directory:
    """The directory of page ``frame``, counted as ``frames_of`` counts; only with what decoding asks of it.

    Raises:
        BadFile: there is no such page.
    """
    number = 0
    with path.open("rb") as file:
        for directory in directories(file, path, _ASKED):
            if directory.is_reduced and number:
                continue
            if number == frame:
                return directory
            number += 1
    raise BadFile(Code.NO_SUCH_PAGE, path, str(frame + 1))


class AtDirectory(io.RawIOBase):
    """A TIFF file as if page ``offset`` were its first: a reader need not walk the chain to a far page."""

    def __init__(self, path: Path, offset: int) -> None:
        self._file = path.open("rb", buffering=0)
        head = self._file.read(16)
        layout = _Layout(head)
        at = layout.first_at
        self._head = (head[:at] + layout.pointer.pack(offset) + head[at + layout.pointer.size :])[
            : at + layout.pointer.size
        ]
        self._file.seek(0)

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._file.fileno()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # RawIOBase allows any buffer
        at = self._file.tell()
        count = self._file.readinto(buffer) or 0
        patch = self._head[at : at + count]
        buffer[: len(patch)] = patch
        return count

    def close(self) -> None:
        self._file.close()
        super().close()
