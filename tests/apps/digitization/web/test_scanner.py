"""The scanner page, with SANE's own test device."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from javon.apps.digitization.actions import scan
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.digitization.tasks import intake_object
from javon.apps.people.models import User
from javon.engines.tools.budget import TimedOut

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


@pytest.mark.parametrize("name", ["test:7", "net:203.0.113.9:test:0", "escl:http://127.0.0.1:9/", "--help"])
def test_no_other_device_is_asked_for(name: str, client: Client, device: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name may hold an address: a request must not make the server connect to it."""
    run: list[str] = []
    monkeypatch.setattr(scan, "choices", lambda device: run.append(device))
    answer = client.post(reverse("digitization:scan"), {"device": name, "dpi": 300, "mode": "Gray", "batch": "s1"})
    assert (answer.status_code, run) == (400, [])
    assert "topilmadi" in answer.json()["error"]
    assert Upload.objects.count() == 0


def test_a_scanner_that_does_not_answer_in_time_is_a_sentence(
    client: Client, device: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def hang(*_arguments: object) -> None:
        raise TimedOut("scanimage: no end after 180 s")

    monkeypatch.setattr(scan, "scan", hang)
    answer = client.post(reverse("digitization:scan"), {"device": device, "dpi": 300, "mode": "Gray", "batch": "s1"})
    assert answer.status_code == 400
    assert "javob bermadi" in answer.json()["error"]


def test_a_reader_scans_nothing(reader: User, device: str) -> None:
    browser = Client()
    browser.force_login(reader)
    assert browser.post(reverse("digitization:scan"), {"device": device}).status_code == 403
