"""Folders and files become pages in the order in which people number them."""

import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from javon.engines.imaging.intake import Collected, Skipped, Why, collect, natural_key

PNG = b"\x89PNG\r\n\x1a\n"


def make(folder, *names, content=PNG):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def names(found: Collected, folder: Path):
    return [str(file.relative_to(folder)) for file in found.files]


@pytest.mark.parametrize(
    "ordered",
    [
        ["1.tif", "2.tif", "10.tif", "100.tif"],
        ["page 2.tif", "page 10.tif", "Page 11.tif"],
        ["bet-2.tif", "bet-10.tif", "бет-2.tif", "бет-10.tif"],
        ["2.tif", "2-1.tif", "2a.tif", "3.tif"],
        ["1-bob/10.tif", "2-bob/1.tif", "10-bob/1.tif"],
        ["a1b2.tif", "a1b10.tif", "a2b1.tif"],
        ["0001.tif", "2.tif", "0003.tif"],
    ],
)
def test_natural_order(ordered):
    assert sorted(reversed(ordered), key=natural_key) == ordered


def test_width_and_case_do_not_count():
    assert natural_key("ＰＡＧＥ ２.tif") == natural_key("page 2.TIF")


def test_every_name_can_be_compared():
    odd = ["", "1", "a", "1a", "a1", "١", "²", ".tif", "9" * 5000, "Ў", "o‘zbek", "../x"]
    assert len(sorted(odd, key=natural_key)) == len(odd)


def test_a_folder_gives_its_pages_in_order(tmp_path):
    make(tmp_path, "10.png", "2.png", "1.tif", "kitob/3.jpg")
    assert names(collect([tmp_path]), tmp_path) == ["1.tif", "2.png", "10.png", "kitob/3.jpg"]


def test_files_of_a_shell_pattern_are_sorted_and_folders_keep_their_place(tmp_path):
    make(tmp_path, "1.png", "10.png", "2.png", "b/1.png", "a/1.png")
    given = [tmp_path / name for name in ("1.png", "10.png", "2.png", "b", "a")]
    assert names(collect(given), tmp_path) == ["1.png", "2.png", "10.png", "b/1.png", "a/1.png"]


def test_what_is_no_page_is_left_out_with_its_reason(tmp_path):
    make(tmp_path, "1.png", "Thumbs.db", ".DS_Store", "~$kitob.docx", "1.txt", "1.xml", "__MACOSX/1.png", ".git/x.png")
    make(tmp_path, "disk.iso", content=b"\0" * 100)
    found = collect([tmp_path])
    assert names(found, tmp_path) == ["1.png"]
    assert {(skipped.path.name, skipped.why) for skipped in found.skipped} == {
        ("Thumbs.db", Why.SYSTEM),
        (".DS_Store", Why.SYSTEM),
        ("~$kitob.docx", Why.SYSTEM),
        ("__MACOSX", Why.SYSTEM),
        (".git", Why.SYSTEM),
        ("1.txt", Why.SIDECAR),
        ("1.xml", Why.SIDECAR),
        ("disk.iso", Why.UNKNOWN),
    }


def test_a_page_without_extension_is_found_by_content(tmp_path):
    make(tmp_path, "scan0001", "scan0002.dat")
    assert names(collect([tmp_path]), tmp_path) == ["scan0001", "scan0002.dat"]


def test_the_same_folder_twice_is_taken_once(tmp_path):
    make(tmp_path, "a/1.png", "a/2.png")
    found = collect([tmp_path / "a", tmp_path / "a", tmp_path / "a" / ".." / "a", tmp_path / "a" / "2.png"])
    assert [file.name for file in found.files] == ["1.png", "2.png"]
    assert [skipped.why for skipped in found.skipped] == [Why.TWICE] * 3


def test_a_hard_link_is_the_same_file(tmp_path):
    make(tmp_path, "1.png")
    os.link(tmp_path / "1.png", tmp_path / "2.png")
    assert collect([tmp_path]).skipped == (Skipped(tmp_path / "2.png", Why.TWICE),)


def test_links_that_lead_in_a_circle_end(tmp_path):
    make(tmp_path, "a/1.png")
    (tmp_path / "a" / "up").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "self").symlink_to("self")
    (tmp_path / "a" / "gone.png").symlink_to("nowhere.png")
    found = collect([tmp_path])
    assert names(found, tmp_path) == ["a/1.png"]
    assert {(skipped.path.name, skipped.why) for skipped in found.skipped} == {
        ("up", Why.LOOP),
        ("self", Why.LOOP),
        ("gone.png", Why.MISSING),
    }


def test_what_is_not_there_is_named(tmp_path):
    assert collect([tmp_path / "yoʻq"]).skipped == (Skipped(tmp_path / "yoʻq", Why.MISSING),)


def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.png")
    assert collect([tmp_path]).skipped == (Skipped(tmp_path / "pipe.png", Why.SPECIAL),)


@contextmanager
def as_nobody():
    """Root reads everything: the test of permissions must not be root."""
    root = os.geteuid() == 0
    if root:
        os.seteuid(65534)
    try:
        yield
    finally:
        if root:
            os.seteuid(0)


def test_a_closed_folder_is_named(tmp_path):
    closed = make(tmp_path, "closed/1.png") / "closed"
    closed.chmod(0)
    with as_nobody():
        found = collect([closed])
    closed.chmod(0o755)
    assert found == Collected((), (Skipped(closed, Why.PERMISSION),))
