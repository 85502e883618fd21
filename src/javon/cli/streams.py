"""Standard output and error of every command: what is said there passes through ``plain``, whoever says it."""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from javon.engines.tools.plain import plain


class PlainStream:
    """Standard output or error: what is written there, by whomever, holds no orders for the terminal."""

    def __init__(self, stream: TextIO) -> None:
        #: Where consoles write, whose orders are their own; rich asks for this name.
        self.rich_proxied_file = stream

    def write(self, text: str) -> int:
        """Write a text; gives its length, as streams do."""
        self.rich_proxied_file.write(plain(text))
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.rich_proxied_file, name)


@contextmanager
def plain_streams() -> Iterator[None]:
    """While a command runs, standard output and error are plain."""
    before = sys.stdout, sys.stderr
    for stream in before:
        if isinstance(stream, io.TextIOWrapper):  # a terminal that knows no Oʻ must not end the work
            stream.reconfigure(errors="replace")
    plain_out, plain_error = (PlainStream(stream) for stream in before)
    sys.stdout, sys.stderr = plain_out, plain_error
    try:
        yield
    finally:
        if (sys.stdout, sys.stderr) == (plain_out, plain_error):
            sys.stdout, sys.stderr = before


def order(text: str) -> None:
    """Give the terminal an order of our own, where there is one."""
    for stream in (sys.stdout, sys.stderr):
        if stream.isatty():
            raw = getattr(stream, "rich_proxied_file", stream)
            raw.write(text)
            raw.flush()
            return
