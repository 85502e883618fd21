"""The floors, the chain of apps, and what import contracts cannot say."""

from __future__ import annotations

import ast
import subprocess
import sys

import grimp
import pytest
from tests.architecture.sources import ROOT, files, name, tree

APPS = "javon.apps"
#: Names that say nothing.
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc"}
SIGNALS = {"django.db.models.signals", "django.dispatch", "django.core.signals", "django.contrib.auth.signals"}


def test_the_contracts_hold() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout[result.stdout.find("Contracts:") :] or result.stderr


def test_another_apps_models_are_its_own() -> None:
    """Its rows are written through its actions and read through its queries; the user is everybody's.

    Naming a model in an annotation is no use of it: such imports stand under TYPE_CHECKING.
    """
    graph = grimp.build_graph("javon", exclude_type_checking_imports=True)
    broken = []
    for module in graph.modules:
        parts = module.split(".")
        if module.startswith(f"{APPS}.") and len(parts) > 3 and parts[3] == "models" and parts[2] != "people":
            for importer in graph.find_modules_that_directly_import(module):
                if importer.startswith((APPS, "javon.portal")) and not importer.startswith(f"{APPS}.{parts[2]}."):
                    broken.append(f"{importer} imports {module}")
    assert sorted(broken) == []


@pytest.mark.parametrize("module", ["javon.engines.pipeline", "javon.engines.formats", "javon.engines.language"])
def test_the_engines_run_without_django(module: str) -> None:
    code = f"import sys, {module}; sys.exit([name for name in sys.modules if name.split('.')[0] == 'django'])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.stderr.strip() in {"", "[]"}
    assert "django" not in result.stderr


def test_no_module_has_a_vague_name() -> None:
    assert [name(path) for path in files("*.py") if path.stem in VAGUE or path.parent.name in VAGUE] == []


def test_no_signals() -> None:
    used = []
    for path in files("*.py"):
        for node in ast.walk(tree(path)):
            names = [node.module] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            used += [f"{name(path)}:{node.lineno}" for found in names if found in SIGNALS]
    assert used == []
