"""The oldest Python that is promised: one number in every place, and every locked package admits it."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.specifiers import SpecifierSet

from javon.cli import doctor

ROOT = Path(__file__).parents[2]
PROMISED = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["requires-python"].removeprefix(">=")


def pinned(lock: Path) -> dict[str, str]:
    """Name -> version of everything in a lock file."""
    return dict(re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^ ;\\]+)", lock.read_text(), re.MULTILINE))


@pytest.mark.parametrize("lock", sorted((ROOT / "requirements").glob("*.lock")), ids=lambda lock: lock.stem)
def test_every_locked_package_admits_the_oldest_python(lock: Path) -> None:
    """Seen in what is installed: a newer Python hides a lock that the promised one cannot take."""
    checked, refused = 0, []
    for name, version in pinned(lock).items():
        try:
            found = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue  # peers of benches are there only after `./javon bench`
        if found["Version"] == version:
            checked += 1
            wanted = found.get("Requires-Python") or ""
            if not SpecifierSet(wanted).contains(PROMISED):
                refused.append(f"{name} {version} wants {wanted}")
    assert refused == []
    assert checked > 30


def test_the_promise_is_the_same_everywhere() -> None:
    script = (ROOT / "javon").read_text()
    least = ", ".join(PROMISED.split("."))
    assert f"sys.version_info < ({least})" in script
    assert f"Python {PROMISED} or newer" in script
    assert f"({PROMISED} or newer)" in (ROOT / "README.md").read_text()
    assert ".".join(map(str, doctor._LEAST_PYTHON)) == PROMISED
