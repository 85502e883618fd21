"""Releases outlive the database: in the preservation store, and from the time before there were any."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.apps.digitization.test_rebuilding import _lost

from javon.apps.digitization.actions import review
from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.drop import draft_drop
from javon.apps.digitization.actions.object import object_accept, object_describe, object_publish
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.actions.release import object_release
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.drafts import differences, draft_waits
from javon.apps.digitization.queries.editions import edition_now, edition_shown
from javon.apps.digitization.queries.package import release_values
from javon.apps.digitization.queries.texts import page_texts
from javon.apps.people.models import User

TEXTS = ["birinchi sahifa", "ikkinchi sahifa matni", "uchinchi"]


def fresh(book: DigitalObject) -> DigitalObject:
    return DigitalObject.objects.select_related("record", "release").get(identifier=book.identifier)


def shown(book: DigitalObject) -> list[str]:
    return [model.text for _page, model in page_texts(edition_shown(fresh(book)))]


def now(book: DigitalObject) -> list[str]:
    return [model.text for _page, model in page_texts(edition_now(fresh(book)))]


def _edited(book: DigitalObject, operator: User) -> None:
    page = Page.objects.get(object=book, key="p0001")
    text_correct(page=page, lines={(0, 0): "tuzatilgan"}, base_version=page.text_version, by=operator)
    review.page_exclude(page=Page.objects.get(object=book, key="p0003"), excluded=True, by=operator)
    object_describe(object=book, by=operator, title="Boshqa nom")


@pytest.mark.django_db
def test_the_store_gives_readers_what_was_released_and_the_draft_to_staff(
    book: DigitalObject, operator: User, head: User, settings: LazySettings
) -> None:
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_assemble(object=book)
    _edited(book, operator)
    object_preserve(object=book)
    before = release_values(fresh(book).release)
    _lost(settings)
    restored = object_restore(identifier=book.identifier)
    assert (shown(restored), now(restored)) == (TEXTS, ["tuzatilgan", TEXTS[1]])
    back = fresh(restored)
    assert release_values(back.release) == before
    assert (back.shown_record.title, back.record.title) == ("Sinov kitobi", "Boshqa nom")
    assert draft_waits(back)
    assert {one.new.key for one in differences(back, back.release).pages} == {"p0001", "p0003"}
    draft_drop(object=back, by=None)
    assert now(restored) == TEXTS


@pytest.mark.django_db
def test_each_release_makes_a_version_that_names_it(book: DigitalObject, operator: User, head: User) -> None:
    object_publish(object=object_accept(object=book, by=head), by=head)
    object_assemble(object=book)
    object_preserve(object=book)
    _edited(book, operator)
    object_assemble(object=book)
    object_preserve(object=book)
    object_release(object=book, by=head)
    object_preserve(object=book)
    root = preservation_root()
    messages = [version.message for version in root.versions(book.identifier)]
    assert ["release 1" in messages[0], "release 1" in messages[1], "release 2" in messages[2]] == [True] * 3
    kept = [
        json.loads(root.whole(book.identifier, "release.json", number).read_bytes())["record_values"]["title"]
        for number in (1, 2, 3)
    ]
    assert kept == ["Sinov kitobi", "Sinov kitobi", "Boshqa nom"]


@pytest.mark.django_db
def test_a_package_from_before_releases_comes_back_open(
    book: DigitalObject, head: User, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    object_publish(object=object_accept(object=book, by=head), by=head)
    with monkeypatch.context() as patch:
        patch.setattr(DigitalObject, "released", None)
        object_preserve(object=book)
    assert "release.json" not in preservation_root().state(book.identifier)
    _lost(settings)
    restored = object_restore(identifier=book.identifier)
    assert fresh(restored).is_published
    assert shown(restored) == TEXTS
    assert not draft_waits(fresh(restored))


@pytest.mark.django_db(transaction=True)
def test_what_was_published_before_becomes_its_first_release(settings: LazySettings) -> None:
    executor = MigrationExecutor(connection)
    executor.migrate([("digitization", "0004_releases")])
    old = executor.loader.project_state([("digitization", "0004_releases"), ("catalog", "0001_initial")]).apps
    record = old.get_model("catalog", "Record").objects.create(title="Eski kitob", creators=["Olim"])
    made = old.get_model("digitization", "DigitalObject").objects.create(
        identifier="jv000000000", record=record, status="published", revision=7, assembled_revision=7
    )
    source = old.get_model("digitization", "SourceFile").objects.create(object=made, position=1, name="1.tif")
    fields = {"object": made, "source": source, "status": "done", "language": "uz-Latn", "text_version": 2}
    for number, excluded in ((1, False), (2, True)):
        page = old.get_model("digitization", "Page").objects.create(
            key=f"p000{number}", position=number, frame=number, folder=f"p000{number}/1/0", excluded=excluded, **fields
        )
        for version in (1, 2):
            old.get_model("digitization", "PageText").objects.create(page=page, version=version, packed=b"")
    old.get_model("digitization", "ContentsEntry").objects.create(object=made, position=1, title="Bob", page=page)
    folder = Path(settings.JAVON_DERIVATIVES) / "jv000000000"
    folder.mkdir(parents=True)
    (folder / "book.pdf").write_bytes(b"%PDF-")
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())
    book = DigitalObject.objects.select_related("record", "release").get(identifier="jv000000000")
    assert (book.release.number, book.release.revision, book.shown_record.title) == (1, 7, "Eski kitob")
    assert [(page.key, page.text.version) for page in book.release.shown_pages()] == [("p0001", 2)]
    assert book.release.contents == [[1, "Bob", "p0002", "person"]]
    assert (book.release.folder / "book.pdf").read_bytes() == b"%PDF-"
    assert not draft_waits(book)
    assert not differences(book, book.release).any()
