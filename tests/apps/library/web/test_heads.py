"""What a page tells machines: its one address, what it is about, where they need not look."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.apps.library.books import book, files

from javon.apps.library.web.reading import MODULES, page_face

pytestmark = pytest.mark.django_db
SCRIPTS = Path(__file__).resolve().parents[4] / "src/javon/apps/library/static"


@pytest.fixture
def made() -> Any:
    made = book("birinchi", "ikkinchi", title="Sinov kitobi")
    files(made)
    return made


def test_every_open_page_says_what_it_is_about_and_its_one_address(client: Client, made: Any) -> None:
    for asked, address, about in (
        ("/", "/", "Axborot-kutubxona markazining elektron kutubxonasi"),
        ("/search?page=2", "/search", "Axborot-kutubxona markazining elektron kutubxonasi"),
        (f"/book/{made.identifier}/?a=1", f"/book/{made.identifier}/", "Sinov kitobi"),
        (f"/book/{made.identifier}/read?page=2&q=a", f"/book/{made.identifier}/read?page=p0002", "Sinov kitobi"),
    ):
        text = client.get(asked).content.decode()
        assert f'<link rel="canonical" href="http://testserver{address}">' in text
        assert re.search('<meta name="description" content="([^"]*)">', text)[1].startswith(about)  # type: ignore[index] # it is there
    assert "canonical" not in client.get("/search?q=kitob").content.decode()


def test_robots_are_kept_out_of_where_nothing_is_for_them(client: Client) -> None:
    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    told = answer.content.decode().splitlines()
    assert told[0] == "User-agent: *"
    assert {"Disallow: /work/", "Disallow: /people/", "Disallow: /accounts/", "Disallow: /search/suggest"} <= set(told)
    assert not any(line in ("Disallow: /", "Disallow: /book/") for line in told)


def test_the_browser_is_told_of_every_script_of_the_reader(client: Client, made: Any) -> None:
    wanted, asked = {"library/reader.js"}, set()
    while wanted - asked:
        name = (wanted - asked).pop()
        asked.add(name)
        imports = re.findall('from "./([^"]+)"', (SCRIPTS / name).read_text(encoding="utf-8"))
        wanted |= {f"library/{found}" for found in imports}
    assert set(MODULES) == wanted
    text = client.get(f"/book/{made.identifier}/read").content.decode()
    assert text.count('rel="modulepreload"') == len(MODULES)


def test_the_first_picture_comes_in_the_size_of_the_screen(made: Any) -> None:
    face = page_face(made, {"key": "p0001", "width": 1000, "height": 2000})
    assert face.srcset.split(", ")[0].endswith("/full/^!450,600/0/default.jpg 300w")
    assert face.src.endswith("/full/^!1200,1600/0/default.jpg")
    assert face.sizes == "min(100vw, calc((100vh - 7rem) * 0.5000))"
