"""What a MARC record says of a work, in the few terms every other room uses.

MARC 21: https://www.loc.gov/marc/bibliographic/; UNIMARC and its Russian form: IFLA UNIMARC manual, RUSMARC.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from javon.engines.formats.marc.languages import language_tag
from javon.engines.formats.marc.reading import read_marc
from javon.engines.formats.marc.record import Field, MarcRecord
from javon.engines.page import Metadata

#: Punctuation that ISBD puts between elements and that is no part of them.
_ISBD = " /:;=,.\t\r\n"
_YEAR = re.compile(r"\d{4}")
_BRACKETS = str.maketrans("", "", "[]<>")
_PEOPLE = ("700", "701", "710", "711")


def metadata_from_marc(source: Path | bytes) -> Metadata:
    """What the first usable record of a file says.

    Raises:
        OSError: the file cannot be read.
        ValueError: it holds no record with a title.
    """
    for record in read_marc(source):
        metadata = metadata_from_record(record)
        if metadata.title:
            return metadata
    raise ValueError("no MARC record with a title in this file")


def metadata_from_record(record: MarcRecord) -> Metadata:
    """What one record says; the title is empty where it has none."""
    return _from_unimarc(record) if record.is_unimarc else _from_marc21(record)


def _from_marc21(record: MarcRecord) -> Metadata:
    titles = _in_own_script(record, "245")
    title = _title(titles[0].all("a"), titles[0].all("bnp")) if titles else ""
    people = [*_in_own_script(record, "100", "110", "111"), *_in_own_script(record, "700", "710")]
    imprint = _together(_in_own_script(record, "260", "264"))
    fixed = record.controls.get("008", "")
    codes = [code for item in record.get("041") for code in item.all("a")] or [fixed[35:38]]
    return Metadata(
        title=title,
        creators=_unique(_plain(item.first("a")) for item in people),
        publisher=_plain(imprint.first("b")),
        place=_plain(imprint.first("a")),
        date=_date(imprint.first("c")) or _date(fixed[7:11]),
        language=language_tag(codes[0], title),
        kind=_kind(record.leader[7:8], fixed[21:22]),
        subjects=_unique(_subject(item, "axyz") for item in record.get("600", "610", "650", "651", "653")),
        description=" ".join(value.strip() for item in record.get("520") for value in item.all("a")),
        rights=" ".join(value.strip() for item in record.get("540") for value in item.all("a")),
        identifiers=_identifiers(record, isbn="020", issn="022"),
    )


def _from_unimarc(record: MarcRecord) -> Metadata:
    proper = next(record.get("200"))
    title = _title(proper.all("a")[:1], proper.all("ehiv"))
    whole = next((_plain(item.first("t") or item.first("c")) for item in record.get("461")), "")
    imprint = _together(record.get("210"))
    codes = [code for item in record.get("101") for code in item.all("a")] or [""]
    return Metadata(
        title=f"{whole}. {title}" if whole and whole not in title else title,
        creators=_unique(_unimarc_name(item) for item in record.get(*_PEOPLE)),
        publisher=_plain(imprint.first("c")),
        place=_plain(imprint.first("a")),
        date=_date(imprint.first("d")),
        language=language_tag(codes[0], title),
        kind=_kind(record.leader[7:8], ""),
        subjects=_unique(_subject(item, "axyz") for item in record.get("600", "601", "606", "607", "610")),
        description=" ".join(value.strip() for item in record.get("330") for value in item.all("a")),
        identifiers=_identifiers(record, isbn="010", issn="011"),
    )


def _in_own_script(record: MarcRecord, *tags: str) -> list[Field]:
    """The fields, each replaced by its linked 880 in the script of the book where there is one.

    What an 880 without a partner says (number 00, or a number of a field that is not there) stands nowhere else.  Such
    fields come first: they too are in the script of the book.
    """
    present = {item.tag for item in record.fields}
    linked: dict[tuple[str, str], Field] = {}
    found: list[Field] = []
    for item in record.get("880"):
        link = re.match(r"(\d{3})-(\d{2})", item.first("6"))
        if link and link[2] != "00" and link[1] in present:
            linked[link[1], link[2]] = item
        elif link and link[1] in tags:
            found.append(item)
    for item in record.get(*tags):
        link = re.match(r"880-(\d{2})", item.first("6"))
        found.append(linked.get((item.tag, link[1]), item) if link else item)
    return found


def _together(fields: Iterable[Field]) -> Field:
    """Several imprint fields as one: some systems write place and publisher into two."""
    return Field("", "  ", tuple(part for item in fields for part in item.subfields))


def _title(main: list[str], rest: list[str]) -> str:
    head = _plain(" ".join(main))
    tail = [_plain(value) for value in rest]
    return " : ".join(part for part in (head, ". ".join(part for part in tail if part)) if part)


def _plain(value: str) -> str:
    """A value without ISBD punctuation and cataloguer's brackets; the point after an initial stays."""
    text = " ".join(value.translate(_BRACKETS).replace("\x88", "").replace("\x89", "").split())
    bare = text.strip(_ISBD)
    initial = re.search(r"(?:^|[\s.])\w$", bare)
    return f"{bare}." if initial and text.rstrip(" ,/:;=").endswith(".") else bare


def _unimarc_name(item: Field) -> str:
    given = _plain(item.first("g")) or _plain(item.first("b"))
    return ", ".join(part for part in (_plain(item.first("a")), given) if part)


def _subject(item: Field, codes: str) -> str:
    return " — ".join(filter(None, (_plain(value) for value in item.all(codes))))


def _date(value: str) -> str:
    years = _YEAR.findall(value)
    return "-".join(years[:2]) if years else ""


def _kind(level: str, form: str) -> str:
    """Leader byte 7 tells serials, 008/21 newspapers among them."""
    if level == "s":
        return "newspaper" if form == "n" else "journal"
    return "book"


def _identifiers(record: MarcRecord, *, isbn: str, issn: str) -> tuple[str, ...]:
    found = [f"isbn:{number[0]}" for item in record.get(isbn) if (number := re.match(r"[\dXx-]{10,}", item.first("a")))]
    found += [f"issn:{number[0]}" for item in record.get(issn) if (number := re.match(r"[\dXx-]{8,}", item.first("a")))]
    # an identifier of our own or of another register stands whole in 024
    found += [item.first("a").strip() for item in record.get("024") if item.first("a")]
    return _unique(found)


def _unique(values: Iterable[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))
