"""The network of a Debian model with doubles, and with other characters."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont
from training.network import Layer

from javon.engines.ocr import api, models, traineddata
from javon.engines.ocr.models import ENGLISH, Model, model_file
from training import network, teach

TEXT = "Reading 253,1 lines of print, slowly."


def matrices(layer: Layer) -> list[np.ndarray]:
    return [matrix for _mode, matrix in layer.weights] + [one for part in layer.parts for one in matrices(part)]


@pytest.fixture(scope="module")
def english() -> network.Recognizer:
    return network.read(traineddata.read_part(model_file(ENGLISH), traineddata.LSTM))


def drawn(text: str) -> np.ndarray:
    font = ImageFont.truetype("/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf", 32)
    image = Image.new("L", (round(font.getlength(text)) + 40, 60), 255)
    ImageDraw.Draw(image).text((20, 10), text, font=font, fill=0)
    return cv2.GaussianBlur(np.asarray(image), (0, 0), 0.7)


def test_what_is_written_is_read_again(english: network.Recognizer) -> None:
    again = network.read(network.write(english))
    assert again.spec == english.spec
    assert again.null == english.null
    assert len(matrices(again.top)) == len(matrices(english.top)) > 10
    for one, two in zip(matrices(again.top), matrices(english.top), strict=True):
        np.testing.assert_array_equal(one, two)


@pytest.mark.skipif(not shutil.which("combine_tessdata"), reason="the tools of Tesseract are not installed")
def test_doubles_answer_as_whole_numbers_do(
    english: network.Recognizer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model, part = tmp_path / "doubles.traineddata", tmp_path / "doubles.lstm"
    shutil.copy(model_file(ENGLISH), model)
    part.write_bytes(network.write(english))
    subprocess.run(["combine_tessdata", "-o", str(model), str(part)], check=True, capture_output=True)
    monkeypatch.setattr(models, "TAUGHT", tmp_path)
    doubles = api.read_line(Model("doubles", "", "Latn"), drawn(TEXT), 300)
    assert doubles.text == api.read_line(ENGLISH, drawn(TEXT), 300).text == TEXT


def test_other_characters_take_the_rows_of_their_own_or_of_those_alike(english: network.Recognizer) -> None:
    old = teach.file_codes(model_file(ENGLISH))
    new = {" ": (0,), "a": (1,), "ş": (2,), "§": (3,)}
    changed = network.with_characters(english, old, new | {"": (4,)}, {"ş": "s"})
    before, after = matrices(english.top)[-1], matrices(changed.top)[-1]
    assert after.shape == (5, before.shape[1])
    np.testing.assert_array_equal(after[1], before[old["a"][0]])
    np.testing.assert_array_equal(after[2][:-1], before[old["s"][0]][:-1])
    assert after[2][-1] == pytest.approx(before[old["s"][0]][-1] - network.SHY)
    np.testing.assert_array_equal(after[4], before[english.null])
    lost = before.size - after.size
    assert english.top.count - changed.top.count == lost
    assert changed.top.outputs == 5
