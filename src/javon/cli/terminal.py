"""Tables, colours and bars of the terminal; texts in them hold no orders, as everywhere (``streams``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment

from javon.engines.tools.plain import plain

if TYPE_CHECKING:
    from rich.console import ConsoleOptions, RenderableType


class Terminal(Console):
    """A console in which texts hold no orders; the orders of the console itself are no texts."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            if segment.control or segment.text == plain(segment.text):
                yield segment
            else:
                yield Segment(plain(segment.text), segment.style)
