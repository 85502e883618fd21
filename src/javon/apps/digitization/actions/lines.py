"""The lines of a page written anew: words get boxes, and a text finds its lines again on another picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from rapidfuzz import fuzz, process

from javon.apps.digitization.errors import DigitizationError
from javon.base.db.said import gettext as _
from javon.engines.language import canonical
from javon.engines.page import Box, Line, Page, Word

#: Nobody prints a longer line; a longer one is a paste by mistake.
LONGEST_LINE = 2000
#: Lines less alike than this (0 to 100) are not the same line of the paper.
ALIKE = 60
#: Region and line in it, both counted from 0.
Place = tuple[int, int]


def corrected_page(model: Page, lines: Mapping[Place, str]) -> Page:
    """The page with the given lines written anew; words keep their boxes where their number stays the same."""
    places = {(number, place) for number, region in enumerate(model.regions) for place in range(len(region.lines))}
    if not set(lines) <= places:
        raise DigitizationError(_("Sahifada bunday satr yoʻq. Oynani yangilang (F5)."))
    if any(len(text) > LONGEST_LINE for text in lines.values()):
        raise DigitizationError(_("Satr juda uzun. Ortiqcha matn qoʻyilmaganini tekshiring."))
    regions = []
    for number, region in enumerate(model.regions):
        texts = [lines.get((number, place)) for place in range(len(region.lines))]
        new = (
            line if text is None else corrected_line(line, text) for line, text in zip(region.lines, texts, strict=True)
        )
        kept = tuple(line for line in new if line.words)
        if kept or not region.lines:
            regions.append(replace(region, lines=kept))
    return replace(model, regions=tuple(regions))


def corrected_line(line: Line, text: str) -> Line:
    """The line with this text.  A word left as it was keeps its confidence; a word written anew is certain."""
    wanted = canonical(text) if line.language.startswith("uz") else text
    texts = wanted.split()
    if [word.text for word in line.words] == texts:
        return line
    boxes = _boxes(line, texts)
    old = {(word.text, word.box): word for word in line.words}
    words = (old.get((text, box)) or Word(text, box, 1.0) for text, box in zip(texts, boxes, strict=True))
    return replace(line, words=tuple(words))


def _boxes(line: Line, texts: list[str]) -> list[Box]:
    """Old boxes where the number of words is the same, else the line shared out by the length of the words."""
    if len(texts) == len(line.words):
        return [word.box for word in line.words]
    total = sum(map(len, texts)) + max(0, len(texts) - 1)
    boxes, done = [], 0
    for text in texts:
        left = line.box.left + line.box.width * done // total
        right = line.box.left + line.box.width * (done + len(text)) // total
        boxes.append(Box(left, line.box.top, max(right, left + 1), line.box.bottom))
        done += len(text) + 1
    return boxes


def carried_page(old: Page, new: Page) -> tuple[Page, int]:
    """The words of ``old`` on the lines of ``new``, a reading of another picture of the same paper.

    Lines are paired in order so that together they are most alike; a line of ``new`` without a partner stays as it
    was read.  Gives the page and the number of lines that found their partner.
    """
    olds = [line for region in old.regions for line in region.lines]
    places = [(number, place) for number, region in enumerate(new.regions) for place in range(len(region.lines))]
    news = [new.regions[number].lines[place] for number, place in places]
    pairs = _paired([line.text for line in olds], [line.text for line in news])
    texts = {places[at]: olds[from_].text for from_, at in pairs}
    return corrected_page(new, texts), len(pairs)


def _paired(olds: list[str], news: list[str]) -> list[tuple[int, int]]:
    """Pairs of places, both rising, with the greatest sum of likeness (longest common subsequence by weight)."""
    if not olds or not news:
        return []
    alike = process.cdist(olds, news, scorer=fuzz.ratio, score_cutoff=ALIKE)
    best = np.zeros((len(olds) + 1, len(news) + 1))
    for row in range(len(olds)):
        for column in range(len(news)):
            taken = best[row, column] + alike[row, column]
            best[row + 1, column + 1] = max(best[row, column + 1], best[row + 1, column], taken)
    pairs, row, column = [], len(olds), len(news)
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            pairs.append((row, column))
    return pairs[::-1]
