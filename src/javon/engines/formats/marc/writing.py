"""MARC 21 in XML from what is known of a work (https://www.loc.gov/standards/marcxml/)."""

from __future__ import annotations

from lxml import etree

from javon.engines.formats.marc.languages import marc_code
from javon.engines.formats.xml import Vocabulary, to_bytes
from javon.engines.page import Metadata

_MARC = Vocabulary("marc", "http://www.loc.gov/MARC21/slim")
#: New, language material, UTF-8, minimal level, no punctuation; only byte 7 (monograph or serial) varies.
_LEADER = "00000na{level} a2200000 u 4500"


def metadata_to_marcxml(metadata: Metadata, identifier: str = "") -> bytes:
    """The record as MARC 21; ``metadata_from_marc`` gives the same metadata back.

    The control number is ``identifier``.
    """
    root = _MARC.root("record")
    serial = metadata.kind in ("newspaper", "journal")
    _MARC.add(root, "leader", _LEADER.format(level="s" if serial else "m"))
    if identifier:
        _MARC.add(root, "controlfield", identifier, tag="001")
    _MARC.add(root, "controlfield", _fixed(metadata), tag="008")
    for value in metadata.identifiers:
        _identifier(root, value)
    if metadata.language not in ("", "und"):
        _field(root, "041", "  ", a=marc_code(metadata.language))
    for number, creator in enumerate(metadata.creators):
        if number == 0:
            _field(root, "100", "1 ", a=creator)
    _field(root, "245", "10" if metadata.creators else "00", a=metadata.title)
    _field(root, "264", " 1", a=metadata.place, b=metadata.publisher, c=metadata.date)
    _field(root, "520", "  ", a=metadata.description)
    _field(root, "540", "  ", a=metadata.rights)
    for subject in metadata.subjects:
        _field(root, "653", "  ", a=subject)
    for creator in metadata.creators[1:]:
        _field(root, "700", "1 ", a=creator)
    return to_bytes(root)


def _fixed(metadata: Metadata) -> str:
    """Field 008, 40 signs: the year, the country unknown, the language, the kind of serial."""
    year = metadata.date[:4] if metadata.date[:4].isdigit() and len(metadata.date) >= 4 else "    "
    dates = f"{'s' if year.strip() else 'n'}{year}    "
    kind = {"newspaper": "n", "journal": "p"}.get(metadata.kind, " ")
    return f"000000{dates}xx    {kind:<13}".ljust(35) + f"{marc_code(metadata.language)} d"


def _identifier(root: etree._Element, value: str) -> None:
    prefix, _, number = value.partition(":")
    if prefix in ("isbn", "issn"):
        _field(root, "020" if prefix == "isbn" else "022", "  ", a=number)
    else:
        _field(root, "024", "8 ", a=value)


def _field(root: etree._Element, tag: str, indicators: str, **subfields: str) -> None:
    """A field with the subfields that say something; none at all writes nothing."""
    present = {code: value for code, value in subfields.items() if value}
    if not present:
        return
    element = _MARC.add(root, "datafield", tag=tag, ind1=indicators[0], ind2=indicators[1])
    for code, value in present.items():
        _MARC.add(element, "subfield", value, code=code)
