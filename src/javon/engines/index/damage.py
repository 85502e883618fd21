"""Is an index whole?  Every file of it ends in a checksum; here they are read and compared.

Tantivy compares them never by itself: a file that was cut is refused with an error when it is opened, one that was
altered gives wrong answers or a crash.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: The files of a segment; deletions come in one more that the list of segments names.
SUFFIXES = ("idx", "pos", "term", "store", "fieldnorm", "fast")
#: Footer: JSON with the CRC-32, its length, a magic number.
_TAIL, _MAGIC = struct.Struct("<II"), 1337
_LONGEST_FOOTER = 4096
_CHUNK = 1 << 20
_TRIES = 3


def damage_of(folder: Path) -> str:
    """What is wrong with the index in this folder, in words; "" when every byte is as it was written."""
    for _try in range(_TRIES):
        before = _bytes(folder / "meta.json")
        found = _first_damage(folder, before)
        # Files that a writer has merged away meanwhile are no damage: look again.
        if not found or _bytes(folder / "meta.json") == before:
            return found
    return found


def _first_damage(folder: Path, meta: bytes) -> str:
    try:
        segments = json.loads(meta)["segments"]
        json.loads(_bytes(folder / ".managed.json") or b"[]")
        names = [name for segment in segments for name in _names(segment)]
    except (ValueError, LookupError, TypeError) as error:
        return f"the list of its files cannot be read ({error})"
    return next((f"{name} {wrong}" for name in names if (wrong := _file_damage(folder / name))), "")


def _names(segment: dict[str, Any]) -> Iterator[str]:
    number = str(segment["segment_id"]).replace("-", "")
    yield from (f"{number}.{suffix}" for suffix in SUFFIXES)
    if segment["deletes"]:
        yield f"{number}.{segment['deletes']['opstamp']}.del"


def _file_damage(path: Path) -> str:
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            file.seek(max(0, size - _TAIL.size))
            length, magic = _TAIL.unpack(file.read(_TAIL.size))
            if magic != _MAGIC or length > min(_LONGEST_FOOTER, size - _TAIL.size):
                return "is cut"
            end = size - _TAIL.size - length
            file.seek(end)
            wanted = json.loads(file.read(length))["crc"]
            file.seek(0)
            crc, left = 0, end
            while left > 0 and (chunk := file.read(min(_CHUNK, left))):
                crc, left = zlib.crc32(chunk, crc), left - len(chunk)
    except FileNotFoundError:
        return "is missing"
    except (OSError, ValueError, LookupError, struct.error) as error:
        return f"cannot be read ({error})"
    return "" if crc == wanted else "was altered"


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
