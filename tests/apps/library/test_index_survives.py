"""The index outlives everything: killed workers, files cut, altered or gone, a format of yesterday."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.apps.library.books import book

from javon.apps.library.actions import object_index
from javon.apps.library.queries.index_source import page_index
from javon.apps.library.tasks import check_index
from javon.base.jobs import Job, enqueue, run_until_idle

ROOT = Path(__file__).parents[3]
KILLS = 20


@pytest.mark.slow
def test_a_worker_killed_while_it_writes_loses_nothing(tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    environment = kept | {
        "JAVON_DATA": str(tmp_path / "data"),
        "JAVON_LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    command = [sys.executable, "-m", "tests.apps.library.killing", str(KILLS), "7"]
    result = subprocess.run(
        command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=300, check=False
    )
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout.splitlines()[-1])
    newest: dict[str, int] = {}
    for seen in told["seen"]:
        for name, found in seen.items():
            assert len(found) <= 1, "a book stands in the index in one state, never in two"
            assert all(pages == told["pages"] for _number, pages in found), "and whole"
            number = found[0][0] if found else 0
            assert number >= newest.get(name, 0), "what was committed stays"
            newest[name] = number
    assert set(newest.values()) == {told["last"]}, "in the end the index shows the newest text of every book"
    # A job that was killed may still wait for its second attempt, which will find the newest text in its place.
    assert set(told["states"]) <= {"done", "waiting"}


def generation() -> Path:
    return next(Path(page_index()._places.root).glob("generation-*"))


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-9])


def alter(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 3] ^= 0x41
    path.write_bytes(bytes(data))


def one(suffix: str) -> Path:
    return sorted(generation().glob(f"*.{suffix}"))[0]


DAMAGES: dict[str, Callable[[], object]] = {
    "postings gone": lambda: one("idx").unlink(),
    "positions gone": lambda: one("pos").unlink(),
    "words cut": lambda: cut(one("term")),
    "texts empty": lambda: one("store").write_bytes(b""),
    "texts altered": lambda: alter(one("store")),
    "figures altered": lambda: alter(one("fast")),
    "list cut": lambda: cut(generation() / "meta.json"),
    "list gone": lambda: (generation() / "meta.json").unlink(),
    "list of files is junk": lambda: (generation() / ".managed.json").write_bytes(b"["),
    "old format": lambda: (generation() / "stamp").write_text("1 0.0.1\n"),
    "stamp is junk": lambda: (generation() / "stamp").write_bytes(b"\xff\xfe"),
    "pointer is junk": lambda: (generation().parent / "CURRENT").write_bytes(b"\xff../../etc"),
    "pointer gone": lambda: (generation().parent / "CURRENT").unlink(),
    "all gone": lambda: shutil.rmtree(generation().parent),
}


@pytest.fixture
def three_books(db: None) -> None:
    for number in range(3):
        object_index(object=book(f"yozuv {number}", "umumiy soʻz", title=f"Kitob {number}"))


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_index_is_built_anew_by_itself(
    three_books: None, client: Client, damage: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert client.get("/search?q=umumiy").context["found"].total == 3
    DAMAGES[damage]()
    with caplog.at_level(logging.ERROR):
        check_index()
        answer = client.get("/search?q=umumiy")
    assert answer.status_code == 200
    assert client.get("/search/suggest?q=umu").status_code == 200
    run_until_idle()
    assert page_index().is_current()
    assert client.get("/search?q=umumiy").context["found"].total == 3
    assert len(list(generation().parent.glob("generation-*"))) == 1


@pytest.mark.parametrize("damage", [name for name in DAMAGES if name not in ("texts altered", "figures altered")])
def test_a_search_alone_notices_and_heals(three_books: None, client: Client, damage: str) -> None:
    DAMAGES[damage]()
    for address in ("/search?q=umumiy", "/search/suggest?q=umu"):
        assert client.get(address).status_code == 200
    assert Job.objects.filter(name="library.rebuild_index").count() == 1, "one job, however many look"
    run_until_idle()
    assert client.get("/search?q=umumiy").context["found"].total == 3


@pytest.mark.parametrize("damage", ["postings gone", "words cut", "list gone", "list cut"])
def test_a_change_of_a_book_heals_as_well(three_books: None, damage: str) -> None:
    made = book("yangi yozuv")
    DAMAGES[damage]()
    enqueue("library.index_object", object_id=made.pk)
    run_until_idle()
    assert page_index().is_current()
    assert page_index().count() == 3 * 3 + 2


def test_what_is_wrong_is_said_with_the_file(three_books: None, caplog: pytest.LogCaptureFixture) -> None:
    assert page_index().check() == ""
    name = one("store").name
    alter(one("store"))
    with caplog.at_level(logging.WARNING):
        check_index()
    assert f"{name} was altered" in caplog.text


def test_a_question_that_fails_does_not_condemn_a_whole_index(
    three_books: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    index = page_index()
    looked: list[float] = []
    monkeypatch.setattr(index, "check", lambda: looked.append(time.monotonic()) or "")

    def broken() -> int:
        raise ValueError("of its own")

    for _time in range(3):
        with pytest.raises(ValueError, match="of its own"):
            index._whole(broken, 0)
    assert len(looked) == 1, "the files are read through once, not at every such question"
    assert index.is_current()
