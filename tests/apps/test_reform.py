"""The reform's letters by one switch: every page of every app in them, nothing else changed."""

from __future__ import annotations

import html
import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import polib
import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from django.utils.translation import override, trans_real
from tests.apps.digitization.making import done_object
from tests.apps.test_doors import DOORS, _address
from tools import translations

from javon.apps.people.models import User
from javon.base.ui.templatetags.ui import paper_date
from javon.config import words
from javon.engines.language import to_alphabet_markup

Switch = Callable[[str], None]
#: Letters that the reform wrote otherwise, and what is written with them in any language.
OLD = re.compile(r"[og]ʻ|sh|ch", re.IGNORECASE)
#: Keys, addresses, and what the test's book and the examples of queries say.
KEPT = re.compile(r"\b(?:Shift|Chromium|SHA)\b|\b\S*(?:[/_@]|\.\w)\S*|English|birinchi|oʻtkan kunlar")
NOT_SHOWN = re.compile(r"<(script|style|template)\b.*?</\1>|<!--.*?-->", re.DOTALL)
SAID = re.compile(r"\s(?:title|aria-label|placeholder|alt|data-confirm)=\"([^\"]*)\"")


@pytest.fixture
def switch(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Switch:
    """Show the interface in the letters of a year, from the catalogues as they stand in the sources."""
    folders = {"2026": (tmp_path / "locale_2026", tmp_path / "locale"), "1995": (tmp_path / "locale",)}
    ours = (*translations.TRANSLATED, translations.GENERATED, translations.THIRD_PARTY)
    for name in (*ours, translations.REFORM, translations.REFORM_GUARD):
        source = translations.path_of(name)
        target = tmp_path / source.relative_to(source.parents[3]).with_suffix(".mo")
        target.parent.mkdir(parents=True)
        polib.pofile(str(source)).save_as_mofile(str(target))
    monkeypatch.setattr(words, "CATALOGUES", folders)

    def turn(year: str) -> None:
        settings.JAVON_LATIN, settings.LOCALE_PATHS = year, list(folders[year])
        settings.LANGUAGES = [("uz", {"1995": "Oʻzbekcha", "2026": "Özbekça"}[year]), *configured.LANGUAGES[1:]]
        settings.JAVON_ALPHABET = {"1995": "latn", "2026": "latn-2026"}[year]
        trans_real._translations.clear()
        monkeypatch.setenv("JAVON_LATIN", year)
        words._catalogue.cache_clear()

    return turn


def shown(page: str) -> str:
    """What a person sees or hears of a page."""
    page = NOT_SHOWN.sub(" ", page)
    texts = [re.sub(r"<[^>]+>", " ", page), *SAID.findall(page)]
    return " ".join(html.unescape(" ".join(texts)).split())


@pytest.fixture
def pages(db: None, tmp_path: Path, administrator: User) -> Callable[[str], dict[str, str]]:
    book = done_object(tmp_path / "kitob", "birinchi sahifa", title="Kitob")
    administrator.set_password("Uzun-parol-1")
    administrator.save()
    browser = Client()
    browser.force_login(administrator, backend=configured.AUTHENTICATION_BACKENDS[0])

    def read(language: str) -> dict[str, str]:
        browser.cookies["django_language"] = language
        found = {}
        for name, door in DOORS.items():
            if door.method == "get":
                answer = browser.get(_address(name, door, book, administrator), door.data)
                if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
                    found[name] = answer.content.decode()
        found["no such page"] = browser.get("/bunday/manzil/yoq").content.decode()
        visitor = Client()
        visitor.cookies["django_language"] = language
        found["log in"] = visitor.get(reverse("account_login")).content.decode()
        return found

    return read


def test_every_page_is_in_the_letters_of_2026(switch: Switch, pages: Callable[[str], dict[str, str]]) -> None:
    switch("2026")
    found = pages("uz")
    assert len(found) > 20
    left = {name: OLD.findall(KEPT.sub(" ", shown(page))) for name, page in found.items()}
    assert {name: signs for name, signs in left.items() if signs} == {}
    assert "Özbekça" in found["portal:home"]


@pytest.mark.parametrize("language", ["uz-cyrl", "ru", "en"])
def test_no_other_language_changes(switch: Switch, pages: Callable[[str], dict[str, str]], language: str) -> None:
    own_name = {"1995": ("Oʻzbekcha", "Oʻz"), "2026": ("Özbekça", "Öz")}
    said: dict[str, dict[str, str]] = {}
    for year, (name, short) in own_name.items():
        switch(year)
        said[year] = {
            at: re.sub(rf"\b(?:{name}|{short})\b|\d+", "", shown(page)) for at, page in pages(language).items()
        }
    assert said["1995"] == said["2026"]


def test_dates_and_the_terminal_follow(switch: Switch) -> None:
    switch("2026")
    with override("uz"):
        assert paper_date(date(2024, 12, 19)) == "2024-yil 19-dekabr"
    assert words.gettext("oʻrnatilmagan") == "örnatilmagan"
    switch("1995")
    assert words.gettext("oʻrnatilmagan") == "oʻrnatilmagan"


def test_the_catalogue_leaves_what_a_program_reads() -> None:
    for entry in translations.catalogue_of(translations.REFORM):
        for text in translations.texts(entry):
            assert not OLD.search(KEPT.sub("", translations.PLACEHOLDER.sub("", text))), text


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("%(shown)s ta sahifa oʻchirildi", "%(shown)s ta sahifa öçirildi"),
        (
            "{choice}: <a href=\"/shaxs/choy\" class='sh'>Chiqish</a>",
            "{choice}: <a href=\"/shaxs/choy\" class='sh'>Çiqiş</a>",
        ),
        ("https://kutubxona.example/shahar manziliga oʻting", "https://kutubxona.example/shahar manziliga öting"),
        ("shahar@example.org ga yozing, `git push` bering", "shahar@example.org ga yozing, `git push` bering"),
        ("./javon search --each uchun JAVON_SHELF", "./javon search --each uçun JAVON_SHELF"),
        ("PDFni Chromium ochadi; SHAHAR; Isʼhoq", "PDFni Chromium oçadi; ŞAHAR; Isʼhoq"),
    ],
)
def test_interface_text_in_the_letters_of_2026(text: str, spelled: str) -> None:
    assert to_alphabet_markup(text, "latn-2026") == spelled


@pytest.mark.parametrize(("value", "code"), [("2026", 0), ("2018", 1)])
def test_the_switch_takes_its_two_values_only(value: str, code: int, tmp_path: Path) -> None:
    program = "import javon.config.settings as s; print(s.JAVON_ALPHABET, s.LANGUAGES[0][1])"
    env = {**os.environ, "JAVON_LATIN": value, "JAVON_DATA": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", program], env=env, capture_output=True, text=True, check=False)
    assert done.returncode == code
    assert ("JAVON_LATIN" in done.stderr) is bool(code)
    assert done.stdout.strip() == ("" if code else "latn-2026 Özbekça")
