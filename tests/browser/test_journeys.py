"""The main ways of people through the program."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE, OpenPage
from tests.browser.house import ROOT, House

MIRADOR = ROOT / "node_modules/mirador/dist/mirador.min.js"


@pytest.mark.parametrize("query", ["otkan kunlar", "Ўткан кунлар", "Oʻtkan kunlar", "O'tkan kunlar"])
def test_reader_finds_a_book_in_any_script_and_opens_the_page(open_page: OpenPage, query: str) -> None:
    page = open_page("/")
    page.fill("#q", query)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    marks = page.locator("main mark")
    expect(marks.first).to_be_visible()
    page.locator("main a[href*='/read']").first.click()
    page.wait_for_url(re.compile(r"/book/jv[0-9a-z]+/read"))
    expect(page.locator("canvas").first).to_be_visible()


def test_reader_turns_pages_by_keyboard_and_sees_the_text(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read")
    expect(page.locator("canvas").first).to_be_visible()
    before = page.url
    page.locator("body").press("ArrowRight")
    page.wait_for_function("before => location.href !== before", arg=before)
    assert "page=2" in page.url


def test_reader_works_on_a_phone(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/book/{book}/read", size=PHONE)
    expect(page.locator("canvas").first).to_be_visible()


def test_anonymous_person_does_not_see_the_work(open_page: OpenPage) -> None:
    page = open_page("/work/")
    assert "/accounts/login" in page.url


def test_reader_role_is_told_that_the_work_is_not_open(open_page: OpenPage) -> None:
    page = open_page("/work/", role="reader", expect_errors=("status of 403",))
    expect(page.locator("h1")).to_contain_text("ochiq emas")


def test_operator_checks_pages_by_keyboard(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/work/{book}/pages/", role="operator")
    cells = page.locator(".qc-cell")
    expect(cells.first).to_be_visible()
    page.keyboard.press("a")
    expect(page.locator(".qc-cell[data-reviewed]").first).to_be_visible()
    page.keyboard.press(" ")
    expect(page.locator("[data-which]")).to_have_text("Avval")


def test_a_correction_is_found_by_search_once_it_is_released(open_page: OpenPage, book: str) -> None:
    page = open_page(f"/work/{book}/pages/p0002/", role="operator")
    first = page.locator(".fix-item[data-kind='text'] textarea").first
    expect(first).to_be_visible()
    first.fill("Tuzatilgansatrbelgisi bu yerda")
    page.keyboard.press("Control+s")
    expect(page.locator("[data-state]")).to_have_text("Saqlandi")
    page.goto("/search?q=tuzatilgansatrbelgisi")
    expect(page.locator("main mark")).to_have_count(0)
    head = open_page(f"/work/{book}/changes/", role="head")
    head.get_by_role("button", name="Oʻzgarishlarni eʼlon qilish").click()
    for _attempt in range(60):
        page.goto("/search?q=tuzatilgansatrbelgisi")
        if page.locator("main mark").count():
            break
        page.wait_for_timeout(500)
    expect(page.locator("main mark").first).to_be_visible()


def test_operator_uploads_scans_and_they_become_a_book(open_page: OpenPage, house: House, tmp_path: Path) -> None:
    page = open_page("/work/new/", role="operator")
    master = next(house.data.glob("files/*/*/*"))
    scan = tmp_path / "sinov.png"
    scan.write_bytes(master.read_bytes())
    page.set_input_files("input[type=file]", str(scan))
    page.wait_for_load_state("networkidle")
    page.fill("input[name=title]", "Yuklangan sinov kitobi")
    page.locator("main button.btn-primary").last.click()
    page.wait_for_url(re.compile(r"/work/jv[0-9a-z]+/"))
    expect(page.locator("h1")).to_contain_text("Yuklangan sinov kitobi")


def test_mirador_opens_the_manifest(open_page: OpenPage, house: House, book: str) -> None:
    assert MIRADOR.exists(), "Mirador is missing: npm ci"
    page = open_page("/", expect_errors=("Mirador", "React", "MUI", "Warning", "style", "Content Security Policy"))
    page.set_content("<div id='viewer'></div>")
    page.evaluate(MIRADOR.read_text(encoding="utf-8"))
    manifest = f"{house.url}/iiif/{book}/manifest"
    page.evaluate("url => { Mirador.viewer({id: 'viewer', windows: [{manifestId: url}]}) }", manifest)
    expect(page.locator("canvas").first).to_be_visible(timeout=30_000)
