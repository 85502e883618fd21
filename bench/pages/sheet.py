"""A sheet that remembers what was printed on it: every piece of a line with its words and their places."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageDraw

from bench.pages.faces import Face
from bench.rendered import Pixels, fill_line

Colour = tuple[int, int, int]
BLACK: Colour = (20, 20, 20)
WHITE: Colour = (255, 255, 255)
#: Ends a queue of words: too long for any line, and never broken.
END = "W" * 400


@dataclass(frozen=True, slots=True)
class Piece:
    """What reads as one: a line of a column, a cell, a label.

    ``boxes`` are (left, top, right, bottom) in pixels of the clean page, one for each word of ``text.split()``.
    """

    text: str
    boxes: tuple[tuple[int, int, int, int], ...]


class Sheet:
    """Paper of ``width`` × ``height`` pixels at 300 dpi to print on, in one typeface.

    ``pieces`` are in the order in which a person reads them: whoever draws sees to that.
    """

    def __init__(self, width: int, height: int, face: Face, rng: random.Random) -> None:
        self.width, self.height, self.face, self.rng = width, height, face, rng
        self.image = Image.new("RGB", (width, height), "white")
        self.canvas = ImageDraw.Draw(self.image)
        self.pieces: list[Piece] = []

    def length(self, text: str, size: int, cut: str = "plain") -> float:
        """Width of ``text`` in pixels."""
        return float(self.canvas.textlength(text, font=self.face.font(size, cut)))

    def put(
        self,
        x: float,
        y: float,
        text: str,
        size: int,
        *,
        cut: str = "plain",
        anchor: str = "left",
        fill: Colour = BLACK,
        measure: float = 0.0,
        told: bool = True,
    ) -> float:
        """Print one piece of a line with its top at ``y`` and return its right edge.

        ``x`` is its left edge, its middle or its right edge, as ``anchor`` says (left, middle, right).  ``measure``
        spreads the words over so many pixels.  Ink that is no text is not remembered: ``told`` is False.
        """
        font = self.face.font(size, cut)
        words = text.split()
        widths = [self.length(word, size, cut) for word in words]
        gap = self.length(" ", size, cut)
        if measure and len(words) > 1:
            gap = (measure - sum(widths)) / (len(words) - 1)
        whole = sum(widths) + gap * (len(words) - 1)
        left = x - {"left": 0.0, "middle": whole / 2, "right": whole}[anchor]
        boxes = []
        for word, width in zip(words, widths, strict=True):
            self.canvas.text((round(left), round(y)), word, font=font, fill=fill)
            boxes.append(_whole(self.canvas.textbbox((round(left), round(y)), word, font=font)))
            left += width + gap
        if told and words:
            self.pieces.append(Piece(" ".join(words), tuple(boxes)))
        return left - gap

    def upright(self, x: float, bottom: float, text: str, size: int) -> None:
        """Print one piece upwards, to be read with the head to the left; ``x`` is the left edge of the lying line."""
        font = self.face.font(size)
        left, top, right, low = (round(value) for value in font.getbbox(text))
        strip = Image.new("RGB", (right + 4, low + 4), "white")
        ImageDraw.Draw(strip).text((0, 0), text, font=font, fill=BLACK)
        strip = strip.crop((left, top, right + 4, low + 4)).rotate(90, expand=True)
        place = (round(x), round(bottom) - strip.height)
        self.image.paste(strip, place)
        box = (place[0], place[1], place[0] + strip.width, place[1] + strip.height)
        self.pieces.append(Piece(text, (box,) * len(text.split())))

    def column(
        self,
        left: float,
        top: float,
        measure: float,
        words: Sequence[str],
        size: int,
        *,
        step: float,
        cut: str = "plain",
    ) -> float:
        """Print words as a paragraph, lines spread over the measure, long words broken.  Returns the next top."""
        font = self.face.font(size, cut)
        queue = [*words, END]
        while queue[0] != END:
            taken, queue, _ = fill_line(self.canvas, font, queue, measure)
            taken = taken or [queue.pop(0)]
            self.put(left, top, " ".join(taken), size, cut=cut, measure=measure if queue[0] != END else 0.0)
            top += step
        return top

    def rule(self, left: float, top: float, right: float, bottom: float, width: int = 3) -> None:
        """A straight line of ink."""
        self.canvas.line((round(left), round(top), round(right), round(bottom)), fill=BLACK, width=width)

    def bar(self, left: float, top: float, right: float, bottom: float, fill: Colour = BLACK) -> None:
        """A filled rectangle."""
        self.canvas.rectangle((round(left), round(top), round(right), round(bottom)), fill=fill)

    def folio(self, number: int, size: int = 30) -> None:
        """The page number, below the text in the middle."""
        self.put(self.width / 2, self.height - 170, str(number), size, anchor="middle")

    def pixels(self, *, colour: bool) -> Pixels:
        """The clean page: grey (height, width), or (height, width, 3) as OpenCV keeps colours."""
        if colour:
            return np.ascontiguousarray(np.asarray(self.image)[:, :, ::-1])
        return np.asarray(self.image.convert("L"))


def _whole(box: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(value) for value in box)
    return left, top, right, bottom
