"""`javon read`: what a person gets, and that it goes on where it was."""

from __future__ import annotations

import json

import pytest
from PIL import Image
from tests.apps.digitization.making import PASSWORD, locked_pdf

from javon.cli import main
from javon.cli import read as command


@pytest.fixture
def read(tmp_path, capsys):
    """Runs the command on paths and gives its exit status and closing JSON object."""

    def run(*arguments: object) -> tuple[int, dict]:
        capsys.readouterr()
        status = main(["read", *map(str, arguments), "--out", str(tmp_path / "out"), "--workers", "1", "--json"])
        lines = capsys.readouterr().out.strip().splitlines()
        return status, json.loads(lines[-1]) if lines else {}

    return run


def test_everything_a_person_expects(scan, tmp_path, read):
    folder = tmp_path / "book"
    folder.mkdir()
    for number in (1, 2, 10):
        scan(f"book/{number}.png", seed=number)
    status, summary = read(folder)
    out = tmp_path / "out"
    lines = [json.loads(line) for line in (out / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    assert status == 0
    assert (summary["pages"], summary["failed"], summary["bad"]) == (3, [], [])
    assert [line["file"].rpartition("/")[2] for line in lines] == ["1.png", "2.png", "10.png"]
    assert all(line["language"] == "en" and line["confidence"] > 0.8 for line in lines)
    assert {"angle", "flags", "seconds"} <= set(lines[0])
    assert (out / "book.pdf").read_bytes().startswith(b"%PDF-1.4")
    assert summary["bytes"] == (out / "book.pdf").stat().st_size
    assert "library" in (out / "book.txt").read_text(encoding="utf-8")
    assert sorted(path.name for path in (out / "alto").iterdir()) == ["p0001.xml", "p0002.xml", "p0003.xml"]


def test_second_run_does_nothing_again_and_only_new_options_do(scan, read):
    source = scan()
    assert read(source)[1]["resumed"] == 0
    assert read(source)[1]["resumed"] == 1
    assert read(source, "--language", "uz-Latn")[1]["resumed"] == 0
    assert read(source, "--language", "uz-Latn", "--again")[1]["resumed"] == 0


def test_bad_file_is_named_and_the_others_go_on(scan, tmp_path, read):
    good, bad = scan(), tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8\xff nothing else")
    status, summary = read(good, bad)
    assert status == 1
    assert summary["pages"] == 1
    (named,) = [*summary["bad"], *summary["failed"]]
    assert named["file"] == str(bad)
    assert "bad.jpg" in named["message"]


def test_nothing_to_read(tmp_path, read):
    status, _ = read(tmp_path / "absent.tif")
    assert status == 2


def test_table_for_people(scan, tmp_path, capsys):
    assert main(["read", str(scan()), "--out", str(tmp_path / "out"), "--workers", "1"]) == 0
    shown = capsys.readouterr().out
    assert "sahifa/daq" in shown
    assert str(tmp_path / "out" / "scan.pdf") in "".join(shown.replace("\n", " ").split())


def test_what_is_to_be_known_of_a_file_is_told(scan, tmp_path, read, capsys):
    wrong = scan("scan.tif.png").rename(tmp_path / "scan.tif")
    assert read(str(wrong))[1]["notes"] == ["scan.tif: nomidagi kengaytma boshqa, mazmuni boshqa (.tif: PNG)."]
    assert main(["read", str(wrong), "--out", str(tmp_path / "out")]) == 0
    assert "nomidagi kengaytma boshqa" in " ".join(capsys.readouterr().out.split())


def test_a_place_that_cannot_be_written_is_said_before_anything_is_read(scan, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    assert main(["read", str(scan()), "--out", str(tmp_path / "file" / "out")]) == 2
    shown = capsys.readouterr().err
    assert str(tmp_path / "file") in shown
    assert "Traceback" not in shown


def test_a_full_disk_makes_no_bad_pages(scan, tmp_path, monkeypatch, capsys):
    bad = tmp_path / "bad.bmp"
    with Image.open(scan()) as image:
        image.save(bad)
    bad.write_bytes(bad.read_bytes()[:-1000])
    monkeypatch.setattr(command, "FULL", 10**18)
    assert main(["read", str(bad), "--out", str(tmp_path / "out"), "--workers", "1"]) == 1
    assert "diskida joy qolmadi" in capsys.readouterr().err


def test_locked_pdf_is_read_with_its_password(tmp_path, read):
    path = locked_pdf(tmp_path / "locked.pdf", 1)
    status, summary = read(path)
    assert status == 2
    assert read(path, "--password", "boshqa")[0] == 2
    status, summary = read(path, "--password", "boshqa", "--password", PASSWORD)
    assert (status, summary["pages"]) == (0, 1)
    kept = [file for file in (tmp_path / "out").rglob("*") if file.is_file() and PASSWORD.encode() in file.read_bytes()]
    assert kept == []


def test_a_source_is_never_written_over(tmp_path, scan):
    """`javon read scan.pdf --out .` stood to put its PDF in the place of the scan."""
    picture = scan("here/scan.png")
    with Image.open(picture) as image:
        image.save(picture.with_suffix(".pdf"), resolution=150)
    picture.with_suffix(".txt").write_text("mine", encoding="utf-8")
    before = {path: path.read_bytes() for path in picture.parent.iterdir()}
    for source in (picture.with_suffix(".pdf"), picture.parent):
        assert main(["read", str(source), "--out", str(picture.parent), "--workers", "1"]) == 0
    assert {path: path.read_bytes() for path in before} == before
    assert (picture.parent / "scan-read.pdf").is_file()


@pytest.mark.parametrize("out", ["book", "book/out"])
def test_results_inside_the_folder_are_no_pages_of_it(tmp_path, scan, capsys, out):
    for number in (1, 2):
        scan(f"book/{number}.png", seed=number)
    for resumed in (0, 2):
        capsys.readouterr()
        assert main(["read", str(tmp_path / "book"), "--out", str(tmp_path / out), "--workers", "1", "--json"]) == 0
        summary = json.loads(capsys.readouterr().out.strip().splitlines()[-1])
        assert (summary["pages"], summary["resumed"]) == (2, resumed)
