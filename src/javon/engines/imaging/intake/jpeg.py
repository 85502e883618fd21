"""What is special about JPEG: foreign bytes before it, a missing end, and broken data that most decoders pass over."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pyvips
from PIL import Image

from javon.engines.imaging.intake.errors import BadFile, Code
from javon.engines.imaging.intake.model import Pixels

#: A marker inside the data that is not a stuffed zero, a restart or a fill byte (ITU-T T.81, B.1.1).
_MARKER = re.compile(rb"\xff([\x01-\xcf\xd8-\xfe])")
#: Progressive pictures have ten scans, the most elaborate about twenty.
_SCAN, MAX_SCANS = b"\xff\xda", 100
_EOI, _ALONE = 0xD9, (0xD8, 0x01)
#: What libjpeg says of data that it could only guess at; its other warnings change nothing of the picture.
#: A few bytes too many are padding, many are the rest of data that were misread.
_BROKEN = re.compile(r"corrupt jpeg data: (?!\d{1,2} extraneous)|premature end|bad huffman", re.IGNORECASE)


def start(path: Path) -> int:
    """Where the picture begins in a file with foreign bytes before it."""
    with path.open("rb") as file:
        head = file.read(4096)
    found = re.search(rb"\xff\xd8\xff", head)
    return found.start() if found else 0


def check_scans(path: Path) -> None:
    """Refuse a picture of hundreds of scans: each costs a pass over all pixels, and 300 kB can take minutes.

    Raises:
        BadFile: a bomb.
    """
    scans = path.read_bytes().count(_SCAN)
    if scans > MAX_SCANS:
        raise BadFile(Code.BOMB, path, f"{scans:,} scans, at most {MAX_SCANS}")


def ends(path: Path) -> bool:
    """Whether the end mark stands behind the picture's data (thumbnails inside have end marks too)."""
    data = path.read_bytes()
    at = max(data.find(b"\xff\xd8"), 0) + 2
    while (found := _MARKER.search(data, at)) is not None:
        marker = found[1][0]
        if marker == _EOI:
            return True
        at = found.end()
        if marker not in _ALONE:  # a segment with a length: step over it, thumbnails and all
            at += int.from_bytes(data[at : at + 2], "big")
    return False


def samples(path: Path, image: Image.Image, data: bytes | None = None) -> Pixels | None:
    """The stored grey or RGB samples, read by libvips because it tells of broken data; None = Pillow should read it.

    ``data``: the picture itself, where it is only a part of the file.

    Raises:
        BadFile: part of the data is broken: the decoder would fill the place with guesses.
    """
    if image.mode not in ("L", "RGB") or (data is None and start(path)):
        return None
    try:
        if data is None:
            read = pyvips.Image.jpegload(str(path), fail_on="warning", access="sequential")
        else:
            read = pyvips.Image.jpegload_buffer(data, fail_on="warning", access="sequential")
        pixels: Pixels = read.numpy()
    except pyvips.Error as error:
        broken = _BROKEN.search(str(error))
        if broken is None:
            return None
        try:
            image.load()
        except OSError:
            return None  # cut short: Pillow's way tells how many rows there are
        words = str(error)[broken.start() :].splitlines()[0]
        raise BadFile(Code.DAMAGED, path, words) from error
    same = pixels.dtype == np.uint8 and pixels.shape[:2] == (image.height, image.width)
    return pixels if same and pixels.ndim == (2 if image.mode == "L" else 3) else None


def broken_words(data: bytes) -> str:
    """What libjpeg says of data that it could only guess at, or why it could not begin; "" for a whole picture."""
    try:
        pyvips.Image.jpegload_buffer(data, fail_on="warning", access="sequential").numpy()
    except pyvips.Error as error:
        found = _BROKEN.search(str(error))
        if found:
            return str(error)[found.start() :].splitlines()[0]
        try:
            pyvips.Image.jpegload_buffer(data, fail_on="error", access="sequential").numpy()
        except pyvips.Error as worse:
            return str(worse).splitlines()[0] or type(worse).__name__
    return ""
