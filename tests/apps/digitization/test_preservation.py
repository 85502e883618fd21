"""The preservation copy holds everything, and everything comes back from it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.forms.models import model_to_dict
from tests.apps.digitization.making import done_page, draw_scan, judged

from javon.apps.catalog.models import Record
from javon.apps.digitization.actions import assembly, preservation, redo, rescan, review
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.object import object_accept, object_publish
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_finish_processing
from javon.apps.digitization.actions.rebuilding import (
    derivatives_remake,
    object_restore,
    preserved_count,
    preserved_identifiers,
    restored_count,
)
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.errors import AssemblyError
from javon.apps.digitization.models import DigitalObject, Page, PageText, SourceFile
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.people.models import User
from javon.base.files import StoredFile
from javon.base.jobs import Job

pytestmark = pytest.mark.django_db


def _facts(book: DigitalObject) -> dict[str, Any]:
    """Everything that a person would miss, without database keys."""
    passing = ["assembled_revision", "preserved_revision", "preserved_at"]
    own = model_to_dict(book, exclude=["id", "record", "release", *passing])
    pages = [
        {**model_to_dict(page, exclude=["id", "object", "source", "changed_at"]), "source": page.source.name}
        for page in Page.objects.filter(object=book).order_by("key")
    ]
    texts = [
        (text.page.key, text.version, text.kind, text.created_by_id, text.created_at, text.data)
        for text in PageText.objects.filter(page__object=book).order_by("page__key", "version")
    ]
    sources = [
        model_to_dict(source, exclude=["id", "object", "created_at"])
        for source in SourceFile.objects.filter(object=book).order_by("position")
    ]
    record = model_to_dict(book.record, exclude=["id", "created_by", "created_at", "changed_at"])
    return {"object": own, "record": record, "pages": pages, "texts": texts, "sources": sources}


def _emptied() -> None:
    """The database as after a fresh start, people apart."""
    Page.objects.all().delete()
    SourceFile.objects.all().delete()
    DigitalObject.objects.all().delete()
    Record.objects.all().delete()
    StoredFile.objects.all().delete()


def test_an_object_comes_back_from_the_store_alone(
    book: DigitalObject, operator: User, head: User, tmp_path: Path, settings: LazySettings
) -> None:
    page = Page.objects.select_related("object").get(object=book, key="p0002")
    text_correct(page=page, lines={(0, 0): "tuzatilgan matn"}, base_version=1, by=operator)
    review.page_accept(page=page, by=operator)
    review.page_reorder(object=book, keys=["p0003"], after=None, by=operator)
    third = Page.objects.select_related("object").get(object=book, key="p0003")
    review.page_exclude(page=third, excluded=True, by=operator)
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_preserve(object=book)
    book.refresh_from_db()
    before = _facts(book)
    _emptied()
    shutil.rmtree(settings.JAVON_FILES)
    shutil.rmtree(settings.JAVON_DERIVATIVES)
    assert preserved_identifiers() == [book.identifier]
    restored = object_restore(identifier=book.identifier)
    assert _facts(DigitalObject.objects.get(pk=restored.pk)) == before
    assert restored_count(book.identifier) == preserved_count(book.identifier)
    assert object_restore(identifier=book.identifier) == restored
    assert DigitalObject.objects.count() == 1


def test_the_same_state_makes_no_new_version(book: DigitalObject, operator: User, first: Page) -> None:
    assert [object_preserve(object=book), object_preserve(object=book)] == [1, 1]
    text_correct(page=first, lines={(0, 0): "yangi"}, base_version=1, by=operator)
    assert object_preserve(object=book) == 2
    versions = preservation_root().versions(book.identifier)
    old, new = versions[0].state, versions[1].state
    changed = {name for name in new if old.get(name) != new[name]}
    assert {"object.json", "mets.xml", "pages/p0001/page.json", "pages/p0001/alto.xml"} <= changed
    assert not any("p0002" in name or name.startswith("masters/") for name in changed)


def test_a_moved_page_is_written_down_too(book: DigitalObject, operator: User) -> None:
    object_preserve(object=book)
    review.page_reorder(object=book, keys=["p0003"], after=None, by=operator)
    object_preserve(object=book)
    root = preservation_root()
    kept = json.loads(root.get(book.identifier, "pages/p0003/page.json").read_bytes())
    assert kept["position"] == 1


def test_an_old_master_comes_back_from_an_older_version(
    book: DigitalObject, first: Page, operator: User, tmp_path: Path, settings: LazySettings
) -> None:
    object_preserve(object=book)
    path = draw_scan(tmp_path / "yangi.png", "yangi")
    page = rescan.page_replace(page=first, path=path, name="yangi.png", by=operator)
    done_page(page, "yangi matn")
    object_finish_processing(object=book)
    object_preserve(object=book)
    masters = SourceFile.objects.filter(object=book).count()
    _emptied()
    shutil.rmtree(settings.JAVON_FILES)
    object_restore(identifier=book.identifier)
    assert masters == 4
    assert StoredFile.objects.count() == 4


def test_images_are_made_again_from_master_and_recipe(tmp_path: Path, settings: LazySettings) -> None:
    from tests.apps.digitization.making import draw_folder, taken_object  # noqa: PLC0415 -- slow import

    from javon.apps.digitization.actions.processing import object_process  # noqa: PLC0415 -- slow import

    settings.JAVON_RECOGNIZER = "null"
    object = object_process(object=taken_object(draw_folder(tmp_path / "kitob", 2)), workers=1)
    page = Page.objects.select_related("object").get(object=object, key="p0002")
    before = page.path("mask.tif").read_bytes()
    shutil.rmtree(settings.JAVON_DERIVATIVES)
    assert derivatives_remake(object=object, workers=1) == 2
    assert page.path("mask.tif").read_bytes() == before
    assert derivatives_remake(object=object, workers=1) == 0


def test_the_store_is_valid_to_others(book: DigitalObject, first: Page, operator: User) -> None:
    object_preserve(object=book)
    redo.page_rotate(page=first, angle=90, by=operator)
    object_preserve(object=book)
    root = preservation_root()
    assert root.verify(book.identifier) == []
    assert judged(root) == []


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_others_see_a_damaged_master(book: DigitalObject, harm: str) -> None:
    """The judge of the tests above does judge: asked about the root alone it says nothing of a lost master."""
    object_preserve(object=book)
    root = preservation_root()
    master = next(root.place(book.identifier).glob("v1/content/masters/*"))
    data = master.read_bytes()
    master.unlink()
    if harm == "altered":
        master.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    (said,) = judged(root)
    assert "INVALID" in said


def test_files_of_the_book_show_its_newest_state(book: DigitalObject, first: Page, operator: User) -> None:
    object_assemble(object=book)
    for name in ("book.pdf", "book.epub", "book.txt", "alto.zip", "book.hocr.html"):
        assert book.file(name).stat().st_size > 0
    assert "birinchi sahifa" in book.file("book.txt").read_text(encoding="utf-8")
    text_correct(page=first, lines={(0, 0): "tuzatildi"}, base_version=1, by=operator)
    book.refresh_from_db()
    assert book.assembled_revision < book.revision
    object_assemble(object=book)
    assert "tuzatildi" in book.file("book.txt").read_text(encoding="utf-8")
    book.refresh_from_db()
    assert book.assembled_revision == book.revision
    written = book.file("book.pdf").stat().st_mtime_ns
    object_assemble(object=book)
    assert book.file("book.pdf").stat().st_mtime_ns == written


def test_a_format_that_breaks_takes_nothing_from_the_others(
    book: DigitalObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_options: object) -> None:
        raise ValueError("singan")

    monkeypatch.setattr(assembly, "write_epub", broken)
    with pytest.raises(AssemblyError, match=r"book\.epub: singan"):
        object_assemble(object=book)
    assert book.file("book.pdf").exists()
    assert book.file("alto.zip").exists()
    assert Job.objects.filter(name="digitization.preserve_object").exists()
    monkeypatch.undo()
    assert object_assemble(object=book).assembled_revision == book.revision


def test_two_writers_pack_the_same_object_without_touching_each_other(db: None, tmp_path: Path) -> None:
    book = DigitalObject(identifier="jv00000000z")
    with preservation._workbench(book) as first:
        (first / "mets.xml").write_text("one")
        with preservation._workbench(book) as second:
            (second / "mets.xml").write_text("two")
            assert (first / "mets.xml").read_text() == "one"
        assert (first / "mets.xml").read_text() == "one"
    assert list(book.folder.iterdir()) == []
