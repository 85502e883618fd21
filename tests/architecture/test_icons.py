"""The sprite holds the icons that pages draw, and no others."""

from __future__ import annotations

import re

from tests.architecture.sources import ROOT, files

#: ``{% icon "search" %}``, ``{% icon name|default:"x" %}``: any quoted name inside the tag.
TAG = re.compile(r"\{%\s*icon\s(.*?)%\}")
QUOTED = re.compile(r"""["'#]([a-z0-9-]+)["']""")


def listed() -> set[str]:
    lines = (ROOT / "tools" / "icons.txt").read_text(encoding="utf-8").splitlines()
    return {line for line in map(str.strip, lines) if line and not line.startswith("#")}


def test_every_icon_that_a_page_draws_is_in_the_sprite() -> None:
    drawn = {
        name
        for path in files("*.html")
        for tag in TAG.findall(path.read_text(encoding="utf-8"))
        for name in QUOTED.findall(tag.split(" ")[0])
    }
    assert len(drawn) > 20
    assert drawn - listed() == set()


def test_every_icon_of_the_sprite_is_drawn() -> None:
    texts = [path.read_text(encoding="utf-8") for kind in ("*.html", "*.js", "*.py") for path in files(kind)]
    named = {name for text in texts for name in QUOTED.findall(text)}
    assert listed() - named == set()
