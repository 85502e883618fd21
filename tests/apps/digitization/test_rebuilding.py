"""``javon rebuild``: an empty database and an empty index, and everything is there again, counted equal."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from tests.apps.digitization.making import done_object, done_page, draw_folder, draw_scan, judged, taken_object
from tests.apps.digitization.test_preservation import _emptied, _facts

from javon.apps.catalog.models import Record
from javon.apps.digitization.actions import redo, rescan, review
from javon.apps.digitization.actions.object import object_accept, object_publish
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_finish_processing, object_process
from javon.apps.digitization.actions.rebuilding import (
    derivatives_remake,
    object_restore,
    preserved_count,
    restored_count,
)
from javon.apps.digitization.actions.text import text_correct, text_restore
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import JournalRow
from javon.base.audit.protection import protect, unprotect
from javon.base.files import StoredFile
from javon.base.jobs import Job, run_until_idle
from javon.cli import rebuilding
from javon.cli.rebuilding import DIFFERENT, DONE, NOTHING
from javon.engines.formats import OcflError, OcflRoot

pytestmark = pytest.mark.django_db


def _page(book: DigitalObject, key: str) -> Page:
    return Page.objects.select_related("object", "source__stored").get(object=book, key=key)


def _versions(book: DigitalObject) -> int:
    return len(preservation_root().versions(book.identifier))


def _valid(root: OcflRoot) -> None:
    """Judged by ocfl-py, and by our own reading of every byte."""
    assert judged(root) == []
    for name in root.objects():
        assert root.verify(name) == []


def _lost(settings: LazySettings) -> None:
    """Everything but the preservation store is gone, people as well."""
    _emptied()
    User.objects.all().delete()
    Job.objects.all().delete()
    for folder in (settings.JAVON_FILES, settings.JAVON_DERIVATIVES, settings.JAVON_INDEX):
        shutil.rmtree(folder, ignore_errors=True)


def test_everything_that_people_did_comes_back(
    book: DigitalObject, operator: User, head: User, tmp_path: Path, settings: LazySettings
) -> None:
    text_correct(page=_page(book, "p0002"), lines={(0, 0): "tuzatilgan matn"}, base_version=1, by=operator)
    text_restore(page=_page(book, "p0002"), version=1, by=head)
    review.page_label(page=_page(book, "p0001"), label="iv", by=operator)
    review.page_mark_blank(page=_page(book, "p0003"), blank=True, by=operator)
    object_preserve(object=book)
    new = rescan.page_insert(after=_page(book, "p0001"), path=draw_scan(tmp_path / "y.png", "y"), name="y.png", by=head)
    done_page(new, "qoʻshilgan sahifa")
    other = rescan.page_replace(
        page=_page(book, "p0002"), path=draw_scan(tmp_path / "z.png", "z"), name="z.png", by=head
    )
    done_page(other, "almashtirilgan sahifa")
    object_finish_processing(object=book)
    review.page_reorder(object=book, keys=["p0004"], after=None, by=operator)
    review.page_exclude(page=_page(book, "p0003"), excluded=True, by=operator)
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_preserve(object=book)
    _valid(preservation_root())
    before, people = _named(book), {operator.username, head.username}
    _lost(settings)
    object_restore(identifier=book.identifier)
    back = DigitalObject.objects.get(identifier=book.identifier)
    assert _named(back) == before
    assert restored_count(book.identifier) == preserved_count(book.identifier)
    closed = User.objects.filter(username__in=people)
    assert {(user.username, user.is_active, user.has_usable_password()) for user in closed} == {
        (name, False, False) for name in people
    }


def _named(book: DigitalObject) -> dict[str, Any]:
    """The facts with people by name, not by key."""
    names = dict(User.objects.values_list("pk", "username"))
    facts = _facts(DigitalObject.objects.get(pk=book.pk))
    for name in ("created_by", "accepted_by", "published_by"):
        facts["object"][name] = names.get(facts["object"][name])
    for page in facts["pages"]:
        page["reviewed_by"] = names.get(page["reviewed_by"])
    facts["texts"] = [(key, version, kind, names.get(by), *rest) for key, version, kind, by, *rest in facts["texts"]]
    return facts


def _changed(book: DigitalObject) -> set[str]:
    """Files that differ between the last two versions, where there is a new one."""
    versions = preservation_root().versions(book.identifier)
    old, new = ({} if len(versions) == 1 else versions[-2].state), versions[-1].state
    return {name for name in new if old.get(name) != new[name]} if old else set()


def test_a_rebuild_adds_no_version(book: DigitalObject, operator: User, settings: LazySettings) -> None:
    text_correct(page=_page(book, "p0001"), lines={(0, 0): "yangi"}, base_version=1, by=operator)
    object_preserve(object=book)
    versions = _versions(book)
    _lost(settings)
    for _time in range(2):
        restored = object_restore(identifier=book.identifier)
        object_preserve(object=restored)
        assert (_versions(book), _changed(book)) == (versions, set())
        _lost(settings)


def test_what_was_done_before_a_rebuild_is_told_after_it(
    book: DigitalObject, operator: User, settings: LazySettings
) -> None:
    text_correct(page=_page(book, "p0001"), lines={(0, 0): "yangi"}, base_version=1, by=operator)
    object_preserve(object=book)
    before = _deeds(book)
    _lost(settings)
    unprotect(connection)
    JournalRow.objects.all().delete()
    protect(connection)
    restored = object_restore(identifier=book.identifier)
    review.page_exclude(page=_page(restored, "p0003"), excluded=True, by=None)
    object_preserve(object=restored)
    assert _deeds(book) == [*before, ("digitization.page_exclude", "")]
    assert ("digitization.text_correct", operator.username) in before
    mets = preservation_root().get(book.identifier, "mets.xml").read_text(encoding="utf-8")
    assert f"person:{operator.username}" in mets


def _deeds(book: DigitalObject) -> list[tuple[str, str]]:
    lines = preservation_root().get(book.identifier, "history.jsonl").read_text(encoding="utf-8").splitlines()
    return [(deed["action"], deed["by"]) for deed in map(json.loads, lines)]


def test_objects_of_one_record_stand_under_one_record_again(
    book: DigitalObject, tmp_path: Path, cataloguer: User, settings: LazySettings
) -> None:
    record = book.record
    Record.objects.filter(pk=record.pk).update(created_by=cataloguer)
    second = done_object(tmp_path / "ikki", "boshqa papka")
    DigitalObject.objects.filter(pk=second.pk).update(record=record)
    same_title = done_object(tmp_path / "uch", "uchinchi papka", title=record.title)
    for one in (book, second, same_title):
        object_preserve(object=one)
    numbers = {one.identifier: DigitalObject.objects.get(pk=one.pk).record_id for one in (book, second, same_title)}
    created = record.created_at
    _lost(settings)
    for name in numbers:
        object_restore(identifier=name)
    assert {one.identifier: one.record_id for one in DigitalObject.objects.all()} == numbers
    assert DigitalObject.objects.values("record").distinct().count() == 2
    back = Record.objects.get(pk=record.pk)
    assert (back.created_at, back.created_by.username) == (created, cataloguer.username)
    Record.objects.create(title="Yangi yozuv")


def test_the_halves_of_a_double_page_get_their_images_again(
    tmp_path: Path, settings: LazySettings, operator: User
) -> None:
    settings.JAVON_RECOGNIZER = "null"
    made = object_process(object=taken_object(draw_folder(tmp_path / "kitob", 2)), workers=1)
    page = _page(made, "p0001")
    redo.page_split(page=page, at=page.width // 2, by=operator)
    made = object_process(object=made, workers=1)
    halves = [_page(made, key) for key in ("p0001", "p0001b")]
    before = [half.path("mask.tif").read_bytes() for half in halves]
    assert before[0] != before[1]
    shutil.rmtree(settings.JAVON_DERIVATIVES)
    assert derivatives_remake(object=made, workers=1) == 3
    assert [half.path("mask.tif").read_bytes() for half in halves] == before


def test_an_excluded_half_stays_excluded_after_a_rescan(
    book: DigitalObject, operator: User, tmp_path: Path, settings: LazySettings
) -> None:
    first = _page(book, "p0001")
    half = Page.objects.create(
        object=book, key="p0001b", position=9, source=first.source, frame=0, part=1, status="done", text_version=0
    )
    Page.objects.filter(pk=half.pk).update(changed_at=clock.now() - timedelta(hours=1))
    object_preserve(object=book)
    rescan.page_replace(page=first, path=draw_scan(tmp_path / "y.png", "y"), name="y.png", by=operator)
    _long_ago(book, "p0001b")
    object_preserve(object=book)
    _lost(settings)
    assert Page.objects.filter(object=object_restore(identifier=book.identifier), excluded=True).count() == 1


def _long_ago(book: DigitalObject, key: str) -> None:
    """The copy before was made long after the page was, by the clock."""
    book.refresh_from_db()
    assert Page.objects.get(object=book, key=key).changed_at > clock.now() - timedelta(minutes=1)


def test_what_changed_while_the_clock_was_wrong_is_kept(
    book: DigitalObject, operator: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    right = clock.now
    monkeypatch.setattr(clock, "now", lambda: right() + timedelta(hours=3))
    object_preserve(object=book)
    monkeypatch.undo()
    text_correct(page=_page(book, "p0001"), lines={(0, 0): "soat toʻgʻrilangach"}, base_version=1, by=operator)
    object_preserve(object=book)
    _lost(settings)
    back = object_restore(identifier=book.identifier)
    assert Page.objects.get(object=back, key="p0001").text_version == 2


def _run(rows_only: bool = True) -> int:
    return rebuilding.rebuild(workers=1, rows_only=rows_only)


DAMAGES = {
    "the inventory is cut": lambda root: (root / "inventory.json").write_bytes(b'{"id":'),
    "the inventory is gone": lambda root: (root / "inventory.json").unlink(),
    "the seal is gone": lambda root: (root / "inventory.json.sha512").unlink(),
    "the declaration is gone": lambda root: (root / "0=ocfl_object_1.1").unlink(),
    "a master is altered": lambda root: _alter(next(root.glob("v1/content/masters/*"))),
    "a master is gone": lambda root: next(root.glob("v1/content/masters/*")).unlink(),
    "a page is altered": lambda root: _alter(next(root.glob("v1/content/pages/*/page.json"))),
    "the object's file is altered": lambda root: _alter(next(root.glob("v1/content/object.json"))),
    "everything is gone": lambda root: [path.unlink() for path in root.rglob("*") if path.is_file()],
}


def _alter(path: Path) -> None:
    """One bit, and still JSON where it was JSON.  The file may be a link to a stored one: a copy takes its place."""
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data.replace(b"0", b"1", 1) if b"0" in data else data[:-1])


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_object_is_named_and_the_others_come_back(
    book: DigitalObject, tmp_path: Path, settings: LazySettings, capsys: pytest.CaptureFixture[str], damage: str
) -> None:
    other = done_object(tmp_path / "ikki", "boshqa kitob")
    for one in (book, other):
        object_preserve(object=one)
    _lost(settings)
    DAMAGES[damage](preservation_root()._object_root(book.identifier))
    if damage == "the declaration is gone":
        assert _run() == DONE, "the declaration says nothing that the inventory does not say"
        return
    assert _run() == DIFFERENT
    shown = "".join(capsys.readouterr().out.split())
    assert book.identifier in shown
    assert "Traceback" not in shown
    assert not DigitalObject.objects.filter(identifier=book.identifier).exists()
    assert DigitalObject.objects.filter(identifier=other.identifier).exists()
    assert StoredFile.objects.count() == 1


def test_an_altered_byte_is_told_with_the_file(book: DigitalObject, settings: LazySettings) -> None:
    object_preserve(object=book)
    _lost(settings)
    DAMAGES["a master is altered"](preservation_root()._object_root(book.identifier))
    with pytest.raises(OcflError, match=r"masters/0000\d-\d\.png was altered"):
        object_restore(identifier=book.identifier)


def test_an_interrupted_rebuild_goes_on(
    book: DigitalObject, tmp_path: Path, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = done_object(tmp_path / "ikki", "boshqa kitob")
    for one in (book, other):
        object_preserve(object=one)
    _lost(settings)
    restored: list[str] = []

    def broken(*, identifier: str) -> DigitalObject:
        if restored:
            raise KeyboardInterrupt
        restored.append(identifier)
        return object_restore(identifier=identifier)

    monkeypatch.setattr(rebuilding, "object_restore", broken)
    with pytest.raises(KeyboardInterrupt):
        _run()
    assert DigitalObject.objects.count() == 1
    monkeypatch.undo()
    assert _run() == DONE
    assert DigitalObject.objects.count() == 2
    assert _run() == DONE


def test_an_empty_store_says_so(settings: LazySettings, db: None) -> None:
    assert _run() == NOTHING


def test_text_files_and_index_follow(book: DigitalObject, operator: User, head: User, settings: LazySettings) -> None:
    from javon.apps.library.queries.index_source import page_index  # noqa: PLC0415 -- slow import
    from javon.engines.index import Query  # noqa: PLC0415 -- slow import

    settings.JAVON_RECOGNIZER = "null"
    text_correct(page=_page(book, "p0002"), lines={(0, 0): "tuzatilgan satr"}, base_version=1, by=operator)
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_preserve(object=book)
    versions = _versions(book)
    _lost(settings)
    assert _run(rows_only=False) == DONE
    assert page_index().search(Query("tuzatilgan")).total == 1
    back = DigitalObject.objects.get()
    assert "tuzatilgan satr" in back.file("book.txt").read_text(encoding="utf-8")
    run_until_idle()
    assert _versions(back) == versions
    _valid(preservation_root())


@pytest.mark.parametrize("lost", ["access.tif", "mask.tif", "thumb.jpg"])
def test_a_page_of_which_only_some_images_were_made_is_made_again(
    tmp_path: Path, settings: LazySettings, lost: str
) -> None:
    settings.JAVON_RECOGNIZER = "null"
    made = object_process(object=taken_object(draw_folder(tmp_path / "kitob", 2)), workers=1)
    _page(made, "p0002").path(lost).unlink()
    assert derivatives_remake(object=made, workers=1) == 1
    assert _page(made, "p0002").path(lost).exists()
