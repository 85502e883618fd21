"""Uploads by tus: in parts, broken off, gone on, turned into an object once."""

from __future__ import annotations

import base64
import errno
import fcntl
import sys
import zipfile
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from tests.apps.digitization.making import draw_scan

from javon.apps.digitization.actions import room
from javon.apps.digitization.actions.give import unpacked_folder
from javon.apps.digitization.actions.upload import uploads_expire
from javon.apps.digitization.enums import SourceStatus, UploadStatus
from javon.apps.digitization.errors import NoRoomError
from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.digitization.tasks import intake_object
from javon.apps.people.models import User
from javon.base import clock
from javon.base.audit import JournalRow
from javon.engines.imaging.intake import BadFile, Code

pytestmark = pytest.mark.django_db
TUS = {"Tus-Resumable": "1.0.0"}


@pytest.fixture
def client(operator: User) -> Client:
    """An operator's browser."""
    browser = Client()
    browser.force_login(operator)
    return browser


def _begin(client: Client, name: str, size: int, batch: str = "t1"):
    pairs = {"filename": name, "batch": batch}
    encoded = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in pairs.items())
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": encoded}
    return client.post(reverse("digitization:uploads"), headers=headers)


def _patch(client: Client, address: str, offset: int, data: bytes, kind: str = "application/offset+octet-stream"):
    return client.patch(address, data, content_type=kind, headers={**TUS, "Upload-Offset": str(offset)})


def _whole(client: Client, path: Path, name: str, batch: str = "t1") -> str:
    data = path.read_bytes()
    address = _begin(client, name, len(data), batch)["Location"]
    assert _patch(client, address, 0, data).status_code == 204
    return address


def test_the_server_says_what_it_can(client: Client) -> None:
    answer = client.options(reverse("digitization:uploads"))
    assert answer["Tus-Version"] == "1.0.0"
    assert "creation" in answer["Tus-Extension"]


def test_a_file_comes_in_parts(client: Client) -> None:
    answer = _begin(client, "kitob/1.tif", 10)
    assert answer.status_code == 201
    address = answer["Location"]
    assert _patch(client, address, 0, b"12345")["Upload-Offset"] == "5"
    state = client.head(address, headers=TUS)
    assert (state["Upload-Offset"], state["Upload-Length"], state["Cache-Control"]) == ("5", "10", "no-store")
    assert _patch(client, address, 5, b"67890").status_code == 204
    upload = Upload.objects.get()
    assert (upload.status, upload.path.read_bytes()) == (UploadStatus.COMPLETE, b"1234567890")


def test_a_wrong_place_or_form_changes_nothing(client: Client) -> None:
    address = _begin(client, "1.tif", 10)["Location"]
    assert _patch(client, address, 3, b"x").status_code == 409
    assert _patch(client, address, 0, b"x", "text/plain").status_code == 415
    assert _patch(client, address, 0, b"x" * 11).status_code == 409
    assert client.patch(address, b"x", content_type="application/offset+octet-stream").status_code == 400
    assert client.head(address)["Upload-Offset"] == "0"


def test_two_who_write_at_once_do_not_mix(client: Client) -> None:
    address = _begin(client, "1.tif", 10)["Location"]
    with Upload.objects.get().path.open("rb") as writing:
        fcntl.flock(writing, fcntl.LOCK_EX)
        assert _patch(client, address, 0, b"12345").status_code == 409
    assert _patch(client, address, 0, b"12345")["Upload-Offset"] == "5"


def test_an_upload_is_given_up(client: Client, django_capture_on_commit_callbacks) -> None:
    address = _begin(client, "1.tif", 10)["Location"]
    path = Upload.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        assert client.delete(address, headers=TUS).status_code == 204
    assert client.head(address).status_code == 404
    assert not path.exists()


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "a/../../b.tif", "..\\..\\c.tif"])
def test_no_name_leads_out_of_the_folder(client: Client, name: str) -> None:
    _begin(client, name, 1)
    stored = Upload.objects.get().name
    assert not stored.startswith("/")
    assert ".." not in stored.split("/")


def test_an_upload_without_size_name_or_room_is_refused(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    assert client.post(reverse("digitization:uploads"), headers=TUS).status_code == 400
    assert _begin(client, "", 10).status_code == 400
    assert _begin(client, "1.tif", 10, batch="").status_code == 400
    monkeypatch.setattr(room, "LEAST_FREE", 10**18)
    assert _begin(client, "1.tif", 10).status_code == 507
    assert Upload.objects.count() == 0


def test_only_those_who_digitize_upload_and_only_their_own(client: Client, cataloguer: User, head: User) -> None:
    address = _begin(client, "1.tif", 10)["Location"]
    other = Client()
    other.force_login(head)
    assert other.head(address).status_code == 404
    other.force_login(cataloguer)
    assert _begin(other, "1.tif", 10).status_code == 403


def test_a_batch_becomes_one_object_even_after_a_double_click(client: Client, tmp_path: Path) -> None:
    for number in (10, 2):
        _whole(client, draw_scan(tmp_path / f"{number}.png", str(number)), f"kitob/{number}.png")
    form = {"title": "Yuklangan", "kind": "book", "language": "", "batch": "t1"}
    first = client.post(reverse("digitization:new"), form)
    again = client.post(reverse("digitization:new"), form)
    assert first.status_code == again.status_code == 302
    assert first["Location"] == again["Location"]
    object = DigitalObject.objects.get()
    intake_object(object_id=object.pk)
    names = [page.source.name for page in object.pages.select_related("source").order_by("position")]
    assert names == ["kitob/2.png", "kitob/10.png"]
    assert not any(upload.path.exists() for upload in Upload.objects.all())
    assert client.post(reverse("digitization:new"), form)["Location"] == first["Location"]


def test_the_same_files_uploaded_again_lead_to_the_book_they_are(client: Client, tmp_path: Path) -> None:
    scan = draw_scan(tmp_path / "1.png", "bir")
    for batch in ("t1", "t2"):
        _whole(client, scan, "1.png", batch)
        answer = client.post(reverse("digitization:new"), {"title": "X", "kind": "book", "batch": batch})
        intake_object(object_id=DigitalObject.objects.order_by("-pk").values_list("pk", flat=True)[0])
    assert DigitalObject.objects.count() == 1
    answer = client.get(answer["Location"], follow=True)
    assert answer.redirect_chain[-1][0] == DigitalObject.objects.get().get_absolute_url()


def test_a_form_without_files_or_with_bad_ones_says_so(client: Client, tmp_path: Path) -> None:
    form = {"title": "X", "kind": "book", "batch": "t1"}
    assert client.post(reverse("digitization:new"), form).status_code == 200
    (tmp_path / "x.txt").write_text("matn")
    _whole(client, tmp_path / "x.txt", "x.txt")
    answer = client.post(reverse("digitization:new"), form)
    assert answer.status_code == 200
    assert answer.context["form"].non_field_errors()
    assert DigitalObject.objects.count() == 0


def test_what_nobody_goes_on_with_is_removed(client: Client, django_capture_on_commit_callbacks) -> None:
    _begin(client, "1.tif", 10)
    path = Upload.objects.get().path
    assert uploads_expire() == 0
    Upload.objects.update(expires_at=clock.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads_expire() == 1
    assert Upload.objects.count() == 0
    assert not path.exists()


def _submit(client: Client, batch: str = "t1"):
    return client.post(reverse("digitization:new"), {"title": "Kitob", "kind": "book", "batch": batch})


def test_two_files_of_one_name_are_two_pages(client: Client, tmp_path: Path) -> None:
    for text in ("birinchi", "ikkinchi"):
        _whole(client, draw_scan(tmp_path / text / "1.png", text), "1.png")
    assert _submit(client).status_code == 302
    intake_object(object_id=DigitalObject.objects.get().pk)
    names = DigitalObject.objects.get().sources.order_by("position").values_list("name", flat=True)
    assert list(names) == ["1.png", "1-2.png"]
    assert _submit(client).status_code == 302
    assert DigitalObject.objects.get().sources.count() == 2


def test_no_name_is_too_long_for_the_disk(client: Client, tmp_path: Path) -> None:
    long = "ў" * 200
    names = (f"{long}.png", f"{long}/{long}.png", f"{'a/' * 120}{long}.png", "kitob", "kitob/1.png")
    for number, name in enumerate(names):
        _whole(client, draw_scan(tmp_path / f"{number}.png", str(number)), name)
    assert _submit(client).status_code == 302
    intake_object(object_id=DigitalObject.objects.get().pk)
    assert DigitalObject.objects.get().sources.count() == len(names)


def test_a_disk_that_fills_up_is_said_and_what_came_is_kept(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    address = _begin(client, "1.tif", 10)["Location"]
    assert _patch(client, address, 0, b"12345").status_code == 204

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("javon.apps.digitization.actions.upload.os.fsync", full)
        answer = _patch(client, address, 5, b"67")
    assert answer.status_code == 507
    assert "joy tugadi" in answer.content.decode()
    assert answer["Content-Type"].startswith("text/plain")  # the upload page shows the sentence
    offset = int(client.head(address, headers=TUS)["Upload-Offset"])
    assert _patch(client, address, offset, b"1234567890"[offset:]).status_code == 204
    assert Upload.objects.get().status == UploadStatus.COMPLETE


def _zip(path: Path, **files: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def test_an_archive_is_unpacked_by_the_job_and_leaves_nothing_behind(
    client: Client, tmp_path: Path, settings: LazySettings
) -> None:
    scans = {f"{number}.png": draw_scan(tmp_path / f"{number}.png", str(number)).read_bytes() for number in (1, 2)}
    _whole(client, _zip(tmp_path / "kitob.zip", **scans), "kitob.zip")
    assert _submit(client).status_code == 302
    object, unpacked = DigitalObject.objects.get(), Path(settings.JAVON_DATA) / "unpacked"
    assert not unpacked.exists()
    half = unpacked_folder(object.source_key) / "00000-kitob" / "1.png"  # as a killed job leaves it
    half.parent.mkdir(parents=True)
    half.write_bytes(b"half")
    for _again in range(2):
        intake_object(object_id=object.pk)
    assert object.pages.count() == len(scans)
    assert not object.sources.filter(status=SourceStatus.REFUSED).exists()
    assert list(unpacked.iterdir()) == []
    assert not any((Path(settings.JAVON_UPLOADS) / "batches").iterdir())


@pytest.mark.parametrize(("name", "data"), [("setup.exe", b"MZ something"), ("a.gif", b"GIF89a something")])
def test_what_can_be_no_page_is_refused_before_it_counts_as_uploaded(
    client: Client, django_capture_on_commit_callbacks, name: str, data: bytes
) -> None:
    address = _begin(client, f"kitob/{name}", len(data))["Location"]
    path = Upload.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        answer = _patch(client, address, 0, data)
    assert answer.status_code == 400
    assert name in answer.content.decode()
    assert not Upload.objects.exists()
    assert not path.exists()


def test_an_empty_file_is_refused_at_once(client: Client) -> None:
    answer = _begin(client, "1.tif", 0)
    assert answer.status_code == 400
    assert "1.tif" in answer.content.decode()
    assert not Upload.objects.exists()


def test_what_is_no_page_is_named_on_the_page_of_the_object(client: Client, tmp_path: Path) -> None:
    _whole(client, draw_scan(tmp_path / "1.png"), "kitob/1.png")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04 torn")
    _whole(client, tmp_path / "bad.zip", "kitob/bad.zip")
    (tmp_path / "x").write_bytes(b"MZ something")
    for name in ("izoh.docx", ".yashirin.png", "Thumbs.db", "._1.png"):
        _whole(client, tmp_path / "x", f"kitob/{name}")
    assert _submit(client).status_code == 302
    object = DigitalObject.objects.get()
    intake_object(object_id=object.pk)
    shown = client.get(object.get_absolute_url()).content.decode()
    assert object.pages.count() == 1
    for name in ("bad.zip", "izoh.docx", ".yashirin.png"):
        assert name in shown
    assert "Thumbs.db" not in shown
    assert "._1.png" not in shown


def test_an_archive_without_pages_is_no_object_and_its_bytes_go(client: Client, tmp_path: Path) -> None:
    _whole(client, _zip(tmp_path / "x.zip", **{"izoh.docx": b"matn"}), "x.zip")
    answer = _submit(client)
    path = Upload.objects.get().path
    intake_object(object_id=DigitalObject.objects.get().pk)
    assert DigitalObject.objects.count() == Upload.objects.count() == 0
    assert not path.exists()
    assert "izoh.docx" in client.get(answer["Location"], follow=True).content.decode()


def test_a_full_disk_while_unpacking_refuses_nothing(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scan = draw_scan(tmp_path / "1.png").read_bytes()
    _whole(client, _zip(tmp_path / "kitob.zip", **{"1.png": scan}), "kitob.zip")
    _submit(client)
    object = DigitalObject.objects.get()

    def full(*_given: Path) -> None:
        raise BadFile(Code.NO_SPACE, "kitob.zip")

    with monkeypatch.context() as patched:
        patched.setattr(sys.modules["javon.engines.imaging.intake.gather"], "expand", full)
        with pytest.raises(NoRoomError):
            intake_object(object_id=object.pk)
    intake_object(object_id=object.pk)
    assert object.pages.count() == 1


def test_nothing_is_made_while_a_file_is_still_coming(client: Client, tmp_path: Path) -> None:
    _whole(client, draw_scan(tmp_path / "1.png"), "1.png")
    _begin(client, "2.png", 10)
    answer = _submit(client)
    assert "2.png" in str(answer.context["form"].non_field_errors())
    assert DigitalObject.objects.count() == 0


def test_a_batch_is_noted_once(client: Client, tmp_path: Path) -> None:
    _whole(client, draw_scan(tmp_path / "1.png"), "1.png")
    for _click in range(3):
        _submit(client)
    assert JournalRow.objects.filter(action="digitization.upload_take").count() == 1


def test_uploads_of_an_object_that_waits_do_not_expire_and_a_left_batch_goes_whole(
    client: Client, operator: User, tmp_path: Path, settings: LazySettings, django_capture_on_commit_callbacks
) -> None:
    _whole(client, draw_scan(tmp_path / "1.png"), "1.png")
    _submit(client)
    (tmp_path / "x.txt").write_text("matn")
    _whole(client, tmp_path / "x.txt", "x.txt", "t2")
    _submit(client, "t2")
    Upload.objects.update(expires_at=clock.now())
    with django_capture_on_commit_callbacks(execute=True):
        assert uploads_expire() == 1
    assert [path.name for path in (Path(settings.JAVON_UPLOADS) / "batches").iterdir()] == [f"{operator.pk}.t1"]
    intake_object(object_id=DigitalObject.objects.get().pk)
    assert DigitalObject.objects.get().pages.count() == 1


def test_what_was_left_is_offered_and_gone_on_with(client: Client, operator: User, head: User) -> None:
    whole, half = (_begin(client, name, 4, "eski")["Location"] for name in ("bir.png", "ikki.png"))
    _patch(client, whole, 0, b"1234")
    _patch(client, half, 0, b"12")
    page = client.get(reverse("digitization:new")).content.decode()
    assert "?batch=eski" in page
    held = client.get(reverse("digitization:new"), {"batch": "eski"}).context["held"]
    assert [(file["name"], file["sent"], file["done"]) for file in held] == [
        ("bir.png", 4, True),
        ("ikki.png", 2, False),
    ]
    assert client.get(reverse("digitization:new"), {"batch": "yoq"}).context["held"] == []
    other = Client()
    other.force_login(head)
    assert "?batch=eski" not in other.get(reverse("digitization:new")).content.decode()
    assert other.get(reverse("digitization:new"), {"batch": "eski"}).context["held"] == []


def test_what_was_left_is_thrown_away(client: Client, head: User, django_capture_on_commit_callbacks) -> None:
    address = _begin(client, "bir.png", 4, "eski")["Location"]
    other = Client()
    other.force_login(head)
    other.post(reverse("digitization:discard"), {"batch": "eski"})
    assert Upload.objects.count() == 1
    path = Upload.objects.get().path
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("digitization:discard"), {"batch": "eski"})
    assert not Upload.objects.exists()
    assert not path.exists()
    assert client.head(address).status_code == 404


@pytest.mark.parametrize("batch", ["", ".", "eski", "esk*"])
def test_nobody_throws_away_what_another_brought(
    batch: str, client: Client, head: User, tmp_path: Path, django_capture_on_commit_callbacks
) -> None:
    _whole(client, draw_scan(tmp_path / "1.png", "1"), "1.png", "eski")
    client.post(reverse("digitization:new"), {"title": "Kitob", "kind": "book", "batch": "eski"})
    other = Client()
    other.force_login(head)
    _begin(other, "boshqa.png", 4, batch or "b")
    with django_capture_on_commit_callbacks(execute=True):
        other.post(reverse("digitization:discard"), {"batch": batch})
    made = DigitalObject.objects.get()
    intake_object(object_id=made.pk)
    assert made.pages.count() == 1


def test_two_people_who_name_a_batch_alike_do_not_mix(client: Client, head: User, tmp_path: Path) -> None:
    other = Client()
    other.force_login(head)
    for browser, text in ((client, "bir"), (other, "ikki")):
        _whole(browser, draw_scan(tmp_path / f"{text}.png", text), f"{text}.png", "bir xil")
        browser.post(reverse("digitization:new"), {"title": text, "kind": "book", "batch": "bir xil"})
    for made in DigitalObject.objects.all():
        intake_object(object_id=made.pk)
    names = DigitalObject.objects.values_list("record__title", "sources__name").order_by("pk")
    assert list(names) == [("bir", "bir.png"), ("ikki", "ikki.png")]
