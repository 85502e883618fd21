"""A few iterations from end to end: the file that comes out is a model that reads."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from training.recipes import Stage
from training.texts import Voice

from javon.engines.ocr import api, models
from javon.engines.ocr.models import Model, can_write
from training import card, recipes, teach, texts

VOICE = Voice("uz-Latn", 1.0, (), ("kitob", "oʻquvchi", "bilan", "javon"), (), "Latn", respell=texts.uzbek_latin)
SMALL = replace(
    recipes.LATN,
    name="small",
    voices=lambda: [VOICE],
    faces={"DejaVuSans": 1, "NotoSans-": 1},
    stages=(Stage(lines=20, rich=0.2, drill=0.2, iterations=20, rate=0.0001),),
)


@pytest.mark.skipif(not shutil.which("lstmtraining"), reason="the tools of Tesseract are not installed")
def test_a_few_iterations_give_a_model_that_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    file = teach.teach(SMALL, 1, tmp_path, said.append)
    assert file.stat().st_size < 600_000
    monkeypatch.setattr(models, "TAUGHT", tmp_path)
    model = Model("small", "", "Latn")
    assert can_write(model) == frozenset(SMALL.characters) | {" "}
    sample = next(teach.samples(SMALL, replace(SMALL.stages[0], rich=0.0, drill=0.0), "other"))
    grey = np.pad(sample.image, 12, mode="edge")
    assert api.read_line(model, grey, 300).text
    assert teach.teach(SMALL, 1, tmp_path, said.append) == file  # goes on where it was: nothing is left to do


def test_the_card_names_texts_licences_and_typefaces(tmp_path: Path) -> None:
    small = replace(SMALL, sources=("interface-uz", "hunspell-uz"))
    made = card.card(small, seed=3, date="2026-01-02", figures={"uz-Latn": {"small": {"cer": 0.1}}})
    card.write_card(tmp_path / "small.json", made)
    read = json.loads((tmp_path / "small.json").read_text(encoding="utf-8"))
    assert {text["licence"] for text in read["texts"]} == {"the project's own", "GPL-2.0-or-later"}
    assert read["seed"] == 3
    assert any(name.startswith("DejaVuSans") for name in read["typefaces"])
    assert read["licence"] == "Apache-2.0"
