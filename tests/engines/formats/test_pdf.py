"""Searchable PDF/A: judged by Preflight, qpdf and poppler."""

from __future__ import annotations

import re
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pikepdf
import pytest
from PIL import Image
from PIL.TiffImagePlugin import TiffImageFile
from tests.engines.formats import programs

from javon.engines.formats import write_pdf
from javon.engines.page import Document, Metadata, Page, Region

CREATED = datetime(2024, 12, 19, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def files(book: Document, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The book in every form a page can take."""
    folder = tmp_path_factory.mktemp("pdf")
    bare = tuple(replace(page, background=None) for page in book.pages)
    access = tuple(replace(page, mask=None, background=None) for page in book.pages)
    empty = tuple(replace(page, mask=None, background=None, access=None) for page in book.pages)
    forms = {
        "mask": (book, True),
        "white": (replace(book, pages=bare), True),
        "access": (replace(book, pages=access), True),
        "full": (book, False),
        "text": (replace(book, pages=empty), True),
        "wordless": (
            replace(book, pages=tuple(replace(page, page=Page(1165, 1654, 200)) for page in book.pages)),
            True,
        ),
        "unknown": (Document("x", Metadata("x"), book.pages[:1]), True),
    }
    for name, (document, reading) in forms.items():
        write_pdf(document, folder / f"{name}.pdf", reading=reading, created=None if name == "unknown" else CREATED)
    return {name: folder / f"{name}.pdf" for name in forms}


def test_preflight_accepts_every_form_as_pdf_a_1b(files: dict[str, Path]) -> None:
    assert programs.preflight(list(files.values())) == {path.name: [] for path in files.values()}


def test_qpdf_finds_nothing(files: dict[str, Path]) -> None:
    for path in files.values():
        assert "No syntax or stream encoding errors found" in programs.run("qpdf", "--check", path)


def test_words_are_read_in_order_with_every_letter(book: Document, files: dict[str, Path]) -> None:
    for number, page in enumerate(book.pages, 1):
        raw = programs.run("pdftotext", "-raw", "-f", str(number), "-l", str(number), files["mask"], "-")
        # poppler drops the hyphen of a parted word at a line end and reads on
        assert raw.replace("kitoblar", "kito- blar").split() == [word.text for word in page.page.words]


def test_columns_are_not_mixed(files: dict[str, Path]) -> None:
    text = " ".join(programs.run("pdftotext", "-f", "4", "-l", "4", files["mask"], "-").split())
    assert text.index("chap ustun oxiri.") < text.index("Oʻng ustun boshi")


def test_text_sits_on_the_words(book: Document, files: dict[str, Path]) -> None:
    """Sideways within a pixel and a half, and every box overlaps the printed word by more than half its height."""
    for number, page in enumerate(book.pages, 1):
        words = [word for word in page.page.words if word.text != "kito-"]
        found = programs.pdf_words(files["mask"], number)
        scale = page.page.dpi / 72
        assert len(found) == len(list(page.page.words))
        for word in words:
            same = [[side * scale for side in sides] for text, *sides in found if text == word.text]
            near = [
                sides for sides in same if abs(sides[0] - word.box.left) < 1.5 and abs(sides[2] - word.box.right) < 1.5
            ]
            assert len(near) == 1, word
            _, top, _, bottom = near[0]
            shared = min(bottom, word.box.bottom) - max(top, word.box.top)
            assert shared > 0.5 * word.box.height, word.text


@pytest.mark.parametrize("form", ["mask", "white", "access", "full"])
def test_page_looks_like_the_scan(book: Document, files: dict[str, Path], tmp_path: Path, form: str) -> None:
    programs.run("pdftoppm", "-r", "200", "-f", "2", "-l", "2", "-gray", files[form], tmp_path / "page")
    (picture,) = tmp_path.glob("page*")
    seen = np.asarray(Image.open(picture))
    mask = np.asarray(Image.open(book.pages[1].mask or "").convert("L"))
    assert abs(seen.shape[0] - mask.shape[0]) <= 1
    height, width = min(seen.shape[0], mask.shape[0]), min(seen.shape[1], mask.shape[1])
    ink, drawn = mask[:height, :width] < 128, seen[:height, :width] < 128
    assert (ink & drawn).sum() / (ink | drawn).sum() > (0.6 if form == "access" else 0.8)


def test_bytes_are_the_same_for_the_same_input(book: Document, files: dict[str, Path], tmp_path: Path) -> None:
    write_pdf(book, tmp_path / "again.pdf", created=CREATED)
    assert (tmp_path / "again.pdf").read_bytes() == files["mask"].read_bytes()


def test_information_labels_and_outline(files: dict[str, Path]) -> None:
    with pikepdf.open(files["mask"]) as pdf:
        assert pdf.docinfo["/Title"] == "Sinov kitobi: oʻqish & yozish"
        assert pdf.docinfo["/Author"] == "Sinovchi, A.; Namunaviy, B."
        assert pdf.docinfo["/CreationDate"] == "D:20241219093000+00'00'"
        with pdf.open_metadata() as metadata:
            assert metadata["dc:title"] == "Sinov kitobi: oʻqish & yozish"
            assert metadata["xmp:CreateDate"] == "2024-12-19T09:30:00+00:00"
            assert metadata.pdfa_status == "1B"
        assert str(pdf.Root.Lang) == "uz-Latn"
        assert [page.label for page in pdf.pages] == ["", "1", "2", "3"]
        with pdf.open_outline() as outline:
            tree = {item.title: [child.title for child in item.children] for item in outline.root}
        assert tree == {"Sinov kitobi": [], "Birinchi bob": ["Kichik sarlavha"], "Ikkinchi bob": []}
        assert [float(side) for side in pdf.pages[0].MediaBox] == pytest.approx([0, 0, 419.4, 595.44])


def test_a_label_of_too_many_figures_is_a_text(book: Document, tmp_path: Path) -> None:
    pages = [replace(book.pages[1], label=label) for label in ("99999999999", "12", "12", "xii")]
    write_pdf(replace(book, pages=tuple(pages)), tmp_path / "labels.pdf")
    assert programs.preflight([tmp_path / "labels.pdf"]) == {"labels.pdf": []}
    with pikepdf.open(tmp_path / "labels.pdf") as pdf:
        assert [page.label for page in pdf.pages] == ["99999999999", "12", "12", "xii"]


def test_without_date_none_is_told(files: dict[str, Path]) -> None:
    with pikepdf.open(files["unknown"]) as pdf:
        assert "/CreationDate" not in pdf.docinfo
        assert "/Lang" not in pdf.Root


def test_ink_is_taken_over_without_coding_anew(book: Document, files: dict[str, Path]) -> None:
    with Image.open(book.pages[1].mask or "") as mask:
        assert isinstance(mask, TiffImageFile)
        (offset,), (length,) = mask.tag_v2[273], mask.tag_v2[279]
    strip = (book.pages[1].mask or Path()).read_bytes()[offset : offset + length]
    with pikepdf.open(files["mask"]) as pdf:
        assert pdf.pages[1].Resources.XObject.Ink.read_raw_bytes() == strip


def test_a_line_in_another_language_says_so(files: dict[str, Path]) -> None:
    with pikepdf.open(files["mask"]) as pdf:
        content = pdf.pages[2].Contents.read_bytes()
    assert content.count(b"/Span <</Lang (uz-Cyrl)>> BDC") == 2
    assert content.count(b"BDC") == content.count(b"EMC") == 2


def test_a_page_of_text_is_small(files: dict[str, Path]) -> None:
    assert files["white"].stat().st_size / 4 < 15_000


def test_memory_is_that_of_a_page_not_of_the_book(book: Document, tmp_path: Path) -> None:
    def peak(copies: int) -> int:
        pages = tuple(replace(book.pages[1], key=f"p{number}") for number in range(copies))
        tracemalloc.start()
        write_pdf(replace(book, pages=pages), tmp_path / "long.pdf")
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    few = peak(20)
    assert peak(220) - few < 200 * 2_000


def test_a_book_longer_than_one_branch_keeps_its_order(book: Document, tmp_path: Path) -> None:
    pages = tuple(replace(book.pages[1], key=f"p{number}", label=str(number)) for number in range(1, 151))
    write_pdf(replace(book, pages=pages), tmp_path / "long.pdf")
    with pikepdf.open(tmp_path / "long.pdf") as pdf:
        assert [page.label for page in pdf.pages] == [str(number) for number in range(1, 151)]
        assert pikepdf.Array(pdf.Root.PageLabels.Nums).__len__() == 2


def test_odd_text_does_not_break_the_file(book: Document, tmp_path: Path) -> None:
    """Signs beyond the first plane, controls, empty words, boxes without width, a page without resolution."""
    page = book.pages[1].page
    line = page.regions[2].lines[0]
    texts = ["𐰀𐰁", "\x00\x07", "", "a\u200db", "<&>()\\"]
    boxes = [replace(line.words[0].box, right=line.words[0].box.left)] + [word.box for word in line.words[:4]]
    words = tuple(
        replace(line.words[0], text=text, box=box) for text, box in zip(texts, [*boxes, boxes[1]], strict=False)
    )
    odd = Page(page.width, page.height, 0, (Region(page.regions[2].kind, line.box, (replace(line, words=words),)),))
    write_pdf(replace(book, pages=(replace(book.pages[1], page=odd),)), tmp_path / "odd.pdf")
    assert programs.preflight([tmp_path / "odd.pdf"]) == {"odd.pdf": []}
    assert "𐰀𐰁" in programs.run("pdftotext", "-raw", tmp_path / "odd.pdf", "-")


def test_nothing_is_left_when_an_image_is_missing(book: Document, tmp_path: Path) -> None:
    pages = (replace(book.pages[0], mask=tmp_path / "gone.tif"),)
    with pytest.raises(FileNotFoundError):
        write_pdf(replace(book, pages=pages), tmp_path / "book.pdf")
    assert list(tmp_path.iterdir()) == []


def test_a_document_without_pages_is_refused(book: Document, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=re.escape("without pages")):
        write_pdf(replace(book, pages=()), tmp_path / "book.pdf")
