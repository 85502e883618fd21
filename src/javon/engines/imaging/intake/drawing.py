"""A PDF page drawn by PDFium as a reader sees it: with what is filled into forms and with the notes on it.

Runs in a limited child process.  PDFium is built without an interpreter of JavaScript: no program in a file is run.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from javon.engines.imaging.intake.appearance import Words
from javon.engines.imaging.intake.colour import as_grey_if_colourless
from javon.engines.imaging.intake.model import Pixels

#: Has every letter of both Uzbek scripts.
_FONT = Path("/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf")
_SHY = 1 - 1e-7


def drawn_pixels(length: float) -> int:
    """Pixels of a drawn side: the renderer rounds up, after ``_SHY`` took off what is only inexact."""
    return max(1, math.ceil(length * _SHY))


def draw(source: bytes | Path, page: int, password: str, dpi: float, words: Sequence[Words] = ()) -> Pixels:
    """The page as grey or RGB pixels, ``dpi`` to the inch of 72 points; ``words`` are written on it.

    Raises:
        pypdfium2.PdfiumError: it cannot be read.
    """
    document = pypdfium2.PdfDocument(source, password=password or None)
    document.init_forms()  # before the first page: pages opened earlier show no fields
    opened = document[page]
    if words:
        _write(document, opened, words)
    bitmap = opened.render(scale=dpi / 72 * _SHY, may_draw_forms=True, rev_byteorder=True)
    pixels = np.array(bitmap.to_numpy()[..., :3])
    bitmap.close()
    if pixels.min() == pixels.max() and not all(_is_readable(one) for one in opened.get_objects(max_depth=3)):
        raise pypdfium2.PdfiumError("the picture of a page cannot be read")
    opened.close()
    document.close()
    return as_grey_if_colourless(pixels)


def _is_readable(one: pypdfium2.PdfObject) -> bool:
    """False of a picture that PDFium cannot decode; it leaves such a one out and says nothing."""
    if not isinstance(one, pypdfium2.PdfImage):
        return True
    try:
        one.get_bitmap().close()
    except pypdfium2.PdfiumError:
        return False
    return True


def _write(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, words: Sequence[Words]) -> None:
    """Set the values of fields on the page, each in the middle of its box, or from its top where it has lines."""
    data = _FONT.read_bytes()
    buffer = (ctypes.c_uint8 * len(data)).from_buffer_copy(data)
    font = raw.FPDFText_LoadFont(document, buffer, len(data), raw.FPDF_FONT_TRUETYPE, 1)
    for one in words:
        left, bottom, _, top = one.box
        step = 1.2 * one.size
        first = (top + bottom) / 2 - 0.35 * one.size if len(one.lines) == 1 else top - step
        for number, line in enumerate(one.lines):
            text = raw.FPDFPageObj_CreateTextObj(document, font, one.size)
            signs = ctypes.create_string_buffer(line.encode("utf-16-le") + b"\0\0")
            raw.FPDFText_SetText(text, ctypes.cast(signs, ctypes.POINTER(ctypes.c_ushort)))
            raw.FPDFPageObj_SetFillColor(text, *one.colour, 255)
            raw.FPDFPageObj_Transform(text, 1, 0, 0, 1, left + 2, first - number * step)
            raw.FPDFPage_InsertObject(page, text)
