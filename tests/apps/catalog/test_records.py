"""Records are made, changed and taken in; every change stands in the journal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from javon.apps.catalog.actions import record_create, record_delete, record_import, record_update
from javon.apps.catalog.actions.record import year_of
from javon.apps.catalog.errors import CatalogError, NotAllowedError
from javon.apps.catalog.models import Record
from javon.apps.catalog.queries.records import record_json, record_metadata, records
from javon.apps.digitization.actions.object import object_create
from javon.apps.people.models import User
from javon.base.audit import JournalRow

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("date", "year"),
    [("1974", 1974), ("Toshkent, 1974-yil", 1974), ("[1926?]", 1926), ("19740", None), ("", None), ("2026/1", 2026)],
)
def test_the_year_is_taken_out_of_the_date(date: str, year: int | None) -> None:
    assert year_of(date) == year


def test_a_record_is_made_and_read_as_metadata(cataloguer: User) -> None:
    made = record_create(
        by=cataloguer,
        title=" Oʻtkan kunlar ",
        creators="Qodiriy A.; ; Muharrir B.",
        date="1926-yil",
        language="uz-Latn",
    )
    metadata = record_metadata(Record.objects.get(pk=made.pk))
    assert metadata.title == "Oʻtkan kunlar"
    assert metadata.creators == ("Qodiriy A.", "Muharrir B.")
    assert made.year == 1926
    assert made.creators_line == "Qodiriy A.; Muharrir B."
    assert JournalRow.objects.get().action == "catalog.record_create"


@pytest.mark.parametrize("values", [{"title": ""}, {"title": "x" * 1001}, {"title": "x", "kind": "toʻp"}, {"nom": "x"}])
def test_a_record_that_cannot_be_is_refused(values: dict[str, str], cataloguer: User) -> None:
    with pytest.raises(CatalogError):
        record_create(by=cataloguer, **{"title": "x", **values})
    assert Record.objects.count() == 0
    assert JournalRow.objects.count() == 0


def test_the_journal_names_what_changed(cataloguer: User) -> None:
    made = record_create(by=cataloguer, title="Bir")
    for _time in range(2):
        record_update(record=made, by=cataloguer, title="Ikki", publisher="")
    row = JournalRow.objects.get(action="catalog.record_update")
    assert row.data == {"before": {"title": "Bir"}, "after": {"title": "Ikki"}}


def test_readers_and_directors_change_nothing(reader: User, director: User) -> None:
    made = record_create(by=None, title="Bir")
    for person in (reader, director):
        with pytest.raises(NotAllowedError):
            record_update(record=made, by=person, title="Ikki")
        with pytest.raises(NotAllowedError):
            record_delete(record=made, by=person)
    assert Record.objects.get().title == "Bir"


def test_a_record_with_objects_stays(head: User) -> None:
    object = object_create(by=head, record_values={"title": "Bir"})
    with pytest.raises(CatalogError):
        record_delete(record=object.record, by=head)
    assert Record.objects.count() == 1


def test_a_record_comes_back_from_its_json(cataloguer: User) -> None:
    made = record_create(by=cataloguer, title="Bir", creators=["A"], date="1974", subjects=["tarix"])
    again = record_create(by=cataloguer, **record_json(made))
    assert record_json(again) == record_json(made)


def test_records_are_found_by_title(cataloguer: User) -> None:
    for title in ("Eski kitob", "Yangi jurnal"):
        record_create(by=cataloguer, title=title)
    assert [record.title for record in records("JURNAL")] == ["Yangi jurnal"]
    assert records().count() == 2


MARCXML = """<collection xmlns="http://www.loc.gov/MARC21/slim">{}</collection>"""
ONE = """<record><leader>00000nam a2200000 a 4500</leader>
<datafield tag="100" ind1="1" ind2=" "><subfield code="a">Muallif, A.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="a">{} /</subfield></datafield>
<datafield tag="260" ind1=" " ind2=" "><subfield code="a">Toshkent :</subfield>
<subfield code="b">Nashriyot,</subfield><subfield code="c">1974.</subfield></datafield></record>"""


def test_marcxml_gives_every_record(tmp_path: Path, cataloguer: User) -> None:
    path = tmp_path / "yozuvlar.xml"
    path.write_text(MARCXML.format(ONE.format("Bir") + ONE.format("Ikki")), encoding="utf-8")
    made = record_import(path=path, by=cataloguer)
    assert [record.title for record in made] == ["Bir", "Ikki"]
    assert (made[0].creators, made[0].place, made[0].year) == (["Muallif, A."], "Toshkent", 1974)
    assert "datafield" in made[0].marc


def test_json_and_tables_give_every_record(tmp_path: Path, cataloguer: User) -> None:
    (tmp_path / "a.json").write_text(json.dumps([{"title": "Bir"}, {"title": "Ikki", "year": "1974"}]))
    (tmp_path / "b.csv").write_text("title,creators\nUch,A;B\n", encoding="utf-8-sig")
    assert len(record_import(path=tmp_path / "a.json", by=cataloguer)) == 2
    (third,) = record_import(path=tmp_path / "b.csv", by=cataloguer)
    assert third.creators == ["A", "B"]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", "{"),
        ("x.json", "[1]"),
        ("x.json", "[]"),
        ("x.json", '[{"title": "bor"}, {"title": ""}]'),
        ("x.xml", "<collection"),
        ("x.csv", ""),
        ("x.mrc", "\x1e\x1e"),
    ],
)
def test_a_bad_file_of_records_makes_none(tmp_path: Path, cataloguer: User, name: str, content: str) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(CatalogError):
        record_import(path=tmp_path / name, by=cataloguer)
    assert Record.objects.count() == 0


def test_a_missing_file_is_named(tmp_path: Path, cataloguer: User) -> None:
    with pytest.raises(CatalogError, match="yoq"):
        record_import(path=tmp_path / "yoq.xml", by=cataloguer)
