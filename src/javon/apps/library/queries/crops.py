"""The piece of a page image around a hit, with the words to mark on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from javon.engines.index import Hit, words_of_json

#: A crop is at most so wide as a share of the page, and so high as a share of its own width.
WIDTH, HEIGHT = 0.82, 0.34
#: Pixels of the picture that is asked of the image server.
SHOWN, NARROW = 900, 480
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Crop:
    """``region`` in pixels of the page; ``marks`` are boxes (x, y, width, height) inside the region."""

    region: Box
    marks: tuple[Box, ...]
    width: int
    height: int

    @property
    def path(self) -> str:
        """Region and size as the image address has them."""
        left, top, wide, high = self.region
        return f"{left},{top},{wide},{high}/{self.width},{self.height}"

    @property
    def narrow_path(self) -> str:
        """The same for a narrow screen."""
        left, top, wide, high = self.region
        width = min(NARROW, self.width)
        return f"{left},{top},{wide},{high}/{width},{max(1, round(high * width / wide))}"


def _boxes(words: list[tuple[int, int, int, int, str]], numbers: Iterable[int]) -> tuple[Box, ...]:
    """Left, top, width and height of the words with these numbers; unknown ones are left out."""
    found = (words[number] for number in numbers if 0 <= number < len(words))
    return tuple((left, top, right - left, bottom - top) for left, top, right, bottom, _text in found)


def crop_of(text: Mapping[str, Any], hit: Hit) -> Crop | None:
    """The crop that shows the first marked words of a hit; None where the words have moved since.

    ``text`` is the page as ``engines.page.page_to_json`` wrote it.
    """
    words = words_of_json(text)
    boxes = _boxes(words, hit.words)
    near = _boxes(words, (number for number in hit.words if number >= hit.anchor)) or boxes
    if not near:
        return None
    width, height = int(text["width"]), int(text["height"])
    wide = max(1, round(width * WIDTH))
    high = min(max(1, round(wide * HEIGHT)), height)
    middle_x, middle_y = near[0][0] + near[0][2] // 2, near[0][1] + near[0][3] // 2
    left = min(max(0, middle_x - wide // 2), width - wide)
    top = min(max(0, middle_y - high // 2), height - high)
    inside = tuple(
        (x - left, y - top, box_wide, box_high)
        for x, y, box_wide, box_high in boxes
        if left <= x + box_wide // 2 < left + wide and top <= y + box_high // 2 < top + high
    )
    shown = min(SHOWN, wide)
    return Crop((left, top, wide, high), inside, shown, max(1, round(high * shown / wide)))
