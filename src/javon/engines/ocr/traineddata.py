"""The model files of Tesseract: parts by number, and the characters of a model's last layer.

A file starts with the number of parts (int32) and where each starts (int64, -1 for a part that is not there); a part
goes to the start of the next that is there.
"""

from __future__ import annotations

import struct
from pathlib import Path

#: Numbers of the parts that a model of lines has.
LSTM, UNICHARSET, RECODER = 17, 21, 22
#: No file has more kinds of parts than this; a larger number means another byte order or no model at all.
MOST_PARTS = 64

#: Entries of every set of characters that are no text: two letters run together, and a broken one.
_NO_TEXT = {"Joined", "|Broken|0|1"}


class BadModelError(ValueError):
    """The file is no model of Tesseract."""


def read_part(path: Path, part: int) -> bytes:
    """One part of a model file; empty where the model lacks it.

    Raises:
        BadModelError: the file is no model, or is cut off.
    """
    with path.open("rb") as file:
        head = file.read(4)
        count = struct.unpack("<i", head)[0] if len(head) == 4 else -1
        table = file.read(8 * count) if 0 < count <= MOST_PARTS else b""
        if len(table) != 8 * count or not table:
            raise BadModelError(f"{path} is no model of Tesseract")
        starts = struct.unpack(f"<{count}q", table)
        if part >= count or starts[part] < 0:
            return b""
        end = min((start for start in starts if start > starts[part]), default=path.stat().st_size)
        file.seek(starts[part])
        content = file.read(end - starts[part])
    if len(content) != end - starts[part]:
        raise BadModelError(f"{path} is cut off")
    return content


def characters(unicharset: bytes) -> list[str]:
    """The entries of a set of characters, in the order of the file; the space stands as " ".

    Entries that are no text are left in their places as "".
    """
    lines = unicharset.decode("utf-8").split("\n")
    count = int(lines[0])
    names = [line.split(" ", 1)[0] for line in lines[1 : count + 1]]
    return ["" if name in _NO_TEXT else " " if name == "NULL" else name for name in names]
