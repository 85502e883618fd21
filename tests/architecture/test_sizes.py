"""Sizes: what grows beyond these is parted.  An exception stands here with its reason, or not at all."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from tests.architecture.sources import PACKAGE, ROOT, files, length, name, tree

#: pattern, folder, most lines
LIMITS = [
    ("*.py", PACKAGE, 400),
    ("*.html", PACKAGE, 250),
    ("*.js", PACKAGE, 300),
    ("*.css", PACKAGE, 500),
    ("test_*.py", ROOT / "tests", 600),
    ("*.py", ROOT / "bench", 400),
]
FUNCTION_LINES, CLASS_LINES = 60, 250
#: Data, not code.
EXEMPT: dict[str, str] = {}


@pytest.mark.parametrize(("pattern", "folder", "limit"), LIMITS, ids=lambda value: getattr(value, "name", str(value)))
def test_no_file_is_too_long(pattern: str, folder: Path, limit: int) -> None:
    long = {name(path): length(path) for path in files(pattern, folder) if length(path) > limit}
    assert {path: lines for path, lines in long.items() if path not in EXEMPT} == {}


def test_every_exemption_is_still_needed() -> None:
    assert [path for path in EXEMPT if not (ROOT / path).exists() or length(ROOT / path) <= 400] == []


def test_no_function_or_class_is_too_long() -> None:
    long = {}
    for path in files("*.py"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                limit = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > limit:
                    long[f"{name(path)}:{node.name}"] = lines
    assert long == {}
