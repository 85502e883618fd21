"""Records that come with the scans: MARC of every kind, Dublin Core by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from tests.engines.formats import programs

from javon.engines.formats import (
    metadata_from_marc,
    metadata_from_values,
    metadata_to_json,
    metadata_to_marcxml,
    read_record,
)
from javon.engines.formats.marc import metadata_from_record, read_marc
from javon.engines.formats.marc.encodings import encoding_of
from javon.engines.page import Document, Metadata


def iso2709(fields: list[tuple[str, bytes]], leader: bytes = b"nam  22") -> bytes:
    directory, body = b"", b""
    for tag, value in fields:
        data = value + b"\x1e"
        directory += f"{tag}{len(data):04d}{len(body):05d}".encode()
        body += data
    base = 24 + len(directory) + 1
    total = base + len(body) + 1
    return b"%05d%s%05d   4500" % (total, leader, base) + directory + b"\x1e" + body + b"\x1d"


RUSMARC = [
    ("001", b"RU\\1"),
    ("101", b"0 \x1farus"),
    ("200", "1 \x1faПовесть о книге\x1fe[роман]\x1ffА. Сочинитель".encode()),
    ("210", "  \x1faМосква\x1fcИздательство\x1fd1974".encode()),
    ("606", "0 \x1faБиблиотеки\x1fxИстория".encode()),
    ("700", " 1\x1faСочинитель\x1fbА.\x1fgАндрей Петрович".encode()),
]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251", "cp866", "koi8-r"])
def test_rusmarc_in_every_encoding(encoding: str) -> None:
    data = iso2709([(tag, value.decode().encode(encoding)) for tag, value in RUSMARC])
    assert encoding_of(data) == encoding
    assert metadata_from_marc(data) == Metadata(
        title="Повесть о книге : роман",
        creators=("Сочинитель, Андрей Петрович",),
        publisher="Издательство",
        place="Москва",
        date="1974",
        language="ru",
        subjects=("Библиотеки — История",),
    )


def test_a_wrong_directory_is_survived() -> None:
    data = iso2709(RUSMARC)
    broken = data.replace(b"2000", b"2009", 1)
    assert broken != data
    assert metadata_from_marc(broken).title == "Повесть о книге : роман"


@pytest.mark.parametrize(
    ("title", "tag"), [("Oʻtkan kunlar", "uz-Latn"), ("Ўткан кунлар", "uz-Cyrl"), ("اوتکن کونلر", "uz-Arab")]
)
def test_the_script_of_uzbek_is_seen_in_the_title(title: str, tag: str) -> None:
    data = iso2709([("041", b"0 \x1fauzb"), ("245", b"00\x1fa" + title.encode())])
    assert metadata_from_marc(data).language == tag


def test_the_title_in_its_own_script_is_preferred() -> None:
    fields = [
        ("245", b"10\x1f6880-02\x1faPovest /"),
        ("880", "10\x1f6245-02/(N\x1faПовесть /".encode()),
        ("700", b"1 \x1faSochinitel, A."),
    ]
    found = metadata_from_marc(iso2709(fields))
    assert (found.title, found.creators) == ("Повесть", ("Sochinitel, A.",))


@pytest.mark.parametrize("link", ["260-00/(N", "264-00/(N", "264-00", "264-03/(N"])
def test_an_880_without_partner_says_what_stands_nowhere_else(link: str) -> None:
    fields = [
        ("008", b"870101s1980    uz            000 0 uzb  "),
        ("100", b"1 \x1faOybek."),
        ("245", b"10\x1faNavoiy /\x1fcOybek."),
        ("880", f"  \x1f6{link}\x1faТошкент :\x1fbАдабиёт ва санъат,\x1fc1978.".encode()),
    ]
    found = metadata_from_marc(iso2709(fields))
    assert (found.place, found.publisher, found.date) == ("Тошкент", "Адабиёт ва санъат", "1978")
    assert (found.title, found.creators) == ("Navoiy", ("Oybek",))


def test_an_880_without_partner_stands_before_the_latin_imprint() -> None:
    fields = [
        ("245", b"00\x1faNavoiy"),
        ("264", b" 1\x1faToshkent :\x1fbBoshqa,\x1fc1979"),
        ("880", " 1\x1f6264-00/(N\x1faТошкент".encode()),
    ]
    found = metadata_from_marc(iso2709(fields))
    assert (found.place, found.publisher, found.date) == ("Тошкент", "Boshqa", "1979")


def test_an_880_of_an_author_without_partner_adds_the_author() -> None:
    fields = [("100", b"1 \x1faOybek."), ("245", b"00\x1faNavoiy"), ("880", "1 \x1f6700-00\x1faОлим, А.".encode())]
    assert metadata_from_marc(iso2709(fields)).creators == ("Oybek", "Олим, А.")


@pytest.mark.scans
def test_a_publisher_only_in_an_880(test_data: Path) -> None:
    found = metadata_from_marc(test_data / "reports" / "60-marc" / "unlinked-880-publisher.mrc")
    assert (found.place, found.publisher, found.date) == ("Тошкент", "Адабиёт ва санъат", "1978")


def test_our_marcxml_comes_back_and_is_valid(book: Document) -> None:
    data = metadata_to_marcxml(book.metadata, book.identifier)
    assert metadata_from_marc(data) == book.metadata
    root = etree.fromstring(data)
    fixed = root.findtext("{*}controlfield[@tag='008']") or ""
    assert (len(fixed), fixed[7:11], fixed[35:38]) == (40, "1974", "uzb")
    xsd = programs.schema("MARC21slim.xsd")
    if xsd is not None:
        xsd.assertValid(root)


@given(st.sampled_from(["book", "newspaper", "journal"]), st.sampled_from(["uz-Latn", "ru", "en", "kaa", "und"]))
def test_kind_and_language_come_back(kind: str, language: str) -> None:
    metadata = Metadata("Sinov", kind=kind, language=language, date="1991")
    assert metadata_from_marc(metadata_to_marcxml(metadata)) == metadata


@pytest.mark.parametrize("data", [b"", b"\x1d", b"00026     2200025   4500\x1e\x1d", b"<a/>", b"\xff" * 100])
def test_no_record_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no MARC record|XML"):
        metadata_from_marc(data)


def test_values_come_back(book: Document) -> None:
    assert metadata_from_values(json.loads(json.dumps(metadata_to_json(book.metadata)))) == book.metadata
    assert metadata_from_values({"title": "x"}) == Metadata("x")


def test_a_sidecar_in_every_form(tmp_path: Path, book: Document) -> None:
    expected = Metadata("Sinov", ("A. Bir", "B. Ikki"), date="1974", language="uz-Latn", identifiers=("isbn:978",))
    json_text = {"title": "Sinov", "creator": ["A. Bir", "B. Ikki"], "year": 1974, "language": "uz-Latn", "isbn": "978"}
    files = {
        "a.json": json.dumps(json_text),
        "rows.csv": "title,Sinov\ncreator,A. Bir\ncreator,B. Ikki\ndate,1974\nlanguage,uz-Latn\nisbn,978\n",
        "table.csv": "\ufeffdc:title;dc.creator;date;language;ISBN\nSinov;A. Bir ; 1974;uz-Latn;978\n",
        "dc.xml": (
            '<r xmlns:d="http://purl.org/dc/elements/1.1/"><d:title>Sinov</d:title>'
            "<d:creator>A. Bir; B. Ikki</d:creator><d:date>1974</d:date><d:language>uz-Latn</d:language>"
            "<d:identifier>isbn:978</d:identifier></r>"
        ),
    }
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        found = read_record(tmp_path / name)
        if name == "table.csv":
            assert (found.title, found.creators, found.date) == ("Sinov", ("A. Bir",), "1974")
        else:
            assert found == expected, name
    (tmp_path / "marc.xml").write_bytes(metadata_to_marcxml(book.metadata))
    assert read_record(tmp_path / "marc.xml") == book.metadata
    (tmp_path / "marc.iso").write_bytes(iso2709(RUSMARC))
    assert read_record(tmp_path / "marc.iso").date == "1974"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "empty"),
        ("{}", "no title"),
        ("[1]", "Dublin Core word"),
        ("{", "Expecting"),
        ('{"sarlavha": "x"}', "'sarlavha' is no Dublin Core word"),
        ("<a>", "not well-formed"),
        ("<mods/>", "METS and MODS"),
        ("shunchaki matn", "Dublin Core word"),
    ],
)
def test_what_is_no_record_is_explained_with_the_file_name(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "yozuv.txt").write_text(text)
    with pytest.raises(ValueError, match=rf"yozuv\.txt: .*{words}"):
        read_record(tmp_path / "yozuv.txt")


#: (file, records with a title, encoding, title of the first, language)
FOREIGN = [
    ("stav6.mrc", 1197, "cp866", "Артистка", "ru"),
    ("1251.dat", 6, "cp1251", "Основы гидравлического расчета инженерных сетей", "ru"),
    ("FSL.marc", 52, "utf-8", "Люди с чистой совестью", "ru"),
    ("cyrillic_capital_e.mrc", 2, "marc-8", "Вор, шпион и убийца", "ru"),
    ("01002988236_rusmarc.iso", 1, "utf-8", "История XVIII столетия", "ru"),
    ("testunimarc.dat", 1, "utf-8", "L'altra faccia della spirale", "it"),
    ("irbis-records.txt", 3, "utf-8", "Собрание сочинений : в 6 кн. Странные люди", "ru"),
    ("880_alternate_script.mrc", 1, "utf-8", "乔布斯的秘密日记", "zh"),
    ("test.dat", 10, "utf-8", "ActivePerl with ASP and ADO", "en"),
]


@pytest.mark.scans
@pytest.mark.parametrize(("name", "count", "encoding", "title", "language"), FOREIGN)
def test_records_of_other_systems(
    test_data: Path, name: str, count: int, encoding: str, title: str, language: str
) -> None:
    path = test_data / "marc" / name
    found = [metadata_from_record(record) for record in read_marc(path)]
    assert sum(bool(item.title) for item in found) == count
    assert encoding_of(path.read_bytes().split(b"\x1d")[0]) == encoding
    assert found[0].title.startswith(title)
    assert found[0].language == language


@pytest.mark.scans
def test_pairs_of_one_title_in_marc_and_rusmarc_agree(test_data: Path) -> None:
    marc21 = metadata_from_marc(test_data / "marc" / "01002988236_marc21.mrc")
    rusmarc = metadata_from_marc(test_data / "marc" / "01002988236_rusmarc.iso")
    assert marc21.title[:60] == rusmarc.title[:60]
    assert (marc21.place, marc21.date[:4], marc21.language) == (rusmarc.place, rusmarc.date[:4], rusmarc.language)


@pytest.mark.scans
@pytest.mark.filterwarnings("ignore")
def test_no_file_of_records_breaks_the_reader(test_data: Path) -> None:
    for path in sorted((test_data / "marc").iterdir()):
        if path.suffix in (".mrc", ".marc", ".dat", ".iso", ".mrx", ".xml"):
            for record in read_marc(path):
                metadata_from_record(record)
