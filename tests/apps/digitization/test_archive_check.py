"""The archive checks itself: real damage of every kind is named by object and page, and repaired where it can be."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from tests.apps.digitization.making import done_object
from tests.apps.digitization.test_preservation import _emptied

from javon.apps.digitization.actions import archive_check as checking
from javon.apps.digitization.actions.archive_check import Share, archive_check, archive_check_due, archive_lock
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.errors import BusyError
from javon.apps.digitization.models import ArchiveDamage, ArchivedObject, ArchiveRound, DigitalObject, SourceFile
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.archive_state import archive_state, damages_open, damages_shown
from javon.apps.digitization.tasks import check_archive_now
from javon.base import clock
from javon.base.audit import JournalRow
from javon.base.files import file_store
from javon.engines.formats.ocfl.verify import Finding

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept(book: DigitalObject) -> DigitalObject:
    """The book, in the store."""
    object_preserve(object=book)
    return book


def folder(book: DigitalObject) -> Path:
    return preservation_root().place(book.identifier)


def master(book: DigitalObject, number: int = 1) -> Path:
    """The store's copy of a master."""
    return next(folder(book).glob(f"v1/content/masters/{number:05d}-*"))


def given(book: DigitalObject, number: int = 1) -> Path:
    """The same master in ``files/``."""
    source = SourceFile.objects.select_related("stored").get(object=book, position=number)
    assert source.stored is not None
    return source.stored.path


def writable(path: Path) -> Path:
    path.chmod(0o640)
    return path


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    writable(path).write_bytes(bytes(data))


def cut(path: Path) -> None:
    writable(path).write_bytes(path.read_bytes()[:-7])


def delete(path: Path) -> None:
    path.unlink()


BLOWS: dict[str, tuple[Callable[[Path], None], str]] = {
    "flipped": (flip, "altered"),
    "cut": (cut, "altered"),
    "deleted": (delete, "missing"),
}


def told() -> list[tuple[str, str, str, list[str]]]:
    """What was found in all: object, place, kind, pages."""
    return list(ArchiveDamage.objects.order_by("pk").values_list("object", "place", "kind", "pages"))


def test_a_whole_archive_is_read_to_the_last_byte(kept: DigitalObject, settings: LazySettings) -> None:
    found = archive_check()
    assert (found.found, found.share, told()) == (0, 1.0, [])
    contents = [path for path in folder(kept).glob("v*/content/**/*") if path.is_file()]
    masters = [path for path in Path(settings.JAVON_FILES).rglob("*") if path.is_file()]
    assert found.files == len(contents) + len(masters)
    assert found.size == sum(path.stat().st_size for path in [*contents, *masters])
    assert found.speed > 0
    assert ArchivedObject.objects.get(pk=kept.identifier).size == found.size
    row = JournalRow.objects.get(action="digitization.archive_check")
    assert row.data["bytes"] == found.size
    assert archive_state().last == found


@pytest.mark.parametrize("blow", BLOWS)
@pytest.mark.parametrize("copy", ["store", "files"])
def test_one_damaged_copy_is_named_and_made_whole_from_the_other(kept: DigitalObject, blow: str, copy: str) -> None:
    strike, kind = BLOWS[blow]
    path = master(kept, 2) if copy == "store" else given(kept, 2)
    before = path.read_bytes()
    strike(path)
    found = archive_check()
    assert told() == [(kept.identifier, copy, kind, ["p0002"])]
    assert (found.found, found.repaired) == (1, 1)
    assert path.read_bytes() == before
    assert not damages_open().exists()
    assert preservation_root().verify(kept.identifier) == []
    actions = list(JournalRow.objects.filter(subject=f"object:{kept.identifier}").values_list("action", flat=True)[:2])
    assert actions == ["digitization.damage_repair", "digitization.damage_find"]
    assert archive_check().found == 0


@pytest.mark.parametrize("blow", BLOWS)
def test_where_both_copies_are_damaged_it_stays_open_and_says_so(kept: DigitalObject, blow: str) -> None:
    for path in (master(kept), given(kept)):
        BLOWS[blow][0](path)
    archive_check()
    shown = damages_shown(damages_open())
    assert {one.damage.place for one in shown} == {"store", "files"}
    assert {(one.title, one.pages) for one in shown} == {("Sinov kitobi", "[1]-bet (p0001)")}
    assert all("zaxira" in one.advice for one in shown)


def test_one_file_with_two_names_is_told_of_in_both_places(book: DigitalObject, settings: LazySettings) -> None:
    settings.JAVON_SECOND_COPY = "link"
    object_preserve(object=book)
    assert master(book).samefile(given(book))
    flip(master(book))
    assert archive_check().found == 2
    assert {place for _object, place, _kind, _pages in told()} == {"store", "files"}
    assert damages_open().count() == 2


def test_links_become_two_copies_where_the_setting_says_so(book: DigitalObject, settings: LazySettings) -> None:
    settings.JAVON_SECOND_COPY = "link"
    object_preserve(object=book)
    settings.JAVON_SECOND_COPY = "copy"
    archive_check()
    assert not master(book).samefile(given(book))
    assert master(book).read_bytes() == given(book).read_bytes()
    assert given(book).stat().st_mode & 0o222 == 0


def test_without_repair_nothing_is_touched(kept: DigitalObject) -> None:
    delete(master(kept))
    archive_check(share=Share(repair=False))
    assert not list(folder(kept).glob("v1/content/masters/00001-*"))
    assert damages_open().count() == 1


def test_text_of_a_page_is_written_anew_from_the_database(kept: DigitalObject) -> None:
    path = folder(kept) / "v1/content/pages/p0003/page.json"
    before = path.read_bytes()
    flip(path)
    archive_check()
    assert told() == [(kept.identifier, "store", "altered", ["p0003"])]
    assert path.read_bytes() == before
    assert not damages_open().exists()


@pytest.mark.parametrize("name", ["inventory.json", "inventory.json.sha512", "v1/inventory.json", "0=ocfl_object_1.1"])
@pytest.mark.parametrize("blow", BLOWS)
def test_a_damaged_inventory_is_made_whole_from_the_other(kept: DigitalObject, name: str, blow: str) -> None:
    path = folder(kept) / name
    before = path.read_bytes()
    if name.startswith("0=") and blow != "deleted":
        return  # what stands in the declaration says nothing that its name does not say
    BLOWS[blow][0](path)
    archive_check()
    assert {(one[0], one[2]) for one in told()} == {(kept.identifier, "inventory")}
    assert path.read_bytes() == before
    assert preservation_root().verify(kept.identifier) == []
    assert not damages_open().exists()


def test_where_no_inventory_is_whole_the_object_is_named(kept: DigitalObject) -> None:
    for path in folder(kept).rglob("inventory.json"):
        path.write_bytes(b'{"id":')
    archive_check()
    assert {(row.object, row.kind) for row in damages_open()} == {(kept.identifier, "inventory")}


def test_a_lost_object_is_named_and_made_anew(kept: DigitalObject) -> None:
    for path in sorted(folder(kept).rglob("*"), reverse=True):
        path.chmod(0o750)
        path.rmdir() if path.is_dir() else path.unlink()
    folder(kept).rmdir()
    archive_check()
    assert told() == [(kept.identifier, "store", "no-object", [])]
    assert preservation_root().verify(kept.identifier) == []
    assert not damages_open().exists()


def test_a_strange_file_is_named_and_left_alone(kept: DigitalObject, settings: LazySettings) -> None:
    strange = folder(kept) / "v1/content/begona.txt"
    stored = Path(settings.JAVON_FILES) / "ab" / "cd" / "begona"
    stored.parent.mkdir(parents=True)
    for path in (strange, stored):
        path.write_text("begona")
        os.utime(path, (1, 1))
    archive_check()
    assert {(row.object, row.kind, Path(row.path).name) for row in damages_open()} == {
        (kept.identifier, "extra", "begona.txt"),
        ("", "extra", "begona"),
    }
    strange.unlink()
    stored.unlink()
    archive_check()
    assert not damages_open().exists()
    assert {row.end for row in ArchiveDamage.objects.all()} == {"gone"}


def test_an_object_that_the_database_lost_is_named(kept: DigitalObject) -> None:
    DigitalObject.objects.filter(pk=kept.pk).update(identifier="jv99999999z")
    DigitalObject.objects.filter(pk=kept.pk).update(preserved_revision=0)
    archive_check(share=Share(repair=False))
    assert {(row.object, row.kind) for row in damages_open()} == {(kept.identifier, "no-row")}


def test_a_master_without_an_object_is_read_too(kept: DigitalObject, tmp_path: Path) -> None:
    (tmp_path / "x.tif").write_bytes(b"II*\x00 yolgiz")
    stored = file_store(tmp_path / "x.tif", name="x.tif")
    flip(stored.path)
    archive_check()
    assert [(row.object, row.place, row.name) for row in damages_open()] == [("", "files", "x.tif")]


def test_shares_go_on_where_the_last_one_ended(kept: DigitalObject, tmp_path: Path) -> None:
    object_preserve(object=done_object(tmp_path / "ikki", "boshqa kitob"))
    flip(master(kept))
    rounds = [archive_check(share=Share(size=20_000))]
    while rounds[-1].finished_at is None:
        rounds.append(archive_check(share=Share(size=20_000)))
    assert len(rounds) > 2
    assert len({one.pk for one in rounds}) == 1
    sizes = [one.size for one in rounds]
    assert sizes == sorted(sizes)
    files, size = rounds[-1].files, rounds[-1].size
    again = archive_check()
    assert (again.files, again.size) == (files, size)
    assert [row.kind for row in ArchiveDamage.objects.all()] == ["altered"]


def test_an_interrupted_reading_goes_on(kept: DigitalObject, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = archive_check()
    read = checking.Reader.read

    def broken(self: Any, items: Any) -> Any:
        for number, one in enumerate(read(self, items)):
            if number == 2:
                raise KeyboardInterrupt
            yield one

    monkeypatch.setattr(checking.Reader, "read", broken)
    with pytest.raises(KeyboardInterrupt):
        archive_check()
    monkeypatch.undo()
    left = ArchiveRound.objects.get(finished_at=None)
    assert left.files == 2
    done = archive_check()
    assert (done.pk, done.files, done.size) == (left.pk, whole.files, whole.size)


def test_one_at_a_time(kept: DigitalObject) -> None:
    with archive_lock(), pytest.raises(BusyError):
        archive_check()
    assert archive_check().finished_at is not None


def test_one_object_alone_leaves_the_round_where_it_is(kept: DigitalObject, tmp_path: Path) -> None:
    other = done_object(tmp_path / "ikki", "boshqa kitob")
    object_preserve(object=other)
    flip(master(kept))
    flip(master(other))
    found = archive_check(share=Share(only=(kept.identifier,)))
    assert (found.found, ArchiveRound.objects.count()) == (1, 0)
    assert [row.object for row in ArchiveDamage.objects.all()] == [kept.identifier]


def test_the_calendar_has_every_byte_read_in_time(
    kept: DigitalObject, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JAVON_CHECK_DAYS = 90
    start, now = clock.now(), [clock.now()]
    monkeypatch.setattr(clock, "now", lambda: now[0])
    while not ArchiveRound.objects.exclude(finished_at=None).exists():
        archive_check_due(seconds=60)
        now[0] += timedelta(days=3)
        assert now[0] - start < timedelta(days=90)
    assert now[0] - start > timedelta(days=45), "the reading is spread over the time there is"
    settings.JAVON_CHECK_DAYS = 0
    assert archive_check_due(seconds=60) is None


def test_an_archive_not_read_in_time_is_told_of(kept: DigitalObject, settings: LazySettings) -> None:
    assert not archive_state().late
    DigitalObject.objects.filter(pk=kept.pk).update(preserved_at=clock.now() - timedelta(days=100))
    assert archive_state().late
    archive_check()
    assert not archive_state().late


def test_the_job_reads_to_the_end(kept: DigitalObject) -> None:
    check_archive_now()
    assert ArchiveRound.objects.exclude(finished_at=None).count() == 1


def test_a_damage_seen_amid_the_work_of_a_writer_is_none(kept: DigitalObject, monkeypatch: pytest.MonkeyPatch) -> None:
    root = type(preservation_root())
    real, looks = root.structure, []

    def unsettled(self: Any, name: str) -> Any:
        inventory, findings = real(self, name)
        looks.append(name)
        return inventory, [*findings, Finding("extra", "v2/inventory.json", "?")] if len(looks) == 1 else findings

    monkeypatch.setattr(root, "structure", unsettled)
    archive_check()
    assert told() == []


@pytest.mark.parametrize("copy", ["store", "files"])
def test_a_file_put_back_from_a_backup_is_seen_and_mends_the_other(kept: DigitalObject, copy: str) -> None:
    backup, places = master(kept).read_bytes(), {"store": master(kept), "files": given(kept)}
    for path in places.values():
        flip(path)
    archive_check()
    assert damages_open().count() == 2
    writable(places[copy]).write_bytes(backup)
    archive_check(share=Share(size=1, again=True))
    assert not damages_open().exists()
    assert {path.read_bytes() for path in places.values()} == {backup}
    assert {row.end for row in ArchiveDamage.objects.all()} == {"gone", "repaired"}


def test_known_damages_of_every_kind_are_looked_at_again(kept: DigitalObject, settings: LazySettings) -> None:
    strange = folder(kept) / "v1/content/begona.txt"
    strange.write_text("begona")
    (folder(kept) / "v1/inventory.json").unlink()
    archive_check(share=Share(repair=False))
    assert {row.kind for row in damages_open()} == {"extra", "inventory"}
    strange.unlink()
    archive_check(share=Share(size=1, again=True))
    assert not damages_open().exists()


def test_an_empty_house_begins_no_round(settings: LazySettings) -> None:
    settings.JAVON_CHECK_DAYS = 90
    assert archive_check_due(seconds=60) is None
    assert not ArchiveRound.objects.exists()


def test_a_folder_in_the_place_of_a_master_is_named(kept: DigitalObject) -> None:
    path = master(kept)
    path.unlink()
    path.mkdir()
    archive_check()
    (row,) = damages_open()
    assert (row.object, row.kind, row.pages) == (kept.identifier, "unreadable", ["p0001"])


def test_a_lost_database_and_a_damaged_master_still_come_back_from_the_other_copy(
    kept: DigitalObject, settings: LazySettings
) -> None:
    flip(master(kept))
    _emptied()
    object_restore(identifier=kept.identifier)
    archive_check()
    assert {(row.kind, row.end) for row in ArchiveDamage.objects.all()} == {("altered", "repaired")}
    assert preservation_root().verify(kept.identifier) == []


def test_many_lost_objects_are_named_and_not_made_anew(kept: DigitalObject, tmp_path: Path) -> None:
    names = [kept.identifier]
    for number in range(checking.FEW + 2):
        made = done_object(tmp_path / str(number), f"kitob {number}")
        object_preserve(object=made)
        names.append(made.identifier)
    for name in names:
        shutil.rmtree(preservation_root().place(name))
    archive_check()
    assert {row.object for row in ArchiveDamage.objects.all()} == set(names)
    assert damages_open().count() == len(names) - checking.FEW
    chosen = damages_open().first()
    assert chosen is not None
    archive_check(share=Share(only=(chosen.object,)))
    assert chosen.object in preservation_root()
