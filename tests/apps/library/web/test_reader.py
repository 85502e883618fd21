"""The reader in a real browser: picture, turning pages, text in both scripts, search with marks, selection, panel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from playwright.sync_api import Page, expect
from tests.apps.library.books import book
from tests.apps.library.web.browser import chromium
from tests.apps.library.web.pictures import listening

from javon.apps.library.actions import object_index
from javon.apps.library.queries.images import page_image
from javon.apps.library.web.images import ImageServer, Source
from javon.base.ui.assets import StaticServer

pytestmark = [pytest.mark.browser, pytest.mark.django_db, pytest.mark.timeout(200)]
QUERY = "кунлар"
SELECT_SECOND_LINE = """() => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelectorAll(".layer text")[1]);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return getSelection().toString();
}"""


@pytest.fixture
def reader(client: Client, settings: Any) -> Iterator[Page]:
    """The reader of a book of four pages; what Django says was asked for before, so no database is needed behind."""
    settings.ALLOWED_HOSTS = ["localhost"]
    made = book("oʻtkan kunlar haqida", "ikkinchi bet kunlar", "uchinchi bet", "toʻrtinchi bet", images=True)
    object_index(object=made)
    keys = [f"p000{number}" for number in (1, 2, 3, 4)]
    pictures = {f"{made.identifier}~{key}": page_image(f"{made.identifier}~{key}") for key in keys}
    home = f"/book/{made.identifier}"
    paths = [
        f"{home}/read",
        f"{home}/contents",
        f"{home}/find?q={quote(QUERY)}",
        *(f"{home}/text/{key}" for key in keys),
    ]
    answers = {path: client.get(path, headers={"Host": "localhost"}) for path in paths}

    async def rest(scope: Any, receive: Any, send: Any) -> None:
        path, query = scope["path"], scope["query_string"].decode()
        known = answers.get(f"{path}?{query}" if query and path.endswith("/find") else path)
        headers, body, status = [], b"", 404
        if known is not None:
            headers = [(name.lower().encode(), value.encode()) for name, value in known.items()]
            body, status = known.content, 200
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def find(image_id: str, cookie: str) -> Source | None:
        image = pictures.get(image_id)
        return Source(image.path, image.version, True) if image else None

    pictures_first = ImageServer(rest, find, hosts=lambda host: True, cookie="sessionid")
    with listening(StaticServer(pictures_first)) as place, chromium() as page:
        page.set_default_timeout(20_000)
        refused: list[str] = []
        page.on("console", lambda message: refused.append(message.text) if message.type == "error" else None)
        page.goto(f"http://{place}{home}/read")
        expect(page.locator("#sheet canvas").first).to_be_visible()
        yield page
        assert refused == []


def test_turning_pages(reader: Page) -> None:
    reader.keyboard.press("ArrowRight")
    expect(reader).to_have_url(re.compile(r"page=2"))
    expect(reader.locator("#place")).to_have_value("2")
    expect(reader.locator("#say")).to_have_text("2-bet")
    reader.keyboard.press("End")
    expect(reader.locator("#place")).to_have_value("4")
    expect(reader.locator("#after")).to_have_attribute("aria-disabled", "true")
    reader.go_back()
    expect(reader.locator("#place")).to_have_value("2")
    reader.fill("#place", "3")
    reader.keyboard.press("Enter")
    expect(reader.locator("#place")).to_have_value("3")


def test_two_pages_face_each_other_after_the_cover(reader: Page) -> None:
    reader.keyboard.press("2")
    expect(reader.locator('[data-do="two"]')).to_have_attribute("aria-pressed", "true")
    expect(reader.locator(".layer")).to_have_count(1)
    reader.keyboard.press("ArrowRight")
    expect(reader.locator(".layer")).to_have_count(2)
    reader.keyboard.press("ArrowRight")
    expect(reader.locator("#place")).to_have_value("4")


def test_text_in_both_scripts_and_in_other_sizes(reader: Page) -> None:
    reader.keyboard.press("t")
    expect(reader.locator("#words-text")).to_contain_text("oʻtkan kunlar haqida")
    reader.keyboard.press("a")
    expect(reader.locator("#words-text")).to_contain_text("ўткан кунлар ҳақида")
    expect(reader.locator("#words-text p").last).to_have_attribute("lang", "uz-Cyrl")
    before = reader.locator("#words-text").evaluate("text => getComputedStyle(text).fontSize")
    reader.click('[data-do="larger"]')
    assert reader.locator("#words-text").evaluate("text => getComputedStyle(text).fontSize") != before


def test_search_inside_marks_the_words_and_walks_through_them(reader: Page) -> None:
    reader.keyboard.press("/")
    reader.fill("#find-q", QUERY)
    reader.keyboard.press("Enter")
    expect(reader.locator("#found li")).to_have_count(2)
    expect(reader.locator("#found mark").first).to_have_text("kunlar")
    expect(reader.locator(".layer .marks rect")).to_have_count(1)
    reader.locator("#sheet").focus()
    reader.keyboard.press("n")
    expect(reader.locator("#place")).to_have_value("2")
    expect(reader.locator(".layer .marks rect")).to_have_count(1)


def test_text_over_the_picture_can_be_selected(reader: Page) -> None:
    expect(reader.locator(".layer text").first).to_be_attached()
    reader.keyboard.press("s")
    expect(reader.locator(".layer.selecting")).to_have_count(1)
    chosen = reader.evaluate(SELECT_SECOND_LINE)
    assert chosen.split() == ["oʻtkan", "kunlar", "haqida"]


def test_contents_and_thumbnails(reader: Page) -> None:
    reader.click('[data-do="panel"]')
    reader.click("#tab-contents")
    expect(reader.locator("#pane-contents a")).to_have_count(4)
    reader.locator("#pane-contents a").nth(2).click()
    expect(reader.locator("#place")).to_have_value("3")
    reader.click("#tab-pages")
    expect(reader.locator("#thumbs img")).to_have_count(4)
    expect(reader.locator("#thumbs [aria-current]")).to_have_count(1)
    reader.keyboard.press("Escape")
    expect(reader.locator("#panel")).to_be_hidden()
