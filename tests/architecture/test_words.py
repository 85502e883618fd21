"""Names that people meet on pages: changes in the journal and background jobs have words in their language."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.architecture.sources import files

from javon.apps.digitization.enums import JOBS
from javon.base.jobs import job_names
from javon.base.ui.deeds import deed_words, detail_name

NAMED = re.compile(r'(?:action=|_note\(\s*)"([a-z]+\.[a-z_]+)"')
SHORT = re.compile(r'(?:_noted\(|give_again\([^\n]*action=)"([a-z]+_[a-z_]+)"')


def journal_names() -> set[str]:
    names: set[str] = set()
    for path in files("*.py"):
        text = path.read_text(encoding="utf-8")
        names |= set(NAMED.findall(text))
        names |= {f"digitization.{name}" for name in SHORT.findall(text)}
    return names


def test_every_change_has_words() -> None:
    names = journal_names()
    assert len(names) > 40
    assert {name for name in names if deed_words(name) == name} == set()


WRITERS = {"record", "journal", "_note", "_noted"}


def detail_names() -> Iterator[str]:
    """Names of details that are written down where a change is noted."""
    for path in files("*.py"):
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(function, ast.FunctionDef):
                continue
            calls = [node for node in ast.walk(function) if isinstance(node, ast.Call)]
            notes = [call for call in calls if getattr(call.func, "id", "") in WRITERS]
            if not notes:
                continue
            given = [keyword.value for call in notes for keyword in call.keywords if keyword.arg == "details"]
            given += [call.args[3] for call in notes if len(call.args) > 3]
            given += [node.value for node in ast.walk(function) if _is_details(node)]
            for value in given:
                if isinstance(value, ast.Dict):
                    yield from (key.value for key in value.keys if isinstance(key, ast.Constant))
            yield from (word.arg for call in notes if call.func.id == "_noted" for word in call.keywords if word.arg)  # type: ignore[attr-defined] # names only


def _is_details(node: ast.AST) -> bool:
    return isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "details"


def test_every_detail_of_a_change_has_words() -> None:
    names = set(detail_names())
    assert {"address", "overrides", "before", "blank", "same_as"} <= names
    assert {name for name in names if detail_name("", name) == name} == set()


def test_every_background_job_has_words() -> None:
    ours = {name for name in job_names() if name.split(".")[0] not in {"test", "killing", "bench"}}
    assert ours - set(JOBS) == set()


@pytest.mark.parametrize("catalogue", list(files("*.po")), ids=lambda path: path.parts[-3])
def test_every_catalogue_compiles(catalogue: Path, tmp_path: Path) -> None:
    """A value left out of one translation, and the program does not start."""
    command = ["msgfmt", "--check-format", "-o", str(tmp_path / "django.mo"), str(catalogue)]
    compiled = subprocess.run(command, capture_output=True, text=True, check=False)
    assert compiled.returncode == 0, compiled.stderr
