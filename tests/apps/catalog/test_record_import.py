"""Files of records as people really have them: wrong encodings, broken structures, tables of other systems."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from javon.apps.catalog.actions import record_create, record_import_values
from javon.apps.catalog.errors import CatalogError

XML = (
    '<?xml version="1.0" encoding="{encoding}"?><record xmlns="http://www.loc.gov/MARC21/slim">'
    '<leader>00000nam a2200000 a 4500</leader><datafield tag="245" ind1="1" ind2="0">'
    '<subfield code="a">Уткан кунлар</subfield></datafield></record>'
)


@pytest.mark.parametrize("parted", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_table_in_any_usual_encoding(tmp_path: Path, encoding: str, parted: str) -> None:
    path = tmp_path / "r.csv"
    rows = [["title", "date"], ["Уткан кунлар", "1926"], ["Сароб", "1937"]]
    path.write_bytes("".join(parted.join(row) + "\r\n" for row in rows).encode(encoding))
    assert record_import_values(path=path) == [
        {"title": "Уткан кунлар", "date": "1926"},
        {"title": "Сароб", "date": "1937"},
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1251"])
def test_marcxml_in_any_encoding_that_it_states(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "r.xml"
    path.write_bytes(XML.format(encoding=encoding).encode(encoding))
    assert [values["title"] for values in record_import_values(path=path)] == ["Уткан кунлар"]


@pytest.mark.django_db
@pytest.mark.parametrize("title", ["Oʻtkan\x00 kunlar", "Oʻtkan\ud800 kunlar", "Oʻtkan\x07 kunlar"])
def test_signs_that_no_database_takes_are_left_out(tmp_path: Path, title: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(json.dumps({"title": title}), encoding="ascii")
    (values,) = record_import_values(path=path)
    assert record_create(by=None, **values).title == "Oʻtkan kunlar"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[" * 100_000,
        b"<a>" * 100_000,
        b'{"title": {"a": 1}}',
        b'{"title": "a", "creators": 5}',
        b'{"title": "a", "year": "bir"}',
        b"[1, 2]",
        b"\xff\xfe\x00",
        XML.format(encoding="UTF-8").encode("cp1251"),
        b'<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]><record><datafield tag="245"><subfield code="a">&x;'
        b"</subfield></datafield></record>",
        b"00080nam  2200037   4500245003000000\x1e10\x1faKitob\x1e\x1d"[:30] + b"\x1e",
        bytes(range(256)) * 20,
    ],
)
@pytest.mark.parametrize("name", ["r.json", "r.csv", "r.mrc", "r.xml"])
def test_what_is_no_record_is_refused_with_the_name_of_the_file(tmp_path: Path, name: str, data: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    try:
        found = record_import_values(path=path)
    except CatalogError as error:
        words = str(error)
    else:
        words = f"{name} {found[0].get('title', '')}"
    assert name in words
    assert "root:" not in words
    assert "Traceback" not in words


def _marc(title: bytes) -> bytes:
    body = b"10\x1fa" + title + b"\x1e"
    head = b"245" + b"%04d" % len(body) + b"00000\x1e"
    base = 24 + len(head)
    return b"%05dnam a22%05d   4500" % (base + len(body) + 1, base) + head + body + b"\x1d"


def test_a_record_of_bytes_that_mean_nothing_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "r.mrc"
    path.write_bytes(_marc("Сароб".encode()) + _marc("Уткан кунлар, биринчи қисм".encode() + b"\xd0 \xff"))
    with pytest.raises(CatalogError) as refused:
        record_import_values(path=path)
    assert "r.mrc" in str(refused.value)
    assert "2-yozuv" in str(refused.value)


def test_a_whole_record_in_windows_cyrillic_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "r.mrc"
    path.write_bytes(_marc("Уткан кунлар".encode("cp1251")))
    assert [values["title"] for values in record_import_values(path=path)] == ["Уткан кунлар"]
