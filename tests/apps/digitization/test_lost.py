"""Derivatives that got lost come back by themselves; what killed programs left is told of and cleared."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from tests.apps.digitization.making import draw_folder, taken_object

from javon.apps.digitization.actions.assembly import object_assemble
from javon.apps.digitization.actions.lost import leavings_clear, lost_search
from javon.apps.digitization.actions.object import object_accept, object_publish
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.processing import object_process
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.lost import BOOK_FILES, leavings
from javon.apps.digitization.tasks import remake_lost
from javon.apps.library.web.images.doors import _look_up
from javon.apps.people.models import User
from javon.base.jobs import Job, run_until_idle

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path, settings: LazySettings) -> DigitalObject:
    """Two pages through the real pipeline (which reads nothing), and the files of the book."""
    settings.JAVON_RECOGNIZER = "null"
    object = object_process(object=taken_object(draw_folder(tmp_path / "kitob", 2)), workers=1)
    object_assemble(object=object)
    object.refresh_from_db()
    Job.objects.all().delete()
    return object


def second(book: DigitalObject) -> Page:
    return Page.objects.select_related("object").get(object=book, key="p0002")


def waiting() -> list[str]:
    return list(Job.objects.values_list("name", flat=True))


@pytest.mark.parametrize("name", ["access.tif", "mask.tif", "thumb.jpg"])
def test_a_lost_image_is_made_anew(made: DigitalObject, name: str) -> None:
    path = second(made).path(name)
    before = path.read_bytes()
    path.unlink()
    assert lost_search() == 1
    run_until_idle()
    assert path.read_bytes() == before
    assert lost_search() == 0


@pytest.mark.parametrize("name", BOOK_FILES)
def test_a_lost_file_of_the_book_is_made_anew(made: DigitalObject, name: str) -> None:
    path = made.file(name)
    path.unlink()
    assert lost_search() == 1
    run_until_idle()
    assert path.stat().st_size > 0
    assert lost_search() == 0


def test_everything_lost_comes_back(made: DigitalObject, settings: LazySettings) -> None:
    shutil.rmtree(settings.JAVON_DERIVATIVES)
    assert lost_search() == 1
    run_until_idle()
    assert all(made.file(name).exists() for name in BOOK_FILES)
    assert second(made).path("access.tif").exists()


@pytest.mark.django_db(transaction=True)  # the door looks after its connection by itself
def test_whoever_wants_a_lost_picture_has_it_made(made: DigitalObject) -> None:
    assert _look_up(f"{made.identifier}~p0002") is not None
    assert waiting() == []
    second(made).path("access.tif").unlink()
    for _time in range(3):
        _look_up(f"{made.identifier}~p0002")
    assert waiting() == ["digitization.remake_lost"]
    remake_lost(object_id=made.pk)
    assert second(made).path("access.tif").exists()


def test_whoever_wants_a_lost_download_has_it_made(made: DigitalObject, head: User, client: Client) -> None:
    object_publish(object=object_accept(object=made, by=head), by=head)
    Job.objects.all().delete()
    made.file("book.epub").unlink()
    assert client.get(f"/book/{made.identifier}/download/epub").status_code == 404
    assert waiting() == ["digitization.remake_lost"]


def test_whoever_looks_at_a_lost_thumbnail_has_it_made(made: DigitalObject, operator: User, client: Client) -> None:
    client.force_login(operator, backend="allauth.account.auth_backends.AuthenticationBackend")
    second(made).path("thumb.jpg").unlink()
    assert client.get(f"/work/{made.identifier}/pages/p0002/thumb.jpg").status_code == 404
    assert waiting() == ["digitization.remake_lost"]


LEFT = (
    "derivatives/{book}/alto.part",
    "derivatives/{book}/.book.pdf.x1",
    "derivatives/{book}/.package-x1/mets.xml",
    "derivatives/{book}/p0001/before-1-0-0.jpg.0a.part",
    "derivatives/{book}/p0001/1/.record.json.77.part",
    "derivatives/{book}/p0001/1/0/.access.tif.77.part",
    "derivatives/{book}/p0001/1/0/after.jpg.0a.part",
    "files/incoming/tmpx1",
    "unlocking/tmpx1/unlocked.pdf",
    ".preservation.x1",
)


@pytest.mark.parametrize("name", LEFT)
def test_what_a_killed_program_left_is_told_of_and_cleared(
    made: DigitalObject, settings: LazySettings, name: str
) -> None:
    object_preserve(object=made)
    everything = sorted(path for path in settings.JAVON_DATA.rglob("*") if path.is_file())
    left = settings.JAVON_DATA / name.format(book=made.identifier)
    left.parent.mkdir(parents=True, exist_ok=True)
    left.write_bytes(b"half")
    assert list(leavings()) == [], "somebody may be writing it"
    for path in (left, left.parent) if left.parent.name.startswith((".package", "tmp")) else (left,):
        os.utime(path, (time.time() - 7200,) * 2)
    (told,) = leavings()
    assert str(told.path) in str(left)
    assert leavings_clear() == 0, "only what is older than a day goes"
    assert leavings_clear(older_s=3600) == 1
    assert not left.exists()
    assert sorted(path for path in settings.JAVON_DATA.rglob("*") if path.is_file()) == everything
