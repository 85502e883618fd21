"""A new version of an object never speaks for bytes that it has not seen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.apps.digitization.making import judged
from tests.apps.digitization.test_archive_check import BLOWS, flip, folder, given, master

from javon.apps.digitization.actions import archive_copies
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.models import ArchiveDamage, ArchivedObject, DigitalObject, Page
from javon.apps.digitization.queries.archive import Item, preservation_root
from javon.apps.digitization.queries.archive_state import damages_open
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import JournalRow
from javon.engines.formats import Known, OcflError

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(book: DigitalObject) -> DigitalObject:
    """The book, in the store."""
    object_preserve(object=book)
    return book


def correct(book: DigitalObject, by: User) -> None:
    page = Page.objects.select_related("object").get(object=book, key="p0003")
    text_correct(page=page, lines={(0, 0): "tuzatilgan"}, base_version=page.text_version, by=by)


@pytest.mark.parametrize("blow", BLOWS)
def test_a_damaged_master_of_version_1_is_noticed_and_repaired(kept: DigitalObject, operator: User, blow: str) -> None:
    before = master(kept).read_bytes()
    path = master(kept)
    BLOWS[blow][0](path)
    correct(kept, operator)
    assert object_preserve(object=kept) == 2
    assert [(row.object, row.kind, row.pages, row.end) for row in ArchiveDamage.objects.all()] == [
        (kept.identifier, BLOWS[blow][1], ["p0001"], "repaired")
    ]
    assert path.read_bytes() == before
    assert judged(preservation_root()) == []


@pytest.mark.parametrize("blow", BLOWS)
def test_a_master_lost_in_every_copy_is_named_and_left_out(kept: DigitalObject, operator: User, blow: str) -> None:
    for path in (master(kept), given(kept)):
        BLOWS[blow][0](path)
    correct(kept, operator)
    assert object_preserve(object=kept) == 2
    assert {(row.place, row.kind) for row in damages_open()} >= {("store", BLOWS[blow][1])}
    root = preservation_root()
    assert "masters/00001-1.png" in root.state(kept.identifier, 1)
    assert "masters/00001-1.png" not in root.state(kept.identifier, 2)
    assert b'href="masters/00001-1.png"' in root.get(kept.identifier, "mets.xml", 1).read_bytes()
    assert b'href="masters/00001-1.png"' not in root.get(kept.identifier, "mets.xml").read_bytes()
    assert "not whole: 1" in root.versions(kept.identifier)[1].message
    assert JournalRow.objects.filter(action="digitization.damage_find", subject=f"object:{kept.identifier}").exists()
    assert object_preserve(object=kept) == 2, "the same loss makes no further version"


def test_a_master_that_came_back_is_spoken_for_again(kept: DigitalObject, operator: User) -> None:
    bytes_before, held = master(kept).read_bytes(), master(kept)
    for path in (held, given(kept)):
        flip(path)
    correct(kept, operator)
    object_preserve(object=kept)
    held.write_bytes(bytes_before)
    assert object_preserve(object=kept) == 3
    assert "masters/00001-1.png" in preservation_root().state(kept.identifier)
    assert judged(preservation_root()) == []


@pytest.mark.parametrize("blow", BLOWS)
def test_a_first_version_is_made_without_a_master_that_is_damaged_already(book: DigitalObject, blow: str) -> None:
    BLOWS[blow][0](given(book, 2))
    assert object_preserve(object=book) == 1
    assert [(row.place, row.pages) for row in damages_open()] == [("files", ["p0002"])]
    names = set(preservation_root().state(book.identifier))
    assert {"masters/00001-1.png", "masters/00003-3.png"} <= names
    assert "masters/00002-2.png" not in names
    assert judged(preservation_root()) == []


@pytest.mark.parametrize("name", ["pages/p0001/page.json", "pages/p0001/alto.xml", "record.marcxml", "object.json"])
def test_lost_text_is_written_anew(kept: DigitalObject, operator: User, name: str) -> None:
    path = folder(kept) / "v1/content" / name
    before = path.read_bytes()
    path.unlink()
    object_preserve(object=kept)
    assert name in preservation_root().state(kept.identifier)
    assert path.read_bytes() == before
    assert ArchiveDamage.objects.filter(kind="missing", path__endswith=name, end="repaired").exists()


def test_a_lost_history_is_named_and_goes_on_from_an_older_one(kept: DigitalObject, operator: User) -> None:
    correct(kept, operator)
    object_preserve(object=kept)
    (folder(kept) / "v2/content/history.jsonl").unlink()
    object_preserve(object=kept)
    root = preservation_root()
    first, third = (root.get(kept.identifier, "history.jsonl", number).read_text() for number in (1, 3))
    assert third.startswith(first)
    assert "text_correct" in third
    assert [row.path for row in damages_open()] == ["v2/content/history.jsonl"]


def test_what_was_read_a_moment_ago_is_not_read_again(
    kept: DigitalObject, operator: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    real = archive_copies.read_item

    def counted(item: Item) -> str | None:
        read.append(item.title)
        return real(item)

    monkeypatch.setattr(archive_copies, "read_item", counted)
    object_preserve(object=kept)
    assert not any(name.startswith("masters/") for name in read)
    ArchivedObject.objects.filter(pk=kept.identifier).update(read_at=clock.now() - timedelta(days=2))
    object_preserve(object=kept)
    assert sum(name.startswith("masters/") for name in read) == 3


def test_a_garbled_inventory_is_mended_before_the_next_version(kept: DigitalObject, operator: User) -> None:
    (folder(kept) / "inventory.json").write_bytes(b"{")
    correct(kept, operator)
    assert object_preserve(object=kept) == 2
    assert {(row.kind, row.end) for row in ArchiveDamage.objects.all()} == {("inventory", "repaired")}
    assert judged(preservation_root()) == []


def test_the_engine_alone_speaks_for_nothing_that_is_gone(kept: DigitalObject) -> None:
    root, name = preservation_root(), kept.identifier
    state = {path: Known(root.get(name, path), digest) for path, digest in root.state(name).items()}
    master(kept).unlink()
    with pytest.raises(OcflError, match="is gone from the store"):
        root.put(name, {**state, "new.txt": b"1"}, message="", user="x", created=clock.now())
    assert len(root.versions(name)) == 1
