"""Names that people meet on pages: changes in the journal and background jobs have words in their language."""

from __future__ import annotations

import re

from tests.architecture.sources import files

from javon.apps.digitization.web.showing import JOBS
from javon.base.jobs import job_names
from javon.base.ui.deeds import deed_words

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


def test_every_background_job_has_words() -> None:
    ours = {name for name in job_names() if name.split(".")[0] not in {"test", "killing", "bench"}}
    assert ours - set(JOBS) == set()
