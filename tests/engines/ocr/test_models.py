"""Where models lie and what they can write."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from javon.engines.ocr import models, traineddata
from javon.engines.ocr.models import CYRILLIC, DEBIAN_UZBEK, ENGLISH, RUSSIAN, UZBEK_LATIN, Model, can_write, model_file
from javon.engines.ocr.recognizer import NoModelError


def test_what_a_model_can_write_is_read_from_its_file() -> None:
    assert {"§", "+", "=", "%", "‘", "’", " "} <= can_write(ENGLISH)
    assert {"ў", "қ", "ғ", "ҳ", "№", "ъ"} <= can_write(CYRILLIC)
    assert "ў" not in can_write(RUSSIAN)


def test_the_uzbek_model_of_debian_lacks_the_signs_that_it_is_known_to_lack() -> None:
    assert not can_write(DEBIAN_UZBEK) & set("§№+=[]‘’…–%")
    assert {"ʻ", "a"} <= can_write(DEBIAN_UZBEK)
    assert set("ʻ§№+=[]–…%şŞçöğ°²³") <= can_write(UZBEK_LATIN)


def test_entries_that_are_no_text_are_not_written() -> None:
    assert not can_write(ENGLISH) & {"", "NULL", "Joined", "|Broken|0|1"}


def test_the_own_model_is_found_before_that_of_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "eng.traineddata").write_bytes(b"")
    monkeypatch.setattr(models, "TAUGHT", tmp_path)
    assert model_file(ENGLISH) == tmp_path / "eng.traineddata"
    assert model_file(RUSSIAN).parent != tmp_path


def test_a_model_that_is_not_there_says_what_to_install() -> None:
    with pytest.raises(NoModelError, match="apt-get install tesseract-ocr-xxx"):
        can_write(Model("xxx", "tesseract-ocr-xxx", "Latn"))


@pytest.mark.parametrize("content", [b"", b"\x01", struct.pack("<i", 5000), struct.pack("<iq", 1, 12)[:9]])
def test_a_file_that_is_no_model_is_refused(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "bad.traineddata"
    file.write_bytes(content)
    with pytest.raises(traineddata.BadModelError):
        traineddata.read_part(file, traineddata.UNICHARSET)


def test_a_part_goes_to_the_next_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "small.traineddata"
    file.write_bytes(struct.pack("<i4q", 4, 36, -1, 39, -1) + b"oneTWO!")
    assert [traineddata.read_part(file, part) for part in range(5)] == [b"one", b"", b"TWO!", b"", b""]
