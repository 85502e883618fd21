"""Jobs carry an object all the way by themselves, and running them again changes nothing."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings
from tests.apps.digitization.making import draw_folder, held_by_another

from javon.apps.digitization import tasks
from javon.apps.digitization.actions.give import object_from_paths
from javon.apps.digitization.actions.redo import page_redo
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.enums import ObjectStatus, PageStatus
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.people.models import User
from javon.base import clock
from javon.base.jobs import Job, State, enqueue, run_until_idle

pytestmark = pytest.mark.django_db


def _all_done() -> None:
    """Run everything that waits, also what is put off for a moment."""
    for _round in range(5):
        Job.objects.in_state(State.WAITING).update(run_after=clock.now() - timedelta(seconds=1))
        if not run_until_idle():
            return


def test_jobs_carry_an_object_from_files_to_preservation(
    tmp_path: Path, settings: LazySettings, operator: User
) -> None:
    settings.JAVON_RECOGNIZER = "null"
    settings.JAVON_WORKERS = 1
    taken = object_from_paths(paths=[draw_folder(tmp_path / "kitob", 2)], by=operator)
    enqueue("digitization.intake_object", unique=f"intake:{taken.object.pk}", object_id=taken.object.pk)
    _all_done()
    object = DigitalObject.objects.get(pk=taken.object.pk)
    assert object.status == ObjectStatus.REVIEW
    assert object.revision == object.assembled_revision == object.preserved_revision
    assert not Job.objects.in_state(State.FAILED).exists()
    assert object.file("book.pdf").exists()

    page = Page.objects.select_related("object").get(object=object, key="p0001")
    page_redo(page=page, steps={"deskew": {"off": True}}, by=operator)
    _all_done()
    page.refresh_from_db()
    assert (page.status, page.folder, page.recipe["deskew"]) == (PageStatus.DONE, "p0001/2/0", {"off": True})
    object.refresh_from_db()
    assert object.revision == object.assembled_revision == object.preserved_revision

    before = object.revision
    for task in (tasks.intake_object, tasks.process_object, tasks.assemble_object, tasks.preserve_object):
        task(object_id=object.pk)
    tasks.process_page(page_id=page.pk)
    object.refresh_from_db()
    assert object.revision == before


def test_a_correction_remakes_text_and_files_by_itself(book: DigitalObject, first: Page, operator: User) -> None:
    _all_done()
    text_correct(page=first, lines={(0, 0): "tuzatilgan satr"}, base_version=1, by=operator)
    _all_done()
    assert "tuzatilgan satr" in book.file("book.txt").read_text(encoding="utf-8")
    book.refresh_from_db()
    assert book.revision == book.assembled_revision == book.preserved_revision


def test_many_corrections_wait_for_one_making(book: DigitalObject, first: Page, operator: User) -> None:
    _all_done()
    for version, text in enumerate(("bir", "ikki", "uch"), start=1):
        text_correct(page=first, lines={(0, 0): text}, base_version=version, by=operator)
    waiting = Job.objects.in_state(State.WAITING).filter(name="digitization.assemble_object")
    assert waiting.count() == 1


def test_an_object_at_work_elsewhere_is_looked_at_later(book: DigitalObject) -> None:
    Job.objects.all().delete()
    with held_by_another(book.identifier):
        tasks.process_object(object_id=book.pk)
    waiting = Job.objects.in_state(State.WAITING).get(name="digitization.process_object")
    assert waiting.run_after > clock.now()


def test_objects_that_are_gone_are_nobodys_failure() -> None:
    for task in (tasks.intake_object, tasks.process_object, tasks.assemble_object, tasks.preserve_object):
        task(object_id=999)
    tasks.process_page(page_id=999)
    tasks.expire_uploads()
