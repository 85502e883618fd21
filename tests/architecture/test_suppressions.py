"""Who silences a check says why; nothing is left for later."""

from __future__ import annotations

import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, files, name

FOLDERS = (ROOT / "src", ROOT / "tests", ROOT / "bench")
NOQA = re.compile(r"#\s*noqa\b")
NOQA_WITH_REASON = re.compile(r"#\s*noqa: [A-Z]+[0-9]+(?:, ?[A-Z]+[0-9]+)* -- \S")
IGNORE = re.compile(r"#\s*type:\s*ignore")
IGNORE_WITH_REASON = re.compile(r"#\s*type: ignore\[[a-z-]+(?:, ?[a-z-]+)*\]\s*(?:#|--)\s*\S")
#: Why an import may stand inside a function.
IMPORT_REASONS = ("slow import", "optional dependency", "app ready")
LATER = re.compile(r"\b(?:TODO|FIXME|XXX|HACK)\b|pragma: no cover")


def comments() -> Iterator[tuple[Path, int, str]]:
    """Every comment of the house, with its place."""
    for path in files("*.py", *FOLDERS):
        with path.open("rb") as file:
            for token in tokenize.tokenize(file.readline):
                if token.type == tokenize.COMMENT:
                    yield path, token.start[0], token.string


def places(wanted: re.Pattern[str], excused: re.Pattern[str] | None = None) -> list[str]:
    return [
        f"{name(path)}:{line} {text}"
        for path, line, text in comments()
        if wanted.search(text) and not (excused and excused.search(text))
    ]


def test_every_noqa_has_a_reason() -> None:
    assert places(NOQA, NOQA_WITH_REASON) == []


def test_every_type_ignore_has_a_reason() -> None:
    assert places(IGNORE, IGNORE_WITH_REASON) == []


def test_an_import_inside_a_function_has_one_of_three_reasons() -> None:
    late = places(re.compile(r"noqa: PLC0415"), re.compile(rf"-- (?:{'|'.join(IMPORT_REASONS)})"))
    assert late == []


def test_nothing_is_left_for_later() -> None:
    assert places(LATER) == []
