"""Light print on dark, on the pages of the reports: read, shown, nothing lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from javon.engines.pipeline import PageTask, read_page

pytestmark = pytest.mark.scans


def _words(source: Path, out: Path) -> str:
    (result,) = read_page(PageTask("1", source, out))
    assert not result.blank
    return result.page.text.replace("\n", " ")


@pytest.mark.parametrize("name", ["film-light-edge-200.jpg", "full-frame-150.jpg", "full-frame-200.jpg"])
def test_negatives_are_read_from_the_first_to_the_last_word(name: str, test_data: Path, tmp_path: Path):
    text = _words(test_data / "reports" / "25-negative" / name, tmp_path / "out")
    assert text.startswith("Баҳор келиши билан қишлоқ одамлари далага")
    assert "ўша ерга одам юборарди" in text[-60:]


def test_white_letters_on_blue_are_read(test_data: Path, tmp_path: Path):
    text = _words(test_data / "reports" / "25-negative" / "blue-print-white.jpg", tmp_path / "out")
    assert text.startswith("Bahor kelishi bilan")
    assert text.endswith("berdi.")


def test_white_letters_in_black_bars_are_read(test_data: Path, tmp_path: Path):
    text = _words(test_data / "reports" / "24-inverted-blocks" / "page.png", tmp_path / "out")
    for words in ("ЭЪТИБОР БЕРИНГ: ОГОҲЛАНТИРИШ", "Вилоят", "Ҳосил", "Йил"):
        assert words in text
