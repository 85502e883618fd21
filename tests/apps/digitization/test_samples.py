"""The sample shelf: set in letters that exist, the same at every drawing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from javon.apps.digitization.actions.samples import SHELF, TEXTS, sample_shelf
from javon.apps.digitization.actions.typeset import (
    check_letters,
    face,
    missing_glyphs,
    parse,
    set_book,
    set_newspaper,
)
from javon.apps.digitization.errors import DigitizationError


@pytest.mark.parametrize(("name", "face_name"), SHELF)
def test_every_letter_is_in_the_font(name: str, face_name: str) -> None:
    text = (TEXTS / f"{name}.txt").read_text(encoding="utf-8")
    check_letters(text, face_name)
    assert all(missing_glyphs(font, text) == set() for font in face(face_name))
    assert not {"'", "‘", "’", "`"} & set(text)


def test_a_letter_that_no_font_has_stops_the_drawing() -> None:
    with pytest.raises(DigitizationError, match="𒀀"):
        check_letters("a𒀀", "dejavu")


@pytest.mark.parametrize(("name", "pages"), [("uz-latn", 8), ("uz-cyrl", 7), ("ru", 9), ("en", 7)])
def test_books_have_the_pages_they_should(name: str, pages: int) -> None:
    text = parse((TEXTS / f"{name}.txt").read_text(encoding="utf-8"))
    assert text.fields["language"].lower() == name
    assert len(set_book(text, "dejavu")) == pages


def test_the_newspaper_fits_on_one_sheet() -> None:
    text = parse((TEXTS / "newspaper.txt").read_text(encoding="utf-8"))
    assert [page.size for page in set_newspaper(text, "dejavu")] == [(2480, 3508)]


def test_the_shelf_is_drawn_once_and_always_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("javon.apps.digitization.actions.samples.SHELF", (("newspaper", "dejavu"),))
    (one,) = sample_shelf(tmp_path / "a")
    (two,) = sample_shelf(tmp_path / "b")
    assert (one.folder / "0001.jpg").read_bytes() == (two.folder / "0001.jpg").read_bytes()
    with Image.open(one.folder / "0001.jpg") as image:
        assert image.info["dpi"] == (300, 300)
    written = (one.folder / "0001.jpg").stat().st_mtime_ns
    list(sample_shelf(tmp_path / "a"))
    assert (one.folder / "0001.jpg").stat().st_mtime_ns == written
    assert one.record["title"] == "Kutubxona xabarlari: Namuna gazeta, 1-son"
