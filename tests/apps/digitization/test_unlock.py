"""Encrypted PDFs: the master keeps its lock, pages come from an unlocked copy, and no password is kept anywhere."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from tests.apps.digitization.making import PASSWORD, done_page, draw_scan, locked_pdf

from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.hot_folder import take_entry
from javon.apps.digitization.actions.intake import object_intake
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_finish_processing, page_task
from javon.apps.digitization.actions.rebuilding import object_restore
from javon.apps.digitization.actions.unlock import object_unlock
from javon.apps.digitization.enums import ObjectStatus, SourceStatus
from javon.apps.digitization.errors import AlreadyDigitizedError, LockedError, NotAllowedError, WrongPasswordError
from javon.apps.digitization.models import DigitalObject, Page, SourceFile
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.digitization.queries.objects import locked_sources
from javon.apps.digitization.tasks import intake_object
from javon.apps.people.models import User
from javon.base.jobs import Job
from javon.engines.imaging.intake import load_frame

pytestmark = pytest.mark.django_db


def _taken(path: Path, *passwords: str) -> DigitalObject:
    taken = object_from_paths(paths=[path], by=None, record_values={"title": "Yopiq"})
    return object_intake(object=taken.object, by=None, passwords=passwords)


def test_with_its_password_the_file_gives_its_pages(tmp_path: Path) -> None:
    path = locked_pdf(tmp_path / "kitob.pdf")
    object = _taken(path, "boshqa", PASSWORD)
    (source,) = SourceFile.objects.filter(object=object)
    assert (source.status, source.frames) == (SourceStatus.STORED, 2)
    assert source.stored is not None
    assert source.stored.path.read_bytes() == path.read_bytes()
    for page in object.pages.select_related("object", "source__stored", "source__unlocked"):
        task = page_task(page)
        assert task.password == ""
        assert load_frame(task.source, task.frame).pixels.min() == 255


def test_without_it_the_file_waits_and_the_web_can_open_it(tmp_path: Path, operator: User, cataloguer: User) -> None:
    with pytest.raises(LockedError, match=r"kitob\.pdf"):
        _taken(locked_pdf(tmp_path / "kitob.pdf"))
    object = DigitalObject.objects.get()
    (tmp_path / "kitob.pdf").unlink()
    assert [source.name for source in locked_sources(object)] == ["kitob.pdf"]
    with pytest.raises(NotAllowedError):
        object_unlock(object=object, password=PASSWORD, by=cataloguer)
    for wrong in ("boshqa", "", "x" * 600):
        with pytest.raises(WrongPasswordError):
            object_unlock(object=object, password=wrong, by=operator)
    assert object_unlock(object=object, password=PASSWORD, by=operator) == 1
    object.refresh_from_db()
    assert (object.status, object.pages.count()) == (ObjectStatus.PROCESSING, 2)
    assert not locked_sources(object).exists()
    assert Job.objects.filter(name="digitization.process_object").count() == 1
    with pytest.raises(WrongPasswordError):
        object_unlock(object=object, password=PASSWORD, by=operator)


def test_the_others_go_on_and_the_locked_one_comes_to_its_place(tmp_path: Path, operator: User) -> None:
    folder = tmp_path / "kitob"
    for number in (1, 3):
        draw_scan(folder / f"{number}.png", str(number))
    locked_pdf(folder / "2.pdf")
    object = _taken(folder)
    assert object.pages.count() == 2
    assert SourceFile.objects.get(name="2.pdf").code == "needs-password"
    object_unlock(object=object, password=PASSWORD, by=operator)
    names = [page.source.name for page in object.pages.order_by("position")]
    assert names == ["1.png", "2.pdf", "2.pdf", "3.png"]


def test_the_same_command_with_the_password_goes_on(tmp_path: Path) -> None:
    path = locked_pdf(tmp_path / "kitob.pdf")
    for given, code in ((), "needs-password"), (("boshqa",), "wrong-password"):
        with pytest.raises(LockedError):
            _taken(path, *given)
        assert SourceFile.objects.get().code == code
    assert _taken(path, PASSWORD).pages.count() == 2
    assert DigitalObject.objects.count() == 1


def test_the_password_is_kept_nowhere_and_the_copy_comes_back(tmp_path: Path, settings: LazySettings) -> None:
    object = _taken(locked_pdf(tmp_path / "kitob.pdf"), PASSWORD)
    for page in Page.objects.filter(object=object).select_related("object"):
        done_page(page, "matn")
    object = object_finish_processing(object=object)
    object_preserve(object=object)
    names = set(preservation_root().state(object.identifier))
    assert {"masters/00001-kitob.pdf", "unlocked/00001-kitob.pdf"} <= names
    found = subprocess.run(
        ["grep", "-rl", PASSWORD, str(settings.JAVON_DATA)], capture_output=True, text=True, check=False
    )
    assert found.stdout == ""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert PASSWORD not in str(cursor.fetchall()), table

    Page.objects.all().delete()
    DigitalObject.objects.all().delete()
    back = object_restore(identifier=object.identifier)
    source = SourceFile.objects.select_related("unlocked", "stored").get(object=back)
    assert source.unlocked is not None
    assert load_frame(source.readable_path, 1).pixels.min() == 255


def test_a_locked_file_in_the_hot_folder_is_stored_and_waits(tmp_path: Path, operator: User) -> None:
    entry = locked_pdf(tmp_path / "taken" / "kitob.pdf")
    object = take_entry(entry)
    assert object is not None
    assert not entry.exists()
    assert object_unlock(object=object, password=PASSWORD, by=operator) == 1
    assert object.pages.count() == 2


def test_the_job_leaves_a_locked_object_waiting(tmp_path: Path, operator: User) -> None:
    taken = object_from_paths(paths=[locked_pdf(tmp_path / "kitob.pdf")], by=operator, record_values={"title": "Yopiq"})
    for _time in range(2):
        intake_object(object_id=taken.object.pk)
    assert [source.name for source in locked_sources(taken.object)] == ["kitob.pdf"]
    assert object_unlock(object=taken.object, password=PASSWORD, by=operator) == 1


def test_the_same_locked_file_from_another_place_is_recognized(tmp_path: Path) -> None:
    first = _taken(locked_pdf(tmp_path / "kitob.pdf"), PASSWORD)
    (tmp_path / "nusxa.pdf").write_bytes((tmp_path / "kitob.pdf").read_bytes())
    with pytest.raises(AlreadyDigitizedError) as caught:
        _taken(tmp_path / "nusxa.pdf", PASSWORD)
    assert caught.value.identifier == first.identifier
    assert DigitalObject.objects.count() == 1
