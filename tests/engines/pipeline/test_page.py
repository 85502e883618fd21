"""One image in, files and result out; the same again by its recipe."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image
from tests.engines.pipeline.conftest import draw_page

from javon.engines.imaging.intake import BadFile
from javon.engines.ocr.tesseract import TesseractRecognizer
from javon.engines.pipeline import PageOptions, PageTask, Verdict, read_page, result_from_json

NULL = PageOptions(recognizer="null")


def _digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "result.json")
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_files_stand_and_the_result_tells_of_them(scan, tmp_path):
    source = scan()
    before = source.read_bytes()
    out = tmp_path / "out"
    (result,) = read_page(PageTask("1", source, out, options=NULL))
    names = {result.access, result.mask, result.thumb, "0/result.json"} | (
        {result.background} if result.background else set()
    )
    assert {str(path.relative_to(out)) for path in out.rglob("*") if path.is_file()} == names
    assert result_from_json(json.loads((out / "0/result.json").read_text(encoding="utf-8"))) == result
    assert source.read_bytes() == before
    with Image.open(out / result.mask) as mask:
        assert (mask.width, mask.height, mask.mode) == (result.page.width, result.page.height, "1")


def test_page_is_read_and_judged(scan, tmp_path):
    (result,) = read_page(PageTask("1", scan(), tmp_path / "out"))
    assert result.page.language == "en"
    assert "old library stood at the end" in result.page.text
    assert result.measurements["words"] == sum(1 for _ in result.page.words)
    assert result.verdict in set(Verdict)
    assert {"decode", "read", "write", "judge"} <= set(result.seconds)


def test_recipe_makes_the_same_bytes_again(scan, tmp_path):
    task = PageTask("1", scan(), tmp_path / "one", options=NULL)
    (first,) = read_page(task)
    again = replace(task, out_dir=tmp_path / "two", options=replace(NULL, steps=first.recipe))
    (second,) = read_page(again)
    assert second.recipe == first.recipe
    assert (second.measurements, second.flags, second.blank) == (first.measurements, first.flags, first.blank)
    assert _digests(tmp_path / "two") == _digests(tmp_path / "one")


def test_steps_can_be_overridden(scan, tmp_path):
    steps = {"orient": {"angle": 90}, "read": {"off": True}}
    (result,) = read_page(PageTask("1", scan(), tmp_path / "out", options=PageOptions(steps=steps)))
    assert result.page.width > result.page.height
    assert result.page.regions == ()
    assert result.recipe["read"] == {"off": True}


def test_language_given_by_a_person_is_kept_in_the_recipe(scan, tmp_path):
    (result,) = read_page(PageTask("1", scan(), tmp_path / "out", options=PageOptions(language="uz-Latn")))
    assert result.page.language == "uz-Latn"
    assert result.recipe["read"] == {"language": "uz-Latn"}


def test_page_on_its_head_is_turned(tmp_path):
    source = tmp_path / "scan.png"
    Image.fromarray(np.ascontiguousarray(draw_page()[::-1, ::-1])).save(source, dpi=(150, 150))
    (result,) = read_page(PageTask("1", source, tmp_path / "out"))
    assert result.recipe["orient"]["angle"] == 180
    assert "old library stood" in result.page.text


@pytest.mark.scans
@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180, 270])
@pytest.mark.parametrize("scan", ["eng/8071_093.3B.tif", "newspaper/bnl-block-2.tif"])
def test_a_page_whose_lines_show_no_direction_is_turned_by_its_words(tmp_path, test_data, scan, turned):
    """A photograph or large type hides where lines run; what can be read tells how the page stands."""
    with Image.open(test_data / "scans" / scan) as image:
        image.convert("RGB").rotate(turned, expand=True).save(tmp_path / "scan.png", dpi=(300, 300))
    (result,) = read_page(PageTask("1", tmp_path / "scan.png", tmp_path / "out"))
    assert result.recipe["orient"]["angle"] == turned
    assert result.page.confidence > 0.8


def test_blank_page(scan, tmp_path):
    (result,) = read_page(PageTask("1", scan(lines=0), tmp_path / "out"))
    assert result.blank
    assert list(result.page.words) == []


@pytest.mark.parametrize(("lines", "steps"), [(0, {}), (16, {"read": {"off": True}})])
def test_which_way_a_page_stands_is_not_tried_where_nothing_is_to_be_read(scan, tmp_path, monkeypatch, lines, steps):
    def turn(*_args: object, **_named: object) -> int:
        raise AssertionError("a trial that can tell nothing")

    monkeypatch.setattr(TesseractRecognizer, "upright", turn)
    (result,) = read_page(PageTask("1", scan(lines=lines), tmp_path / "out", options=PageOptions(steps=steps)))
    assert result.recipe["orient"]["angle"] == 0
    assert list(result.page.words) == []


def test_the_written_half_of_a_double_page_tells_which_way_it_stands(tmp_path):
    written = draw_page()
    pages = np.hstack([written, np.full_like(written, 250)])[::-1, ::-1]
    source = tmp_path / "spread.png"
    Image.fromarray(np.ascontiguousarray(pages)).save(source, dpi=(150, 150))
    options = PageOptions(steps={"split": {"at": 880}})
    left, right = read_page(PageTask("1", source, tmp_path / "out", options=options))
    assert "old library stood" in left.page.text
    assert right.blank


def test_double_page_gives_two_parts_and_one_when_it_is_not_split(tmp_path):
    pages = np.hstack([draw_page(seed=1), draw_page(seed=5)])
    source = tmp_path / "spread.png"
    Image.fromarray(pages).save(source, dpi=(150, 150))
    task = PageTask("1", source, tmp_path / "out", options=replace(NULL, steps={"split": {"at": 880}}))
    two = read_page(task)
    assert [result.part for result in two] == [0, 1]
    assert (tmp_path / "out/1/result.json").is_file()
    one = read_page(replace(task, options=replace(NULL, steps={"split": {"off": True}})))
    assert [result.part for result in one] == [0]
    assert not (tmp_path / "out/1").exists()


def test_bad_file_says_what_is_wrong(tmp_path):
    source = tmp_path / "page.jpg"
    source.write_bytes(b"")
    with pytest.raises(BadFile, match=r"page\.jpg: the file is empty"):
        read_page(PageTask("1", source, tmp_path / "out", options=NULL))


def test_decoding_here_and_in_a_child_is_the_same(scan, tmp_path):
    source = scan()
    for careful in (True, False):
        read_page(PageTask("1", source, tmp_path / str(careful), options=NULL), careful=careful)
    assert _digests(tmp_path / "True") == _digests(tmp_path / "False")


def test_bad_file_says_what_is_wrong_without_a_child_too(tmp_path):
    source = tmp_path / "page.jpg"
    source.write_bytes(b"\xff\xd8\xff\xe0 cut")
    with pytest.raises(BadFile, match=r"page\.jpg: "):
        read_page(PageTask("1", source, tmp_path / "out", options=NULL), careful=False)
