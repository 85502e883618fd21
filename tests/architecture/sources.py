"""The files of the house, for the tests that look at all of them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "javon"


def files(pattern: str, *folders: Path) -> Iterator[Path]:
    """Files below the folders; what npm brought and what migrations generate is not ours."""
    for folder in folders or (PACKAGE,):
        for path in sorted(folder.rglob(pattern)):
            if not {"vendor", "migrations", "__pycache__", "node_modules"} & set(path.parts):
                yield path


def name(path: Path) -> str:
    """The path as a person would write it."""
    return str(path.relative_to(ROOT))


@cache
def tree(path: Path) -> ast.Module:
    """The module's syntax tree."""
    return ast.parse(path.read_text(encoding="utf-8"))


def length(path: Path) -> int:
    """Number of lines."""
    return len(path.read_text(encoding="utf-8").splitlines())
