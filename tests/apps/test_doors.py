"""Every address of the house, and what it answers to whom: an address without a rule here fails the test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.apps.digitization.making import done_object

from javon.apps.digitization.models import DigitalObject, Upload
from javon.apps.people.enums import STAFF, Role
from javon.apps.people.models import User

pytestmark = pytest.mark.django_db

ANYBODY = frozenset(Role)
DIGITIZERS = frozenset({Role.OPERATOR, Role.HEAD, Role.ADMINISTRATOR})
REVIEWERS = DIGITIZERS | {Role.CATALOGUER}
PUBLISHERS = frozenset({Role.HEAD, Role.CATALOGUER, Role.ADMINISTRATOR})
OVERSEERS = frozenset({Role.DIRECTOR, Role.HEAD, Role.ADMINISTRATOR})
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
LOGIN = 302


@dataclass(frozen=True)
class Door:
    """``roles`` find ``status``; others who are logged in find ``shut``; a visitor finds ``visitor``."""

    roles: frozenset[Role]
    status: int = 200
    method: str = "get"
    path: dict[str, str] = field(default_factory=dict)
    data: dict[str, Any] = field(default_factory=dict)
    shut: int = 403
    visitor: int = LOGIN


def _work(roles: frozenset[Role], status: int = 200, method: str = "get", **path: str) -> Door:
    return Door(roles, status, method, {"identifier": "{object}", **path})


def _page(roles: frozenset[Role], status: int = 200, method: str = "get", **path: str) -> Door:
    return _work(roles, status, method, key="p0001", **path)


def _book(status: int = 200, data: dict[str, Any] | None = None, **path: str) -> Door:
    """A door of a book that is not published: for those outside there is no such book."""
    return Door(STAFF, status, "get", {"identifier": "{object}", **path}, data or {}, shut=404, visitor=404)


OPEN = Door(ANYBODY, visitor=200)
OWN = Door(ANYBODY)
PERSON = {"pk": "{person}"}

DOORS: dict[str, Door] = {
    "portal:home": OPEN,
    "portal:robots": OPEN,
    "library:search": OPEN,
    "library:suggest": OPEN,
    "library:book": _book(),
    "library:cover": _book(302),
    "library:contents": _book(),
    "library:read": _book(),
    "library:find": _book(data={"q": "birinchi"}),
    "library:page_text": _book(key="p0001"),
    "library:page_tables": _book(404, key="p0001"),
    "library:download": _book(404, kind="pdf"),
    "library:manifest": _book(),
    "library:search_2": _book(data={"q": "birinchi"}),
    "library:search_1": _book(data={"q": "birinchi"}),
    "digitization:objects": Door(STAFF),
    "digitization:new": Door(DIGITIZERS),
    "digitization:discard": Door(DIGITIZERS, 302, "post"),
    "digitization:scanners": Door(DIGITIZERS),
    "digitization:scan": Door(DIGITIZERS, 400, "post"),
    "digitization:archive": Door(STAFF),
    "digitization:archive-check": Door(STAFF - {Role.DIRECTOR}, 302, "post"),
    "digitization:jobs": Door(STAFF),
    "digitization:job-retry": Door(STAFF - {Role.DIRECTOR}, 404, "post", {"pk": str(uuid4())}),
    "digitization:uploads": Door(DIGITIZERS, 400, "post"),
    "digitization:upload": Door(DIGITIZERS, 404, "delete", {"token": "{upload}"}),
    "digitization:object": _work(STAFF),
    "digitization:object-progress": _work(STAFF),
    "digitization:object-record": _work(REVIEWERS),
    "digitization:object-unlock": Door(DIGITIZERS, 302, "post", {"identifier": "{object}"}),
    "digitization:object-do": _work(REVIEWERS, 302, "post", action="accept"),
    "digitization:object-file": _work(STAFF, 404, name="book.pdf"),
    "digitization:changes": Door(STAFF),
    "digitization:changes-release": Door(PUBLISHERS, 302, "post"),
    "digitization:compare": _work(STAFF, 302),
    "digitization:compare-do": _work(PUBLISHERS, 302, "post", action="release"),
    "digitization:contents": _work(STAFF),
    "digitization:contents-json": _work(STAFF),
    "digitization:contents-save": _work(REVIEWERS, 400, "post"),
    "digitization:contents-reset": _work(REVIEWERS, 400, "post"),
    "digitization:pages-json": _work(STAFF),
    "digitization:quality": _work(STAFF),
    "digitization:page": _page(STAFF),
    "digitization:page-thumb": _page(STAFF),
    "digitization:page-before": _page(STAFF),
    "digitization:page-after": _page(STAFF),
    "digitization:page-uncropped": _page(STAFF),
    "digitization:page-uncropped-picture": _page(STAFF),
    "digitization:page-do": _page(REVIEWERS, 200, "post", action="reopen"),
    "digitization:page-text": _page(STAFF),
    "digitization:page-tables": _page(STAFF, 404),
    "digitization:page-correct": _page(REVIEWERS, 400, "post"),
    "digitization:page-restore": _page(REVIEWERS, 400, "post"),
    "people:people": Door(OVERSEERS),
    "people:add": Door(ADMINISTRATORS),
    "people:journal": Door(OVERSEERS),
    "people:profile": OWN,
    "people:edit": Door(ADMINISTRATORS, path=PERSON),
    "people:reset-password": Door(ADMINISTRATORS, 200, "post", PERSON),
    "people:remove-second-factor": Door(ADMINISTRATORS, 302, "post", PERSON),
    "people:set-active": Door(ADMINISTRATORS, 302, "post", PERSON),
    "account_login": Door(ANYBODY, 302, visitor=200),
    "account_logout": Door(ANYBODY, 200, visitor=302),
    "account_inactive": OPEN,
    "account_change_password": OWN,
    "account_reauthenticate": OWN,
    "mfa_index": OWN,
    "mfa_authenticate": Door(ANYBODY, 302),
    "mfa_reauthenticate": Door(ANYBODY, 302),
    "mfa_activate_totp": Door(ANYBODY, 302),
    "mfa_deactivate_totp": Door(ANYBODY, 404),
    "mfa_view_recovery_codes": Door(ANYBODY, 404),
    "mfa_generate_recovery_codes": Door(ANYBODY, 302),
    "mfa_download_recovery_codes": Door(ANYBODY, 404),
    "usersessions_list": OWN,
    "set_language": Door(ANYBODY, 302, "post", data={"language": "ru"}),
}
#: Nobody signs up here; the address only says so.
UNUSED = frozenset({"account_signup"})


def addresses(patterns: list[Any] | None = None, space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """The name of every address with its pattern."""
    for entry in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(entry, URLPattern):
            yield f"{space}{entry.name}", entry
        else:
            yield from addresses(entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space)


NAMES = sorted({name for name, _pattern in addresses()})


@pytest.fixture
def book(db: None, tmp_path: Path) -> DigitalObject:
    """In review: nobody outside may know of it."""
    return done_object(tmp_path / "kitob", "birinchi sahifa", title="Yopiq kitob")


@pytest.fixture
def browsers(make_user: Callable[..., User]) -> dict[Role | None, Client]:
    """A browser for every role; under None that of a visitor."""
    made: dict[Role | None, Client] = {None: Client()}
    for role in Role:
        made[role] = Client()
        made[role].force_login(make_user(role, password="Uzun-parol-1"), backend=settings.AUTHENTICATION_BACKENDS[0])
    return made


def _address(name: str, door: Door, book: DigitalObject, person: User) -> str:
    upload = Upload(name="a.tif", size=1, batch="b", created_by=person)
    upload.save()
    upload.path.parent.mkdir(parents=True, exist_ok=True)
    upload.path.touch()
    values = {"object": book.identifier, "person": str(person.pk), "upload": upload.token}
    return reverse(name, kwargs={key: value.format(**values) for key, value in door.path.items()})


def test_every_address_has_a_rule() -> None:
    assert set(NAMES) == set(DOORS) | UNUSED


@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_finds_what(
    name: str, book: DigitalObject, browsers: dict[Role | None, Client], make_user: Callable[..., User]
) -> None:
    door = DOORS[name]
    address = _address(name, door, book, make_user("cataloguer", username="kimdir"))
    wanted = {role: door.status if role in door.roles else door.shut for role in Role} | {None: door.visitor}
    answers = {role: getattr(browser, door.method)(address, door.data) for role, browser in browsers.items()}
    assert {role: answer.status_code for role, answer in answers.items()} == wanted
    for role, answer in answers.items():
        if role not in door.roles and door.visitor != door.status:
            assert b"Yopiq kitob" not in answer.getvalue(), role
    if door.visitor == LOGIN and door.roles != ANYBODY:
        assert answers[None].headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(UNUSED))
def test_nobody_signs_up(name: str, browsers: dict[Role | None, Client]) -> None:
    address = reverse(name)
    before = sorted(User.objects.values_list("pk", "password", "role"))
    for browser in (browsers[None], browsers[Role.READER]):
        assert browser.get(address).status_code in {200, 302}
        form = {
            "username": "begona",
            "email": "a@example.org",
            "password1": "Uzun-parol-1",
            "password2": "Uzun-parol-1",
        }
        assert browser.post(address, form).status_code in {200, 302}
    assert sorted(User.objects.values_list("pk", "password", "role")) == before


@pytest.mark.parametrize("name", sorted(DOORS))
def test_nothing_changes_without_a_token(name: str, administrator: User) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    nobody = {key: value if "{" not in value else "1" for key, value in DOORS[name].path.items()}
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(browser, method)(reverse(name, kwargs=nobody), "{}", content_type="application/json")
        assert answer.status_code == 403, method


PARAMETERS = (
    "q", "page", "since", "version", "state", "text", "status", "mine", "role", "next", "exact",
    "year_from", "year_to", "language", "kind", "script",
)  # fmt: skip
ODD = ("9" * 5000, "-1", "1e400", "²", "\0", "\ud7ff\u202e", "'\"(*:\\[{^~", "<script>alert(1)</script>", "AND OR NOT")


@pytest.mark.parametrize("odd", ODD)
def test_no_door_breaks_on_odd_values(odd: str, book: DigitalObject, administrator: User) -> None:
    administrator.set_password("Uzun-parol-1")
    administrator.save()
    browser = Client(headers={"Range": f"bytes={odd}-{odd}"})
    browser.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    book.folder.mkdir(parents=True, exist_ok=True)
    book.file("book.pdf").write_bytes(b"%PDF-")
    for name, door in DOORS.items():
        if door.method == "get":
            answer = browser.get(_address(name, door, book, administrator), dict.fromkeys(PARAMETERS, odd))
            assert answer.status_code < 500, name
            assert b"<script>alert" not in answer.getvalue(), name


@pytest.mark.parametrize("odd", ODD)
def test_no_door_breaks_on_odd_addresses(odd: str, administrator: User) -> None:
    browser = Client()
    browser.force_login(administrator, backend=settings.AUTHENTICATION_BACKENDS[0])
    for name, door in DOORS.items():
        if "identifier" in door.path:
            address = reverse(name, kwargs=dict.fromkeys(door.path, "ODD")).replace("ODD", quote(odd, safe=""))
            assert getattr(browser, door.method)(address).status_code < 500, name
