"""The way to the model: pieces of lines settle script and language; worn and black letter is text all the same."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from javon.engines.ocr import api
from javon.engines.ocr.recognizer import Hints, Pixels
from javon.engines.ocr.routing import by_text, route, wordlike


@pytest.mark.parametrize(
    ("text", "is_text"),
    [
        ("Sehreibers in Merturs Bud_ duechaeblictt Gat.\ntwice exft ben Geretteten, nicht-fande: Heumonat", True),
        ("матуру тонводитъ въ совеюшенной\nосновя телъно же сисшіеся употребления", True),
        ("a) AS Sof de glee Y a\npe vets stall Gd Ail yl SS Lalo] cual\nBye oc Glee ool Alyy 3 by Hat ol", False),
        ("2) А5 «221 ае ДЫ У у,\n8ле аЙ са Ы] он А0 д о) 2р 9\nдр 20 зк! Цай сдӣ у", False),
        ("", False),
    ],
)
def test_shape_of_words(text, is_text):
    assert wordlike(text) is is_text


def test_unsure_reading_is_known_by_its_words():
    assert by_text("матуру тонводитъ въ совеюшенной", "Cyrl", 0.33).known
    assert not by_text("8ле аЙ са Ы] он А0 д о) 2р 9", "Cyrl", 0.33).known


def _piece(text: str) -> Pixels:
    """A line of clear print with a margin."""
    font = ImageFont.truetype("DejaVuSerif.ttf", 34)
    image = Image.new("L", (round(font.getlength(text)) + 40, 76), 255)
    ImageDraw.Draw(image).text((20, 16), text, fill=0, font=font)
    return np.asarray(image)


RUSSIAN = (
    "погода на берегу была холодной",
    "которые жили в этом городе",
    "и долго смотрели на воду",
    "потому что не знали пути",
    "и ничего больше не было",
)


def test_pieces_of_another_script_do_not_mislead():
    """A line or two in Latin, at the head or in the middle, leave a Russian page Russian."""
    pieces = [_piece(text) for text in RUSSIAN]
    pieces[0], pieces[2] = _piece("Printed in the Netherlands"), _piece("Journal of Applied Physics")
    found = route(pieces, 300, Hints())
    assert (found.language, found.script, found.known) == ("ru", "Cyrl", True)


def test_one_model_reads_on_when_the_script_is_settled(monkeypatch):
    """Clear pieces cost no more readings than it takes to be sure; the language asked for costs none."""
    read: list[str] = []

    def counted(model, piece, dpi, real=api.read_line):
        read.append(model.name)
        return real(model, piece, dpi)

    monkeypatch.setattr(api, "read_line", counted)
    found = route([_piece(text) for text in RUSSIAN], 300, Hints())
    assert (found.language, found.known) == ("ru", True)
    assert read.count("eng") == 2
    read.clear()
    assert route([_piece(text) for text in RUSSIAN], 300, Hints(language="en")).model.name == "eng"
    assert not read


def test_nothing_to_read_is_not_known():
    assert not route([], 300, Hints()).known
