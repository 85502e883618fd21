"""What is special about JPEG 2000: the end mark, and samples deeper than eight bits, which Pillow turns over.

Pillow rounds 9- to 16-bit samples of a picture in colour to eight bits and lets the whitest overflow to black
(65,535 + 128 gives 256, kept in eight bits: 0).  OpenCV reads the same files whole.
"""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from javon.engines.imaging.intake.model import Pixels

_SIZ, _DEPTH_AT = b"\xff\x51", 40  # ISO 15444-1, A.5.1: Ssiz of the first component stands 40 bytes behind the marker
_EOC = b"\xff\xd9"
_HEAD, _TAIL = 65_536, 65_536
_MANY = 2


def ends(path: Path) -> bool:
    """Whether the end mark stands near the end of the file."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return _EOC in file.read()


def bits_of(data: bytes) -> int:
    """Bits of a sample of the first component; 8 where the head does not tell."""
    at = data.find(_SIZ, 0, _HEAD)
    return (data[at + _DEPTH_AT] & 0x7F) + 1 if 0 <= at < len(data) - _DEPTH_AT else 8


def samples(data: bytes, image: Image.Image) -> Pixels | None:
    """The samples of a picture in colour deeper than eight bits, as RGB of eight; None = Pillow reads it rightly.

    Raises:
        OSError: the data cannot be decoded.
    """
    bits = bits_of(data)
    if bits <= 8 or image.mode not in ("RGB", "RGBA"):
        return None
    deep = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_UNCHANGED)
    if deep is None or deep.ndim <= _MANY or deep.shape[:2] != (image.height, image.width):
        raise OSError("broken data stream")
    shift = bits - 8 if deep.dtype == np.uint16 else 0
    shallow = np.right_shift(deep, shift).astype(np.uint8) if shift else deep.astype(np.uint8)
    code = cv2.COLOR_BGRA2RGBA if image.mode == "RGBA" else cv2.COLOR_BGR2RGB
    return np.asarray(cv2.cvtColor(shallow, code), np.uint8)
