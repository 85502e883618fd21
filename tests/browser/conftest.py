"""One house and one Chromium for all journeys; every page is watched for errors and foreign requests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from tests.browser import house as houses
from tests.browser.house import House

CHROMIUM = Path("/usr/bin/chromium-headless-shell")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a browser journey; each worker has a house of its own.

    A file stays with one worker, as its journeys build on each other's; single pages go to whoever is free.
    """
    for item in items:
        if "tests/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(400))
            if item.path.name != "test_every_page.py":
                item.add_marker(pytest.mark.xdist_group(item.path.stem))


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The sample shelf, served."""
    place = houses.start(tmp_path_factory.mktemp("house") / "data")
    yield place
    houses.stop(place)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    assert CHROMIUM.exists(), "Chromium is missing: apt-get install chromium-headless-shell"
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield browser
        browser.close()


class Watch:
    """Collects what must not happen on any page."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.foreign: list[str] = []
        self.errors: list[str] = []
        self.expected: set[str] = set()
        host = urlsplit(own).netloc
        context.on("request", lambda request: self._request(request.url, host))
        context.on("console", lambda message: self._console(message))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))

    def _request(self, url: str, host: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in {"http", "https", "ws", "wss"} and parts.netloc != host:
            self.foreign.append(url)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(part in message.text for part in self.expected):
            self.errors.append(f"{message.text} {message.location.get('url', '')}".rstrip())

    def clean(self) -> None:
        """Nothing of it has happened; what is watched from here on begins anew."""
        foreign, errors = self.foreign.copy(), self.errors.copy()
        self.foreign.clear()
        self.errors.clear()
        self.expected.clear()
        assert foreign == [], "a page asked another host"
        assert errors == [], "a page wrote errors to the console"


OpenPage = Callable[..., Page]


def new_context(
    chromium: Browser, url: str, *, size: dict[str, int], role: str, theme: str, language: str
) -> BrowserContext:
    """A browser that nobody has used yet, logged in as ``role`` if one is given."""
    context = chromium.new_context(
        viewport=size, color_scheme=theme, base_url=url, reduced_motion="reduce", has_touch=size is PHONE,
        storage_state=logged_in(chromium, url, role) if role else None,
    )  # fmt: skip
    context.set_default_timeout(15_000)
    if language:
        context.add_cookies([{"name": "django_language", "value": language, "url": url}])
    return context


@pytest.fixture
def open_page(house: House, chromium: Browser) -> Iterator[OpenPage]:
    """Opens a page of the house: ``open_page("/search", size=PHONE, role="operator", theme="dark")``."""
    contexts: list[tuple[BrowserContext, Watch]] = []

    def open_one(
        path: str, *, size: dict[str, int] = DESKTOP, role: str = "", theme: str = "light", language: str = "",
        expect_errors: tuple[str, ...] = (),
    ) -> Page:  # fmt: skip
        context = new_context(chromium, house.url, size=size, role=role, theme=theme, language=language)
        watch = Watch(context, house.url)
        watch.expected.update(expect_errors)
        contexts.append((context, watch))
        page = context.new_page()
        page.goto(path)
        return page

    yield open_one
    for context, watch in contexts:
        context.close()
        watch.clean()


@dataclass(frozen=True)
class Screen:
    """How a page is looked at, and by whom."""

    theme: str
    size: str
    language: str
    role: str = ""


Show = Callable[..., Page]


@pytest.fixture(scope="session")
def screens() -> dict[Screen, tuple[Page, Watch]]:
    """The windows that stay open: a new one costs more than the page in it."""
    return {}


@pytest.fixture
def show(house: House, chromium: Browser, screens: dict[Screen, tuple[Page, Watch]]) -> Iterator[Show]:
    """Shows one address after another in the same window: ``show("/search", Screen("dark", "phone", "uz"))``."""
    shown: list[Watch] = []

    def show_one(path: str, screen: Screen, *, expect_errors: tuple[str, ...] = ()) -> Page:
        if screen not in screens:
            size = {"desktop": DESKTOP, "phone": PHONE}[screen.size]
            look = {"role": screen.role, "theme": screen.theme, "language": screen.language}
            context = new_context(chromium, house.url, size=size, **look)
            screens[screen] = (context.new_page(), Watch(context, house.url))
        page, watch = screens[screen]
        watch.expected.update(expect_errors)
        shown.append(watch)
        page.goto(path)
        return page

    yield show_one
    for watch in shown:
        watch.clean()


#: The cookies of each role's session: a person logs in once, not before every page.
SESSIONS: dict[str, Any] = {}


def logged_in(chromium: Browser, url: str, role: str) -> Any:
    """What a browser keeps in which this person has logged in."""
    if role not in SESSIONS:
        context = chromium.new_context(base_url=url)
        log_in(context.new_page(), role)
        SESSIONS[role] = context.storage_state()
        context.close()
    return SESSIONS[role]


def log_in(page: Page, role: str) -> None:
    """Through the real log-in page."""
    page.goto("/accounts/login/")
    page.fill("input[name=login]", f"sinov-{role}")
    page.fill("input[name=password]", houses.PASSWORD)
    page.click("main button[type=submit], main form button.btn-primary")
    page.wait_for_url(lambda url: "/accounts/login" not in url)


@pytest.fixture
def book(house: House) -> str:
    """The identifier of the Uzbek Latin book of the sample shelf: eight pages of text."""
    return house.find("Namuna oʻqish kitobi uz-Latn")
