"""What would come in by half: animations and floating point are refused with a sentence, NULs before a PDF are not."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image

from javon.engines.imaging.intake import BadFile, Code, WarningCode, foreign, inspect

FRAMES = [Image.new("RGB", (300, 400), (shade, 200, 90)) for shade in (10, 120, 240)]


@pytest.mark.parametrize("name", ["a.gif", "a.png", "a.webp"])
def test_an_animation_is_no_page(tmp_path: Path, name: str) -> None:
    FRAMES[0].save(tmp_path / name, save_all=True, append_images=FRAMES[1:], duration=100)
    with pytest.raises(BadFile) as refused:
        inspect(tmp_path / name)
    assert refused.value.code is Code.UNSUPPORTED_IMAGE


@pytest.mark.parametrize("name", ["a.png", "a.webp"])
def test_a_picture_of_one_frame_is_one(tmp_path: Path, name: str) -> None:
    FRAMES[0].save(tmp_path / name)
    assert len(inspect(tmp_path / name).frames) == 1


@pytest.mark.parametrize("samples", [np.float32, np.int32])
def test_samples_whose_white_nobody_knows_are_refused_before_they_are_a_page(tmp_path: Path, samples: type) -> None:
    Image.fromarray(np.linspace(0, 255, 120_000).astype(samples).reshape(400, 300)).save(tmp_path / "a.tif")
    with pytest.raises(BadFile) as refused:
        inspect(tmp_path / "a.tif")
    assert refused.value.code is Code.UNSUPPORTED_IMAGE


def test_nuls_before_a_pdf_are_told_and_it_is_taken(tmp_path: Path) -> None:
    written, pdf = io.BytesIO(), pikepdf.new()
    pdf.add_blank_page()
    pdf.save(written)
    (tmp_path / "a.pdf").write_bytes(b"\0" * 600 + written.getvalue())
    assert [told.code for told in inspect(tmp_path / "a.pdf").warnings] == [WarningCode.JUNK_BEFORE]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.gif", b"GIF89a" + b"\0" * 40, Code.UNSUPPORTED_IMAGE),
        ("a.tif", b"", Code.EMPTY),
        ("a.exe", b"MZ" + b"\0" * 40, Code.UNSUPPORTED),
        ("a.bin", b"\1\2\3", Code.UNSUPPORTED),
        ("notes.txt", b"words", None),
        ("a.zip", b"PK\x03\x04", None),
        ("a.tif", b"II*\0", None),
        ("a.tif", b"broken", None),
    ],
)
def test_what_can_be_no_page_is_told_by_its_first_bytes(
    tmp_path: Path, name: str, data: bytes, code: Code | None
) -> None:
    (tmp_path / "token").write_bytes(data)
    bad = foreign(tmp_path / "token", name)
    assert (bad.code if bad else None) == code
