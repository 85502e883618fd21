"""The card of a model: from what, with what and how it was made, and what it reads."""

from __future__ import annotations

import json
import platform
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training import faces
from training.recipes import Recipe
from training.sources import SOURCES
from training.teach import tool

LICENCE = "Apache-2.0"
NOTICE = (
    "Taught from Debian's model of Tesseract (tessdata_fast, Apache-2.0, the Tesseract authors); changed: the "
    "weights and the set of characters.  Without dictionaries."
)


def card(recipe: Recipe, *, seed: int, date: str, figures: Mapping[str, Any]) -> dict[str, Any]:
    """What is written beside a model; ``figures`` are those of `bench recognizers`."""
    used = {name: SOURCES[name] for name in recipe.sources}
    texts = [
        {"name": source.name, "licence": source.licence, "words": len(words)}
        for source in used.values()
        if (words := source.load())
    ]
    return {
        "name": recipe.name,
        "about": recipe.about,
        "date": date,
        "licence": LICENCE,
        "notice": NOTICE,
        "base": recipe.base,
        "tool": tool("lstmtraining", "--version").split("\n")[0].strip(),
        "python": platform.python_version(),
        "characters": recipe.characters,
        "seed": seed,
        "stages": [
            {"lines": stage.lines, "iterations": stage.iterations, "learning_rate": stage.rate,
             "share_with_signs": stage.rich, "share_with_rare": stage.drill}
            for stage in recipe.stages
        ],
        "real_lines": {"share": recipe.share_real, "count": len(recipe.real())},
        "texts": texts,
        "typefaces": sorted({path.stem for path, _weight in faces.weighted(recipe.faces)}),
        "typefaces_kept_for_tests": list(faces.KEPT_FOR_TESTS),
        "figures": figures,
    }  # fmt: skip


def write_card(file: Path, content: Mapping[str, Any]) -> None:
    """Write a card as JSON that people read, too."""
    file.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
