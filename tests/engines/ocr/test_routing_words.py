"""Worn and black letter is text, however badly it reads; a script that no model knows is not."""

from __future__ import annotations

import pytest

from javon.engines.ocr.routing import by_text, wordlike


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
