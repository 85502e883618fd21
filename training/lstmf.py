"""Line images with their texts in the file format of `lstmtraining`.

`tesseract … lstm.train` makes the same from a TIFF and a file of boxes, but normalizes the text on its way and needs
minutes for thousands of lines.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Sample:
    """A grey image of one line, ``(height, width)`` uint8, and what stands in it."""

    image: Pixels
    text: str


def pack(samples: Sequence[Sample], name: str) -> bytes:
    """The samples as the content of one ``.lstmf`` file."""
    return struct.pack("<I", len(samples)) + b"".join(_page(each, name, page) for page, each in enumerate(samples))


def _page(sample: Sample, name: str, page: int) -> bytes:
    height, width = sample.image.shape
    picture = cv2.imencode(".png", sample.image)[1].tobytes()
    text = _bytes(sample.text.encode("utf-8"))
    box = struct.pack("<I4h", 1, 0, 0, width, height)
    head = b"\x01" + _bytes(name.encode("utf-8")) + struct.pack("<i", page) + _bytes(picture)
    language = _bytes(b"")
    return head + language + text + box + struct.pack("<I", 1) + text + b"\x00"


def _bytes(content: bytes) -> bytes:
    return struct.pack("<I", len(content)) + content
