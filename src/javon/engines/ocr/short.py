"""Pages of few words: half-titles, part titles, the last page, a number alone.

They have no lines to cut pieces for a trial from, so the whole page is the trial: it is read with a model of each
script, and the surer reading says which it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from javon.engines.ocr import api, routing
from javon.engines.ocr.models import CYRILLIC, ENGLISH, Model
from javon.engines.ocr.recognizer import Pixels
from javon.engines.ocr.routing import FOREIGN, Route
from javon.engines.page import Region


def read_short(image: Pixels, dpi: int) -> tuple[list[Region], Route]:
    """Read a page that has no lines to try.

    Args:
        image: the page at the size for reading.
        dpi: its resolution.

    Returns:
        Its blocks, and the route that they were read on; its language is ``und`` where no letter was read.
    """
    trials = [(model, api.read_blocks(model, image, dpi)) for model in (CYRILLIC, ENGLISH)]
    model, blocks = max(trials, key=lambda trial: _sureness(trial[1]))
    route = _route(blocks, model)
    if route.model == model:
        return blocks, route
    # Words in capitals that one model of a script reads well may be noise to another.
    again = api.read_blocks(route.model, image, dpi)
    surer = api.confidence_of(again) >= api.confidence_of(blocks) - routing.AS_SURE
    return (again, route) if surer else (blocks, replace(route, model=model))


def _route(blocks: Sequence[Region], model: Model) -> Route:
    text = api.text_of(blocks)
    route = routing.by_text(text, model.script, api.confidence_of(blocks))
    if any(character.isalpha() for character in text):
        return route
    return replace(route, model=model, language="und", script="Zyyy")


def _sureness(blocks: Sequence[Region]) -> float:
    """The mean confidence, less the share of letters that speak against the script."""
    text = api.text_of(blocks)
    return api.confidence_of(blocks) - len(FOREIGN.findall(text)) / max(1, len(text))
