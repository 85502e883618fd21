"""Everything that a command says passes through one place that takes orders for the terminal out of it."""

from __future__ import annotations

import re
from pathlib import Path

from rich.console import Console

from javon import cli
from javon.cli.terminal import Terminal

OWN = re.compile(r"(?<!\w)Console\(|sys\.__std|json\.dump\(.*sys\.std|print\(json\.dumps")


def test_no_command_has_a_way_of_its_own_to_the_terminal() -> None:
    folder = Path(cli.__file__).parent
    own = {path.name for path in folder.glob("*.py") if OWN.search(path.read_text(encoding="utf-8"))}
    assert own <= {"terminal.py"}, "Terminal and plain_json are to be used"
    assert issubclass(Terminal, Console)
