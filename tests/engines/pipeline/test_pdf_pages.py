"""PDFs that show something else than what is stored in them: what is seen is what is read."""

import pytest

from javon.engines.pipeline.page import read_page
from javon.engines.pipeline.result import PageTask

pytestmark = pytest.mark.scans


def _read(path, out):
    (result,) = read_page(PageTask("p", path, out))
    words = [word for region in result.page.regions for line in region.lines for word in line.text.split()]
    return result, words


@pytest.mark.parametrize("name", ["01-decode-array/jpeg-grey.pdf", "02-ccitt-indexed/blackis1-indexed.pdf"])
def test_a_page_stored_as_its_negative_is_read(test_data, tmp_path, name):
    result, words = _read(test_data / "reports" / name, tmp_path / "out")
    assert not result.blank
    assert result.page.number == "17"
    assert 172 <= len(words) <= 178


@pytest.mark.parametrize("name", ["no-appearance.pdf", "with-appearance.pdf"])
def test_what_is_filled_into_a_form_is_read(test_data, tmp_path, name):
    _, words = _read(test_data / "reports" / "08-form" / name, tmp_path / "out")
    text = " ".join(words)
    assert "Familiyasi: Karimova" in text
    assert "Ismi: Dilnoza" in text
    assert "Manzili: Buxoro shahri, 12-uy" in text
