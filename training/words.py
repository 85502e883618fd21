"""The lists of short words that stand in ``words.toml``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path


@cache
def _file() -> dict[str, dict[str, str]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def words(*sections: str) -> dict[str, dict[str, list[str]]]:
    """The lists of these sections: section -> name -> words."""
    return {section: {name: text.split() for name, text in _file()[section].items()} for section in sections}
