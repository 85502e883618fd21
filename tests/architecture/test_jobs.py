"""Jobs are enqueued by name: every name must be somebody's."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.architecture.sources import PACKAGE, files, name, tree

from javon.base.jobs import job_names

#: The room that defines ``enqueue`` handles names that it does not know.
ITSELF = PACKAGE / "base" / "jobs"


def enqueued() -> list[tuple[Path, ast.Call]]:
    """Every call of ``enqueue`` outside its own room."""
    found = []
    for path in files("*.py"):
        if ITSELF not in path.parents:
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "enqueue":
                    found.append((path, node))
    return found


def test_every_enqueued_name_is_registered() -> None:
    literal = {
        (name(path), call.args[0].value)
        for path, call in enqueued()
        if call.args and isinstance(call.args[0], ast.Constant)
    }
    assert {where_what for where_what in literal if where_what[1] not in job_names()} == set()


def test_names_are_written_out() -> None:
    """A name put together at run time cannot be checked."""
    hidden = [
        f"{name(path)}:{call.lineno}"
        for path, call in enqueued()
        if not (call.args and isinstance(call.args[0], ast.Constant | ast.Name))
    ]
    assert hidden == []


def test_a_job_is_named_after_its_app() -> None:
    own = {path.parent.name for path in files("tasks.py")}
    names = [job for job in job_names() if job.split(".")[0] not in {"test", "killing", "bench"}]
    assert [job for job in names if job.split(".")[0] not in own] == []
