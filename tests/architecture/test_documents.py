"""The manual tells every setting and every command, and no setting that is not there."""

from __future__ import annotations

import importlib
import re
import shlex
from pathlib import Path

import pytest
from tests.architecture.sources import PACKAGE, ROOT, files

from javon.cli import COMMANDS
from javon.cli.parser import parser_of

OPERATOR = ROOT / "docs" / "operator"
#: A variable is read by one of env's readers, by os.environ, or by the start script.
READ = re.compile(
    r"""(?:env\.(?:text|flag|integer|choice|address|listing|networks|path|database)|environ(?:\.get|\.setdefault)?)[\[(]\s*"(JAVON_[A-Z_]+)\""""
)
SHELL = re.compile(r"\$\{?(JAVON_[A-Z_]+)")
#: Set by the test set-up for itself.
TESTS_ONLY = {"JAVON_TEST_PREPARED"}


def settings_read() -> set[str]:
    """Every JAVON_ variable that the program reads."""
    found = set()
    for path in files("*.py", PACKAGE, ROOT / "tests"):
        found |= set(READ.findall(path.read_text(encoding="utf-8")))
    for script in (ROOT / "javon", ROOT / ".ci" / "run"):
        if script.is_file():
            found |= set(SHELL.findall(script.read_text(encoding="utf-8")))
    return found - TESTS_ONLY


def test_every_setting_is_in_the_manual() -> None:
    manual = (OPERATOR / "settings.md").read_text(encoding="utf-8")
    assert sorted(variable for variable in settings_read() if f"`{variable}`" not in manual) == []


def test_the_manual_tells_no_setting_that_is_not_read() -> None:
    told = set(
        re.findall(r"^\| `(JAVON_[A-Z_]+)`", (OPERATOR / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert told - settings_read() == set()


def test_every_limit_of_the_doors_is_in_the_manual_of_security() -> None:
    limits = set(READ.findall((PACKAGE / "config" / "doors" / "limits.py").read_text(encoding="utf-8")))
    manual = (OPERATOR / "security.md").read_text(encoding="utf-8")
    assert limits, "the limits are read somewhere else"
    assert {limit for limit in limits if f"`{limit}`" not in manual} == set()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_manual(command: str) -> None:
    manual = OPERATOR / "commands.md"
    assert manual.is_file(), "docs/operator/commands.md is to tell every command"
    assert f"| `{command}" in manual.read_text(encoding="utf-8")


def examples() -> list[str]:
    """The command lines that the manual gives, without their comments."""
    found = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for line in path.read_text(encoding="utf-8").splitlines():
            match = re.match(r"(?: {4,})?(?:[A-Z_]+=\S+ )*(\./javon [^#|>]*)", line)
            if match and not match[1].rstrip().endswith("\\"):
                found.append(match[1].strip())
    return found


@pytest.mark.parametrize("line", sorted(set(examples())))
def test_every_example_of_the_manual_is_a_command_that_is_understood(line: str) -> None:
    _javon, name, *arguments = shlex.split(line.replace("…", "x"))
    module = importlib.import_module(f"javon.cli.{name}")
    parser = parser_of(name, module.HELP)
    module.add_arguments(parser)
    parser.parse_args(arguments)


def heads(path: Path) -> set[str]:
    """The headings of a page as addresses within it."""
    found = re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in found}


def test_links_of_the_manual_lead_somewhere() -> None:
    broken = []
    for path in [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for link in re.findall(r"\]\((?!https?:)([^)]+)\)", path.read_text(encoding="utf-8")):
            name, _hash, place = link.partition("#")
            target = path.parent / name if name else path
            if not target.exists() or (place and place not in heads(target)):
                broken.append(f"{path.relative_to(ROOT)}: {link}")
    assert broken == []


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in (ROOT / "docs" / "adr").glob("[0-9]*.md")]
    assert len(set(numbers)) == len(numbers)
