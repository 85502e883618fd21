"""Archives are unpacked whole and safe, or not at all."""

import io
import shutil
import stat
import zipfile
from collections import namedtuple

import pytest

from javon.engines.imaging.intake import ArchiveLimits, BadFile, Code, expand, gather
from javon.engines.imaging.intake.archives import member_name

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256))


def make(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


def packed(members):
    stream = io.BytesIO()
    make(stream, members)
    return stream.getvalue()


def refusal(path, into, limits=None):
    with pytest.raises(BadFile) as caught:
        expand(path, into, limits)
    assert not into.exists()
    return caught.value


def test_members_come_out_with_their_folders(tmp_path):
    archive = make(tmp_path / "kitob.zip", [("1-bob/1.png", PNG), ("1-bob/", b""), ("2.png", PNG + b"2")])
    members = expand(archive, tmp_path / "out")
    assert [(str(m.path.relative_to(tmp_path / "out")), m.name, m.size) for m in members] == [
        ("1-bob/1.png", "kitob.zip/1-bob/1.png", 264),
        ("2.png", "kitob.zip/2.png", 265),
    ]
    assert (tmp_path / "out" / "2.png").read_bytes() == PNG + b"2"
    assert sorted(entry.name for entry in (tmp_path / "out").iterdir()) == ["1-bob", "2.png"]


def test_an_archive_inside_is_unpacked_in_its_place(tmp_path):
    archive = make(tmp_path / "a.zip", [("1.png", PNG), ("2.zip", packed([("1.png", PNG)])), ("10.png", PNG)])
    members = expand(archive, tmp_path / "out")
    assert [m.name for m in members] == ["a.zip/1.png", "a.zip/2.zip/1.png", "a.zip/10.png"]
    assert not (tmp_path / "out" / "2.zip").exists()


def test_too_deep(tmp_path):
    inner = packed([("1.png", PNG)])
    for _ in range(5):
        inner = packed([("inner.zip", inner)])
    (tmp_path / "a.zip").write_bytes(inner)
    bad = refusal(tmp_path / "a.zip", tmp_path / "out")
    assert bad.code is Code.ARCHIVE_NESTED
    assert bad.file.startswith("a.zip › inner.zip")


def test_a_bomb_is_stopped_by_what_it_states(tmp_path):
    archive = make(tmp_path / "a.zip", [("1.bmp", bytes(60 << 20))])
    assert archive.stat().st_size < 100_000
    assert refusal(archive, tmp_path / "out").code is Code.ARCHIVE_BOMB


def test_many_bombs_inside_one_another_are_stopped_by_what_comes_out(tmp_path):
    layer = packed([("0.bmp", bytes(2 << 20))])
    for _ in range(2):
        layer = packed([(f"{number}.zip", layer) for number in range(12)])
    (tmp_path / "a.zip").write_bytes(layer)
    assert refusal(tmp_path / "a.zip", tmp_path / "out").code is Code.ARCHIVE_BOMB


def test_a_stated_size_that_lies_is_found(tmp_path):
    data = bytearray(packed([("1.bmp", bytes(1 << 20))]))
    data = data.replace((1 << 20).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    (tmp_path / "a.zip").write_bytes(data)
    assert refusal(tmp_path / "a.zip", tmp_path / "out").code is Code.DAMAGED


def test_too_many_members(tmp_path):
    archive = make(tmp_path / "a.zip", [(f"{number}.png", b"x") for number in range(30)])
    assert refusal(archive, tmp_path / "out", ArchiveLimits(members=29)).code is Code.ARCHIVE_TOO_MANY


@pytest.mark.parametrize(
    "name", ["../1.png", "a/../../1.png", "/etc/1.png", "C:\\1.png", "..\\1.png", "a\\..\\..\\1.png", "\x011.png"]
)
def test_a_name_that_leads_out(tmp_path, name):
    bad = refusal(make(tmp_path / "a.zip", [("ok.png", PNG), (name, PNG)]), tmp_path / "out")
    assert bad.code is Code.ARCHIVE_TRAVERSAL
    assert not (tmp_path / "1.png").exists()


def test_a_link(tmp_path):
    link = zipfile.ZipInfo("1.png")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    assert refusal(make(tmp_path / "a.zip", [(link, "/etc/passwd")]), tmp_path / "out").code is Code.ARCHIVE_LINK


def test_a_locked_archive(tmp_path):
    data = bytearray(packed([("1.png", PNG)]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert refusal(tmp_path / "a.zip", tmp_path / "out").code is Code.ARCHIVE_ENCRYPTED


def test_two_files_of_one_name(tmp_path):
    bad = refusal(make(tmp_path / "a.zip", [("Bet.png", PNG), ("bet.PNG", PNG)]), tmp_path / "out")
    assert (bad.code, bad.detail) == (Code.ARCHIVE_DUPLICATE, "bet.PNG")


def test_an_empty_archive(tmp_path):
    assert refusal(make(tmp_path / "a.zip", []), tmp_path / "out").code is Code.ARCHIVE_EMPTY


def test_damage_in_the_middle_leaves_nothing_behind(tmp_path):
    data = bytearray(packed([("1.png", PNG), ("2.png", PNG * 50)]))
    data[len(data) // 2] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(data)
    assert refusal(tmp_path / "a.zip", tmp_path / "out").code is Code.DAMAGED


def test_a_cut_archive(tmp_path):
    (tmp_path / "a.zip").write_bytes(packed([("1.png", PNG * 9)])[:-30])
    assert refusal(tmp_path / "a.zip", tmp_path / "out").code is Code.DAMAGED


def test_no_room_is_said_before_a_byte_is_written(tmp_path, monkeypatch):
    usage = namedtuple("usage", "total used free")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage(10**9, 10**9, 1000))
    bad = refusal(make(tmp_path / "a.zip", [("1.png", PNG)]), tmp_path / "out")
    assert bad.code is Code.NO_SPACE


def test_nothing_is_overwritten(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "1.png").write_bytes(b"mine")
    with pytest.raises(BadFile):
        expand(make(tmp_path / "a.zip", [("1.png", PNG), ("2.png", PNG)]), tmp_path / "out")
    assert [(entry.name, entry.read_bytes()) for entry in (tmp_path / "out").iterdir()] == [("1.png", b"mine")]


@pytest.mark.parametrize("page", ["cp866", "cp1251", "utf-8"])
@pytest.mark.parametrize("name", ["Китоб/бет 1.png", "Ёш ленинчи 1937.tif", "ОБЛОЖКА.TIF"])
def test_cyrillic_names_of_old_programs(page, name):
    info = zipfile.ZipInfo(name.encode(page).decode("cp437"))
    assert member_name(info) == name


def test_a_name_too_long_for_the_disk_is_shortened(tmp_path):
    (member,) = expand(make(tmp_path / "a.zip", [("ў" * 200 + ".png", PNG)]), tmp_path / "out")
    assert member.path.suffix == ".png"
    assert len(member.path.name.encode()) <= 255
    assert member.name.endswith("ў.png") or "~" in member.name


def test_gathering_goes_on_past_a_bad_archive(tmp_path):
    make(tmp_path / "2.zip", [("10.png", PNG), ("9.png", PNG), ("izoh.txt", "matn")])
    make(tmp_path / "3.zip", [("../x.png", PNG)])
    (tmp_path / "1.png").write_bytes(PNG)
    (tmp_path / "4.png").write_bytes(PNG)
    found = gather([tmp_path], tmp_path.parent / f"{tmp_path.name}-unpacked")
    assert [file.name for file in found.files] == ["1.png", "9.png", "10.png", "4.png"]
    assert [bad.code for bad in found.bad] == [Code.ARCHIVE_TRAVERSAL]
    assert [skipped.path.name for skipped in found.skipped] == ["izoh.txt"]
