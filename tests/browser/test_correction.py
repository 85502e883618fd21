"""Correction beside the image: by keyboard, with versions, and nothing typed is ever lost."""

from __future__ import annotations

import io
import re
import time
import zipfile
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import house as houses
from tests.browser.axe import violations
from tests.browser.conftest import OpenPage
from tests.browser.house import House

LINES = ".fix-item[data-kind='text'] textarea"
GONE = ("status of 401",)


@pytest.fixture(scope="module")
def english(house: House) -> str:
    """The English sample book."""
    return house.find("The Keeper of the Shelf en")


def opened(open_page: OpenPage, book: str, key: str, **named: object) -> Page:
    page = open_page(f"/work/{book}/pages/{key}/", role="operator", **named)
    expect(page.locator(LINES).first).to_be_visible()
    return page


def save(page: Page) -> None:
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_have_text("Saqlandi")


def eventually(page: Page, true: Callable[[], bool], tries: int = 60) -> None:
    for _attempt in range(tries):
        if true():
            return
        page.wait_for_timeout(500)
    raise AssertionError("it did not happen")


def test_lines_are_walked_and_signs_typed_by_keyboard(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0002")
    inputs = page.locator(".fix-item textarea")
    expect(inputs.nth(0)).to_be_focused()
    page.keyboard.press("Enter")
    expect(inputs.nth(1)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(inputs.nth(1)).to_be_focused()
    before = inputs.nth(1).input_value()
    page.keyboard.press("End")
    page.keyboard.press("Alt+o")
    page.keyboard.press("Alt+t")
    expect(inputs.nth(1)).to_have_value(before + "\u02bb\u02bc")
    page.keyboard.press("Escape")
    expect(inputs.nth(1)).to_have_value(before)
    expect(page.locator("[data-line]").first).to_be_visible()
    page.keyboard.press("Home")
    expect(page.locator("[data-word]")).to_be_visible()
    inputs.nth(1).evaluate(
        "box => { box.value = 'bir\\nikki'; box.dispatchEvent(new Event('input', {bubbles: true})); }"
    )
    expect(inputs.nth(1)).to_have_value("bir ikki")
    page.keyboard.press("Escape")
    assert violations(page) == []


def test_a_version_is_looked_at_and_brought_back(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0003")
    first = page.locator(LINES).first
    before = first.input_value()
    versions = page.locator("[data-versions] option")
    count = versions.count()
    oldest = versions.first.get_attribute("value")
    first.fill(f"Changed by hand {count}")
    save(page)
    expect(versions).to_have_count(count + 1)
    page.select_option("[data-versions]", oldest)
    expect(first).to_have_value(before)
    expect(first).to_have_attribute("readonly", "")
    page.click("[data-restore-button]")
    expect(versions).to_have_count(count + 2)
    expect(first).to_have_value(before)
    expect(page.locator("[data-restore-button]")).to_be_hidden()
    assert re.search(r"-yil \d+-", versions.first.inner_text()), "the date is the language's"


def test_a_released_correction_reaches_files_and_search(open_page: OpenPage, house: House, english: str) -> None:
    page = opened(open_page, english, "p0004")
    page.locator(LINES).first.fill("Quokkaberry stands here now")
    save(page)
    head = open_page(f"/work/{english}/changes/", role="head")
    head.get_by_role("button", name="Oʻzgarishlarni eʼlon qilish").click()

    def holds(kind: str) -> bool:
        data = page.request.get(f"/book/{english}/download/{kind}").body()
        return "Quokkaberry" in text_of(kind, data)

    for kind in ("txt", "epub", "alto", "pdf"):
        eventually(page, lambda kind=kind: holds(kind))
    eventually(page, lambda: "Quokkaberry" in page.request.get("/search?q=quokkaberry").text())
    page.goto("/search?q=quokkaberry")
    expect(page.locator("main mark").first).to_have_text("Quokkaberry")


def text_of(kind: str, data: bytes) -> str:
    if kind == "pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return "\n".join(page.get_textpage().get_text_bounded() for page in pdf)
    if kind == "txt":
        return data.decode()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "ignore") for name in archive.namelist())


def test_a_session_that_ends_loses_no_typed_text(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0003", expect_errors=GONE)
    page.on("dialog", lambda dialog: dialog.accept())
    typed = f"Typed before the session ended {time.time_ns()}"
    page.locator(LINES).nth(1).fill(typed)
    page.context.clear_cookies(name="sessionid")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-error]")).to_contain_text("Seansingiz tugagan")
    expect(page.locator(LINES).nth(1)).to_have_value(typed)
    page.reload()
    page.fill("input[name=login]", "sinov-operator")
    page.fill("input[name=password]", houses.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/p0003/")
    expect(page.locator(LINES).nth(1)).to_have_value(typed)
    expect(page.locator("[data-state]")).to_have_text("Saqlanmagan oʻzgarishlaringiz qaytarildi")
    save(page)
    page.reload()
    expect(page.locator(LINES).nth(1)).to_have_value(typed)
    expect(page.locator("[data-state]")).to_have_text("")


def test_a_form_sent_too_late_comes_back_filled(open_page: OpenPage, english: str) -> None:
    page = open_page(f"/work/{english}/record/", role="cataloguer")
    page.fill("main [name=description]", "Written before the session ended")
    page.context.clear_cookies(name="sessionid")
    page.locator("main button.btn-primary").click()
    page.wait_for_url("**/accounts/login/**")
    page.fill("input[name=login]", "sinov-cataloguer")
    page.fill("input[name=password]", houses.PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/record/")
    expect(page.locator("main [name=description]")).to_have_value("Written before the session ended")
    page.locator("main button.btn-primary").click()
    expect(page.locator("h1")).to_contain_text("The Keeper of the Shelf")
    page.goto(f"/work/{english}/record/")
    expect(page.locator("main [name=description]")).to_have_value("Written before the session ended")
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.startsWith('form:'))") == []


def test_the_second_of_two_people_keeps_what_was_typed(open_page: OpenPage, english: str) -> None:
    one = opened(open_page, english, "p0006")
    two = opened(open_page, english, "p0006", expect_errors=("status of 409",))
    two.on("dialog", lambda dialog: dialog.accept())
    number = one.locator("[data-versions] option").count()
    one.locator(LINES).nth(0).fill(f"The first person was here {number}")
    save(one)
    two.locator(LINES).nth(1).fill(f"The second person was here {number}")
    two.keyboard.press("Control+s")
    expect(two.locator("[data-error]")).to_contain_text("boshqa xodim")
    two.reload()
    expect(two.locator(LINES).nth(0)).to_have_value(f"The first person was here {number}")
    expect(two.locator(LINES).nth(1)).to_have_value(f"The second person was here {number}")
    save(two)


@pytest.mark.parametrize("odd", ["🙂 emoji", "مرحبا بالعالم", "<script>alert(1)</script>", "A" * 1990])
def test_odd_texts_come_back_as_they_were_typed(open_page: OpenPage, english: str, odd: str) -> None:
    page = opened(open_page, english, "p0006")
    page.locator(LINES).nth(2).fill(odd)
    save(page)
    page.reload()
    expect(page.locator(LINES).nth(2)).to_have_value(odd)


def test_a_line_of_ten_thousand_signs_is_refused_and_kept_in_the_window(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0006", expect_errors=("status of 400",))
    page.on("dialog", lambda dialog: dialog.accept())
    page.locator(LINES).nth(3).fill("x" * 10_000)
    page.keyboard.press("Control+s")
    expect(page.locator("[data-error]")).to_contain_text("Satr juda uzun")
    expect(page.locator(LINES).nth(3)).to_have_value("x" * 10_000)


def slowly(page: Page) -> list[str]:
    """Let every save take its time; gives what is sent, as it is sent."""
    sent: list[str] = []

    def wait(route: Route) -> None:
        sent.append(route.request.post_data or "")
        page.wait_for_timeout(700)
        route.continue_()

    page.route("**/text/", wait)
    return sent


def test_what_is_typed_while_an_emptied_line_is_saved_stays(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0002")
    page.on("dialog", lambda dialog: dialog.accept())
    lines = page.locator(".fix-item textarea")
    count, third = lines.count(), lines.nth(2).input_value()
    slowly(page)
    lines.nth(0).fill("")
    page.keyboard.press("Control+s")
    lines.nth(1).press("End")
    page.keyboard.type(" and more")
    typed = lines.nth(1).input_value()
    expect(lines).to_have_count(count - 1)
    expect(lines.nth(0)).to_have_value(typed)
    expect(lines.nth(1)).to_have_value(third)
    expect(lines.nth(0)).to_be_focused()
    expect(page.locator("[data-state]")).to_have_text("Saqlanmagan oʻzgarishlar")
    page.keyboard.type("!")
    page.reload()
    expect(lines.nth(0)).to_have_value(f"{typed}!")
    save(page)


def test_a_held_save_key_saves_once(open_page: OpenPage, english: str) -> None:
    page = opened(open_page, english, "p0002")
    sent = slowly(page)
    page.locator(LINES).nth(1).fill(f"Saved with a held key {time.time_ns()}")
    page.keyboard.down("Control")
    for _press in range(3):
        page.keyboard.down("s")
    page.keyboard.up("s")
    page.keyboard.press("s")
    page.keyboard.up("Control")
    expect(page.locator("[data-state]")).to_have_text("Saqlandi")
    expect(page.locator("[data-error]")).to_be_hidden()
    assert len(sent) == 1
