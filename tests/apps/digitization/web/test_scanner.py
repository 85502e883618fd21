"""The scanner page, with SANE's own test device."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.digitization.tasks import intake_object
from javon.apps.people.models import User

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(shutil.which("scanimage") is None, reason="sane-utils is not installed"),
]


@pytest.fixture
def client(operator: User) -> Client:
    """An operator's browser."""
    browser = Client()
    browser.force_login(operator)
    return browser


@pytest.fixture
def device(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A scanner that draws what it scans."""
    folder = tmp_path / "sane.d"
    folder.mkdir()
    (folder / "dll.conf").write_text("test\n")
    (folder / "test.conf").write_text("number_of_devices 1\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(folder))
    return "test:0"


def test_the_scanner_is_offered(client: Client, device: str) -> None:
    assert device in client.get(reverse("digitization:scanners")).content.decode()


def test_no_scanner_says_what_to_do(client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dll.conf").write_text("# none\n")
    monkeypatch.setenv("SANE_CONFIG_DIR", str(tmp_path))
    assert "topilmadi" in client.get(reverse("digitization:scanners")).content.decode()


def test_pages_from_glass_and_feeder_become_one_object(client: Client, device: str) -> None:
    wish = {"device": device, "dpi": 300, "mode": "Gray", "batch": "s1"}
    one = client.post(reverse("digitization:scan"), wish)
    assert one.json()["files"] == ["scan-0001.tif"]
    assert [(file["name"], file["done"]) for file in one.json()["uploads"]] == [("scan-0001.tif", True)]
    more = client.post(reverse("digitization:scan"), {**wish, "feeder": "on"}).json()["files"]
    assert more[0] == "scan-0002.tif"
    assert Upload.objects.filter(batch="s1", status="complete").count() == 1 + len(more)
    answer = client.post(reverse("digitization:new"), {"title": "Skanerdan", "kind": "book", "batch": "s1"})
    assert answer.status_code == 302
    object = DigitalObject.objects.get()
    intake_object(object_id=object.pk)
    assert object.pages.count() >= 1


def test_a_scanner_that_is_not_there_is_named(client: Client, device: str) -> None:
    wish = {"device": "test:7", "dpi": 300, "mode": "Gray", "batch": "s1"}
    answer = client.post(reverse("digitization:scan"), wish)
    assert answer.status_code == 400
    assert answer.json()["error"]
    assert Upload.objects.count() == 0


def test_a_reader_scans_nothing(reader: User, device: str) -> None:
    browser = Client()
    browser.force_login(reader)
    assert browser.post(reverse("digitization:scan"), {"device": device}).status_code == 403
