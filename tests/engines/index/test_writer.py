"""Nothing committed is lost, whatever happens to the writer; one writer at a time; readers see commits at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from tests.engines.index.shelf import page, work

from javon.engines.index import IndexBusyError, PageIndex, Query
from javon.engines.index import writer as writer_module

ROUNDS = 8
PAGES = 5
WRITER = """
import sys
from pathlib import Path
from javon.engines.index import PageIndex
from tests.engines.index.shelf import page, work
index, first = PageIndex(Path(sys.argv[1])), int(sys.argv[2])
for number in range(first, first + 1000):
    with index.writer() as writer:
        writer.replace_object(work(f"jv{number}", f"Kitob {number}"), [page(at, f"soz{number}") for at in range(1, 6)])
    print(number, flush=True)
"""


def committed(process: subprocess.Popen[str], wait_s: float) -> list[int]:
    """Let the writer go on for a while, kill it, and return what it said it had committed."""
    with process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(wait_s)
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split()
    return [int(first), *map(int, rest)]


@pytest.mark.slow
def test_kill_9_loses_nothing_that_was_committed(tmp_path: Path) -> None:
    chance = random.Random(7)
    index, known = PageIndex(tmp_path), []
    root = Path(__file__).parents[3]
    for _round in range(ROUNDS):
        command = [sys.executable, "-c", WRITER, str(tmp_path), str(1000 * _round)]
        process = subprocess.Popen(
            command, stdout=subprocess.PIPE, text=True, cwd=root, env={"PYTHONPATH": f"{root / 'src'}:{root}"}
        )
        known += committed(process, chance.uniform(0.02, 0.35))
        for number in known:
            found = index.search(Query(f"soz{number}", exact=True, facets=False))
            assert found.total == PAGES, number
    with index.writer(wait_s=1) as writer:
        writer.replace_object(work("jvlast", "Oxirgi"), [page(1, "oxirgisoz")])
    assert index.search(Query("oxirgisoz")).total == 1


def test_replacing_takes_the_old_pages_out(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    for text, count in (("birinchi matn", 3), ("ikkinchi matn", 2)):
        with index.writer() as writer:
            assert writer.replace_object(work("a", "A"), [page(at + 1, text) for at in range(count)]) == count
    assert index.search(Query("birinchi", fuzzy=False)).total == 0
    assert index.search(Query("ikkinchi")).total == 2
    assert index.count() == 3
    with index.writer() as writer:
        writer.delete_object("a")
    assert index.count() == 0


def test_an_error_while_writing_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "eski matn")])

    def broken():
        yield page(1, "yangi matn")
        raise OSError("disk")

    with pytest.raises(OSError, match="disk"), index.writer() as writer:
        writer.replace_object(work("a", "A"), broken())
    assert index.search(Query("eski")).total == 1
    assert index.search(Query("yangi", fuzzy=False)).total == 0


def test_one_can_write_again_after_an_error_that_somebody_keeps(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "eski matn")])
    with pytest.raises(OSError, match="disk") as kept, index.writer():
        raise OSError("disk")
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "yangi matn")])
    assert kept.value.__traceback__ is not None
    assert index.search(Query("yangi")).total == 1


def test_another_reader_sees_a_commit_at_its_next_search(tmp_path: Path) -> None:
    writing, reading = PageIndex(tmp_path), PageIndex(tmp_path)
    for number in range(3):
        with writing.writer() as writer:
            writer.replace_object(work(f"jv{number}", "A"), [page(1, "matn")])
        assert reading.search(Query("matn")).total == number + 1


def test_second_writer_waits_and_then_says_busy(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer(), pytest.raises(IndexBusyError), PageIndex(tmp_path).writer(wait_s=0.1):
        pass


def test_rebuild_swaps_at_the_end_and_readers_go_on_meanwhile(tmp_path: Path) -> None:
    index, reading = PageIndex(tmp_path), PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "eski matn")])
    with index.rebuild() as writer:
        writer.replace_object(work("b", "B"), [page(1, "yangi matn")])
        assert reading.search(Query("eski")).total == 1
    assert reading.search(Query("eski", fuzzy=False)).total == 0
    assert reading.search(Query("yangi")).total == 1
    assert len(list(tmp_path.glob("generation-*"))) == 1


def test_broken_off_rebuild_leaves_the_old_index(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "eski matn")])
    (tmp_path / "generation-7").mkdir()
    with pytest.raises(KeyboardInterrupt), index.rebuild():
        raise KeyboardInterrupt
    assert index.search(Query("eski")).total == 1
    assert len(list(tmp_path.glob("generation-*"))) == 1


def test_index_of_another_format_is_empty_until_built_anew(tmp_path: Path) -> None:
    with PageIndex(tmp_path).writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "matn")])
    next(tmp_path.glob("generation-*/stamp")).write_text("0 0.0\n")
    index = PageIndex(tmp_path)
    assert not index.is_current()
    assert index.search(Query("matn")).total == 0
    with index.rebuild() as writer:
        writer.replace_object(work("a", "A"), [page(1, "matn")])
    assert index.is_current()
    assert index.search(Query("matn")).total == 1


def test_pages_given_back_as_the_index_had_them_are_found_and_marked_as_before(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    pages = [
        replace(page(number, f"birinchi matn {number}", "kitob-", "larni oʻqidik"), stamp=f"s{number}")
        for number in (1, 2)
    ]
    with index.writer() as writer:
        assert writer.known("a") == {}
        writer.replace_object(work("a", "A", public=False), pages)
    before = index.search(Query("китобларни", staff=True))
    with index.writer() as writer:
        known = writer.known("a")
        assert {key: page.stamp for key, page in known.items()} == {"p0001": "s1", "p0002": "s2"}
        moved = [
            replace(one, lines=(), body=known[one.key].body, position=one.position + 5, label="x") for one in pages
        ]
        writer.replace_object(work("a", "Yangi nom", public=True), moved, known)
    after = index.search(Query("китобларни"))
    assert [hit.words for hit in after.hits] == [hit.words for hit in before.hits]
    assert [hit.excerpt for hit in after.hits] == [hit.excerpt for hit in before.hits]
    assert {(hit.position, hit.label) for hit in after.hits} == {(6, "x"), (7, "x")}
    assert index.search(Query("yangi nom")).works
    assert index.count() == 3


def test_only_pages_that_changed_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = PageIndex(tmp_path)
    pages = [replace(page(number, f"matn son{number}"), stamp=f"s{number}") for number in range(1, 6)]
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), pages)
        writer.replace_object(work("b", "B"), [page(1, "matn")])
    written = []
    real = writer_module.page_document
    monkeypatch.setattr(
        writer_module, "page_document", lambda work, page, about: written.append(page.key) or real(work, page, about)
    )
    with index.writer() as writer:
        known = writer.known("a")
        same = [replace(one, lines=(), body=known[one.key].body) for one in pages]
        corrected = replace(page(3, "tuzatilgan matn"), stamp="s3.2")
        now = [same[0], corrected, replace(same[3], label="IV"), replace(page(6, "yangisahifa"), stamp="s6")]
        assert writer.replace_object(work("a", "A"), now, known) == 4
    assert written == ["p0003", "p0004", "p0006"]
    assert index.count() == 1 + 4 + 1 + 1
    found = {word: index.search(Query(word, fuzzy=False)).total for word in ("matn", "son1", "son2", "son3", "son5")}
    assert found == {"matn": 4, "son1": 1, "son2": 0, "son3": 0, "son5": 0}
    assert [hit.label for hit in index.search(Query("son4", fuzzy=False)).hits] == ["IV"]
    assert index.search(Query("yangisahifa")).total == index.search(Query("tuzatilgan")).total == 1


def test_an_object_opened_a_moment_ago_is_found_before_the_index_knows(tmp_path: Path) -> None:
    index = PageIndex(tmp_path)
    with index.writer() as writer:
        for name in ("a", "b"):
            writer.replace_object(work(name, f"Daftar {name}", public=False), [page(1, f"yopiqsoz {name}")])
    asked = Query("yopiqsoz", fuzzy=False)
    assert index.search(asked).total == 0
    found = index.search(replace(asked, opened=("a",)))
    assert [hit.object_id for hit in found.hits] == ["a"]
    assert (found.total, found.objects, sum(count.pages for count in found.facets["kind"])) == (1, 1, 1)
    assert [one.object_id for one in index.search(replace(asked, text="daftar", opened=("a",))).works] == ["a"]
    assert index.search(replace(asked, opened=("a",), without=("a",))).total == 0
    assert index.suggest(Query("yopiqs")) == []
    assert [(one.latin, one.cyrillic) for one in index.suggest(Query("yopiqs", opened=("b",)))] == [
        ("yopiqsoz", "ёпиқсоз")
    ]


def test_a_reader_overtaken_by_a_rebuild_asks_the_new_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, other = PageIndex(tmp_path), PageIndex(tmp_path)
    with index.writer() as writer:
        writer.replace_object(work("a", "A"), [page(1, "eski matn")])
    assert other.count() == 2
    real, calls = other._search, []

    def overtaken(query: Query) -> object:
        calls.append(query)
        if len(calls) == 1:
            with index.rebuild() as writer:
                writer.replace_object(work("b", "B"), [page(1, "yangi matn")])
            raise FileNotFoundError("swept away")
        return real(query)

    monkeypatch.setattr(other, "_search", overtaken)
    monkeypatch.setattr(other, "check", lambda: pytest.fail("the new index need not be read through"))
    assert other.search(Query("yangi")).total == 1
