"""MARC 21 fields as the columns of a record (crosswalk: loc.gov/marc/marc2dc.html, tags 245, 1XX, 26X, 6XX)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pymarc

from javon.apps.catalog.enums import RecordKind

#: Language codes of MARC that the interface knows; the script of Uzbek is told by the title's letters.
LANGUAGES = {"rus": "ru", "eng": "en"}
CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюяўқғҳ")


def marc_records(path: Path) -> Iterator[dict[str, Any]]:
    """Fields for ``record_create`` from every record of an ISO 2709 or MARCXML file.

    Raises:
        ValueError: the file is not MARC, or a record in it is damaged.
    """
    if path.suffix.lower() == ".xml":
        try:
            found = pymarc.parse_xml_to_array(str(path))  # type: ignore[no-untyped-call]  # pymarc has no types
        except Exception as error:  # expat and SAX errors share no base class
            raise ValueError(str(error)) from error
    else:
        found = list(_from_iso2709(path))
    for marc in found:
        yield record_fields(marc)


def _from_iso2709(path: Path) -> Iterator[Any]:
    with path.open("rb") as file:
        reader = pymarc.MARCReader(file, to_unicode=True, permissive=True)
        for marc in reader:
            if marc is None:
                raise ValueError(str(reader.current_exception))
            yield marc


def record_fields(marc: Any) -> dict[str, Any]:
    """The columns of one MARC record; what is not there is left out."""
    title = _trim(" ".join(_values(marc, "245", "abnp")))
    date = _trim(" ".join(_values(marc, "260", "c") or _values(marc, "264", "c")))
    fields = {
        "title": title,
        "creators": [_trim(name) for tag in ("100", "110", "700", "710") for name in _values(marc, tag, "a")],
        "place": _trim(" ".join(_values(marc, "260", "a") or _values(marc, "264", "a"))),
        "publisher": _trim(" ".join(_values(marc, "260", "b") or _values(marc, "264", "b"))),
        "date": date,
        "language": _language(marc, title),
        "kind": _kind(marc),
        "subjects": [_trim(name) for tag in ("600", "610", "650", "651", "653") for name in _values(marc, tag, "a")],
        "description": " ".join(_values(marc, "520", "a")),
        "identifiers": [number for tag in ("020", "022") for number in _values(marc, tag, "a")],
        "marc": _xml(marc),
    }
    return {name: value for name, value in fields.items() if value}


def _values(marc: Any, tag: str, codes: str) -> list[str]:
    return [value for field in marc.get_fields(tag) for value in field.get_subfields(*codes) if value.strip()]


def _trim(text: str) -> str:
    """Without the ISBD signs that close a subfield ("Toshkent :" is "Toshkent")."""
    return text.strip().rstrip("/:;,=").strip()


def _language(marc: Any, title: str) -> str:
    code = (_values(marc, "041", "a") or [""])[0][:3]
    if not code:
        control = marc.get_fields("008")
        code = control[0].data[35:38] if control and control[0].data else ""
    if code == "uzb":
        return "uz-Cyrl" if CYRILLIC & set(title.lower()) else "uz-Latn"
    return LANGUAGES.get(code, "und")


def _kind(marc: Any) -> str:
    """From the leader (07 ``s``: serial) and 008/21 (``n``: newspaper); everything else is a book."""
    if str(marc.leader)[7] != "s":
        return RecordKind.BOOK.value
    control = marc.get_fields("008")
    newspaper = bool(control and control[0].data and control[0].data[21:22] == "n")
    return RecordKind.NEWSPAPER.value if newspaper else RecordKind.JOURNAL.value


def _xml(marc: Any) -> str:
    written: bytes = pymarc.record_to_xml(marc, namespace=True)  # type: ignore[no-untyped-call]  # pymarc has no types
    return written.decode("utf-8")
