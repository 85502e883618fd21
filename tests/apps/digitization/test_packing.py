"""Packing for the preservation store under bad conditions: a full disk, a kill amid the work, two programs at once."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings, settings
from tests.apps.digitization.test_rebuilding import _valid

from javon.apps.digitization.actions import review
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.actions.text import text_correct
from javon.apps.digitization.models import DigitalObject, Page
from javon.apps.digitization.queries.archive import preservation_root
from javon.apps.people.models import User
from javon.base.jobs import Job, State, enqueue, run_until_idle
from javon.engines.formats import OcflFullError, OcflRoot
from javon.engines.formats.ocfl import staging

ROOT = Path(__file__).parents[3]


def _correct(book: DigitalObject, text: str, by: User) -> None:
    page = Page.objects.select_related("object").get(object=book, key="p0001")
    text_correct(page=page, lines={(0, 0): text}, base_version=page.text_version, by=by)


@pytest.mark.django_db
@pytest.mark.parametrize("at", range(1, 12, 2))
def test_a_disk_that_fills_up_amid_packing_loses_nothing(
    book: DigitalObject, operator: User, monkeypatch: pytest.MonkeyPatch, at: int
) -> None:
    object_preserve(object=book)
    before = preservation_root().versions(book.identifier)
    _correct(book, "yangi matn", operator)
    calls = [0]
    for name in ("_store", "_replace", "_link_or_copy"):
        real = getattr(staging, name)

        def full(*arguments: Any, _real: Any = real, **options: Any) -> Any:
            calls[0] += 1
            if calls[0] == at:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return _real(*arguments, **options)

        monkeypatch.setattr(staging, name, full)
    with pytest.raises(OcflFullError, match=book.identifier):
        object_preserve(object=book)
    monkeypatch.undo()
    assert preservation_root().versions(book.identifier) == before
    _valid(preservation_root())
    assert list(book.folder.glob(".package-*")) == []
    assert object_preserve(object=book) == 2
    _valid(preservation_root())


@pytest.mark.django_db
def test_a_full_disk_shows_as_the_reason_and_the_job_goes_on_when_there_is_room(
    book: DigitalObject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_arguments: Any, **_options: Any) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    Job.objects.all().delete()
    job = enqueue("digitization.preserve_object", object_id=book.pk)
    monkeypatch.setattr(staging, "_store", full)
    run_until_idle()
    waiting = Job.objects.get(pk=job.pk)
    assert waiting.state is State.WAITING
    assert "no space left" in waiting.error
    monkeypatch.undo()
    Job.objects.filter(pk=job.pk).update(run_after=waiting.enqueued_at)
    run_until_idle()
    assert Job.objects.get(pk=job.pk).state is State.DONE
    assert book.identifier in preservation_root()


@pytest.mark.django_db
def test_ocfl_py_finds_nothing_after_each_kind_of_change(book: DigitalObject, operator: User, tmp_path: Path) -> None:
    changes = [
        lambda: _correct(book, "tuzatildi", operator),
        lambda: review.page_label(page=_page(book, "p0002"), label="iv", by=operator),
        lambda: review.page_reorder(object=book, keys=["p0003"], after=None, by=operator),
        lambda: review.page_mark_blank(page=_page(book, "p0003"), blank=True, by=operator),
        lambda: review.page_exclude(page=_page(book, "p0002"), excluded=True, by=operator),
        lambda: review.page_exclude(page=_page(book, "p0002"), excluded=False, by=operator),
    ]
    assert object_preserve(object=book) == 1
    stored = _stored_bytes()
    for number, change in enumerate(changes, start=2):
        change()
        assert object_preserve(object=book) == number
        assert object_preserve(object=book) == number, "the same state makes no new version"
    _valid(preservation_root())
    masters = [path for path in preservation_root().path.rglob("masters/*") if path.is_file()]
    assert len(masters) == 3, "a master is stored once, whatever changes around it"
    assert _stored_bytes() < 4 * stored


def _page(book: DigitalObject, key: str) -> Page:
    return Page.objects.select_related("object").get(object=book, key=key)


def _stored_bytes() -> int:
    return sum(path.stat().st_size for path in preservation_root().path.rglob("content/**/*") if path.is_file())


PACKER = """
import os, sys, django; django.setup()
from javon.apps.digitization.actions.preservation import object_preserve
from javon.apps.digitization.models import DigitalObject
book = DigitalObject.objects.get()
print("ready", flush=True)
while True:
    DigitalObject.objects.filter(pk=book.pk).update(source=os.urandom(8).hex())
    object_preserve(object=book)
"""
BOOK = """
import sys, django; django.setup()
from pathlib import Path
from django.core.management import call_command
call_command("migrate", verbosity=0)
from tests.apps.digitization.making import done_object
print(done_object(Path(sys.argv[1]), *("matn %d" % number for number in range(30))).identifier)
"""


@pytest.mark.slow
def test_packers_killed_at_any_moment_two_at_a_time_leave_a_valid_store(tmp_path: Path, settings: LazySettings) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("JAVON_")}
    environment = kept | {
        "JAVON_DATA": str(tmp_path / "data"),
        "JAVON_LOG_LEVEL": "CRITICAL",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)]),
    }
    made = [sys.executable, "-c", BOOK, str(tmp_path / "kitob")]
    run = subprocess.run(made, env=environment, cwd=ROOT, capture_output=True, text=True, check=True)
    identifier = run.stdout.split()[-1]
    settings.JAVON_PRESERVATION = tmp_path / "data" / "preservation"
    chance, versions = random.Random(3), 0
    for _round in range(6):
        packers = [
            subprocess.Popen([sys.executable, "-c", PACKER], env=environment, cwd=ROOT, stdout=subprocess.PIPE)
            for _packer in range(2)
        ]
        for packer in packers:
            assert packer.stdout is not None
            packer.stdout.readline()
        deadline = time.monotonic() + 60
        while _versions(identifier) <= versions and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 0.3))
        for packer in packers:
            packer.send_signal(signal.SIGKILL)
            packer.communicate()
        _store().recover()
        assert _versions(identifier) > versions, "every round adds to what was there"
        versions = _versions(identifier)
    _valid(_store())


def _versions(identifier: str) -> int:
    root = _store()
    return len(root.versions(identifier)) if identifier in root else 0


def _store() -> OcflRoot:
    """The store of the other processes: their database is not this one's."""
    return OcflRoot(Path(settings.JAVON_PRESERVATION))
