"""What people and scripts are told where a door stays shut: always a sentence, never a foreign page."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from javon.apps.people.models import User
from javon.base.ui import errors

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def staff(operator: User) -> Client:
    browser = Client()
    browser.force_login(operator, backend=settings.AUTHENTICATION_BACKENDS[0])
    return browser


def test_a_script_is_told_that_the_session_is_over(client: Client) -> None:
    page = "http://testserver/work/jvktv0f0c99/pages/?a=1"
    answer = client.post(
        reverse("digitization:page-correct", args=["jvktv0f0c99", "p0001"]),
        "{}", content_type="application/json", headers={**JSON, "Referer": page},
    )  # fmt: skip
    assert answer.status_code == 401
    assert answer.json()["login"] == "/accounts/login/?next=%2Fwork%2Fjvktv0f0c99%2Fpages%2F%3Fa%3D1"
    assert "Seansingiz tugagan" in answer.json()["error"]


def test_a_part_of_a_page_leads_the_whole_page_to_the_log_in(client: Client) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/work/jvktv0f0c99/"}
    answer = client.get(reverse("digitization:object-progress", args=["jvktv0f0c99"]), headers=headers)
    assert answer.status_code == 401
    assert answer["HX-Redirect"] == "/accounts/login/?next=%2Fwork%2Fjvktv0f0c99%2F"


def test_an_upload_is_told_in_plain_words(client: Client) -> None:
    answer = client.post(reverse("digitization:uploads"), headers={"Tus-Resumable": "1.0.0"})
    assert (answer.status_code, answer["Content-Type"]) == (401, "text/plain; charset=utf-8")


@pytest.mark.parametrize(
    ("referer", "way_back"),
    [
        ("http://testserver/work/jvktv0f0c99/", "%2Fwork%2Fjvktv0f0c99%2F"),
        ("http://begona.example/work/", "%2F"),
        ("", "%2F"),
    ],
)
def test_a_form_sent_too_late_leads_back_to_its_page(client: Client, referer: str, way_back: str) -> None:
    address = reverse("digitization:object-do", args=["jvktv0f0c99", "accept"])
    answer = client.post(address, headers={"Referer": referer})
    assert answer.headers["Location"] == f"/accounts/login/?next={way_back}"


def test_a_button_opened_as_a_page_says_so(staff: Client) -> None:
    answer = staff.get(reverse("digitization:object-do", args=["jvktv0f0c99", "accept"]))
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    assert "faqat tugma" in answer.content.decode()


def test_an_old_form_is_explained_in_the_language_of_the_page(operator: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(operator, backend=settings.AUTHENTICATION_BACKENDS[0])
    answer = browser.post(reverse("digitization:new"))
    assert answer.status_code == 403
    assert "Sahifa eskirgan" in answer.content.decode()
    assert browser.post(reverse("digitization:new"), headers=JSON).json()["error"].startswith("Sahifa eskirgan")


def test_scripts_read_refusals_as_sentences(staff: Client, reader: User) -> None:
    gone = staff.get(reverse("digitization:pages-json", args=["jvktv0f0c99"]), headers=JSON)
    assert (gone.status_code, gone.json()["error"].startswith("Bunday sahifa topilmadi")) == (404, True)
    other = Client()
    other.force_login(reader, backend=settings.AUTHENTICATION_BACKENDS[0])
    shut = other.get(reverse("digitization:pages-json", args=["jvktv0f0c99"]), headers=JSON)
    assert (shut.status_code, shut.json()["error"].startswith("Bu sahifa sizga ochiq emas")) == (403, True)


def test_a_broken_database_still_gives_a_page(rf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*arguments: object, **named: object) -> None:
        raise RuntimeError("no database")

    monkeypatch.setattr(errors, "render", broken)
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Dasturda xatolik yuz berdi" in answer.content.decode()


def test_a_form_with_a_nul_is_refused_before_any_page_sees_it(staff: Client) -> None:
    for name in ("digitization:discard", "digitization:new", "account_login"):
        assert staff.post(reverse(name), {"batch": "a\0b"}).status_code == 400


def test_too_much_at_once_is_said_as_such(client: Client, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
    answer = client.post(reverse("account_login"), {"login": "a" * 200, "password": "b"})
    assert answer.status_code == 413
    assert "Yuborilgan maʼlumot juda katta" in answer.content.decode()
