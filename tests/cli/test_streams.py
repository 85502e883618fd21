"""Names of files and titles of books reach the terminal without their orders, by whatever way they are said."""

from __future__ import annotations

import contextlib
import io
import logging
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.markup import escape
from rich.progress import Progress, TextColumn
from rich.table import Table

from javon.cli import main
from javon.cli.report import Report, close
from javon.cli.streams import order, plain_streams
from javon.cli.surprises import surprise_words
from javon.cli.terminal import Terminal
from javon.config.loglines import LineFormatter

HOSTILE = "kitob\x1b]0;egallandi\x07\x1b[2J\x9b31m\u202efdp\r.tif"
#: Signs that only a hostile name brings; consoles give orders of their own, which begin with ESC [.
ORDERS = re.compile("\x1b[^\\[]|\x07|\x9b|\u202e|\x1b\\[2J")


class Screen(io.StringIO):
    """A terminal of a test."""

    def isatty(self) -> bool:
        return True


def said(monkeypatch: pytest.MonkeyPatch, say: Callable[[], Any]) -> str:
    """What reaches the terminal of it."""
    screen = Screen()
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", screen)
    with plain_streams():
        say()
    return screen.getvalue()


def table() -> Table:
    shown = Table(title=escape(HOSTILE))
    shown.add_column(escape(HOSTILE))
    shown.add_row(escape(HOSTILE))
    return shown


def bar() -> None:
    with Progress(TextColumn("{task.description}"), console=Terminal(force_terminal=True)) as progress:
        progress.add_task(escape(HOSTILE), total=1)
        print(HOSTILE)


def logged() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(LineFormatter("%(message)s"))
    logger = logging.getLogger("tests.hostile")
    logger.addHandler(handler)
    logger.propagate = False
    try:
        logger.warning("set aside: %s", HOSTILE)
    finally:
        logger.removeHandler(handler)


WAYS: dict[str, Callable[[], Any]] = {
    "print": lambda: print(HOSTILE),
    "error": lambda: print(f"javon: {HOSTILE}", file=sys.stderr),
    "console": lambda: Terminal(force_terminal=True).print(escape(HOSTILE), style="red"),
    "table": lambda: Terminal(force_terminal=True).print(table()),
    "bar": bar,
    "log": logged,
    "report": lambda: close(Terminal(force_terminal=True), Report(title=HOSTILE, error=HOSTILE, bad_files=[HOSTILE])),
    "surprise": lambda: print(surprise_words(FileNotFoundError(2, "No such file or directory", HOSTILE))),
    "unknown command": lambda: main([HOSTILE]),
    "unknown argument": lambda: main(["audit", HOSTILE]),
    "no such file": lambda: main(["language", "convert", "--to", "cyrl", HOSTILE]),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_hostile_name_gives_no_orders(monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    def say() -> None:
        with contextlib.suppress(SystemExit):
            WAYS[way]()

    shown = said(monkeypatch, say)
    assert "kitob" in shown
    assert ORDERS.findall(shown) == []


def test_the_file_about_a_surprise_gives_none_either(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    surprise_words(RuntimeError(HOSTILE))
    (kept,) = tmp_path.glob("javon-error-*.txt")
    assert "kitob" in kept.read_text(encoding="utf-8")
    assert ORDERS.findall(kept.read_text(encoding="utf-8")) == []


def test_colours_of_our_own_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = said(monkeypatch, lambda: Terminal(force_terminal=True, color_system="standard").print("x", style="red"))
    assert "\x1b[31mx" in shown
    assert said(monkeypatch, lambda: order("\x1b[?25h")) == "\x1b[?25h"


def test_streams_are_as_before_when_a_command_has_ended(capsys: pytest.CaptureFixture[str]) -> None:
    before = sys.stdout, sys.stderr
    main(["--help"])
    assert (sys.stdout, sys.stderr) == before


def test_a_text_that_is_converted_into_a_file_keeps_every_sign(tmp_path: Path, capfdbinary: Any) -> None:
    (tmp_path / "in.txt").write_text("kitob\x1b[31m\n", encoding="utf-8")
    assert main(["language", "convert", "--to", "cyrl", str(tmp_path / "in.txt")]) == 0
    assert capfdbinary.readouterr().out.decode().startswith("китоб\x1b[31")
