"""Document information and XMP that say the same thing, as ISO 19005-1 6.7.3 demands."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.sax.saxutils import escape

from javon.engines.formats.pdf.objects import Value
from javon.engines.formats.sound import one_line
from javon.engines.formats.xml import clean
from javon.engines.page import Document

PRODUCER = "Javon"
_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}


def information(document: Document, created: datetime | None) -> dict[str, Value]:
    """The document information dictionary; what is not known is left out."""
    metadata = document.metadata
    entries: dict[str, str] = {
        "Title": metadata.title,
        "Author": "; ".join(metadata.creators),
        "Subject": one_line(metadata.description),
        "Keywords": "; ".join(metadata.subjects),
        "Creator": PRODUCER,
        "Producer": PRODUCER,
    }
    if created is not None:
        stamp = created.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")
        entries |= {"CreationDate": stamp, "ModDate": stamp}
    return {name: value for name, value in entries.items() if value}


def packet(document: Document, created: datetime | None) -> bytes:
    """The XMP packet with the same values as ``information`` and the mark of PDF/A-1b."""
    metadata = document.metadata
    properties = [
        _simple("pdfaid:part", "1"),
        _simple("pdfaid:conformance", "B"),
        _list("dc:title", "Alt", [metadata.title]),
        # one entry, so that it equals the Author of the information dictionary
        _list("dc:creator", "Seq", ["; ".join(metadata.creators)]),
        _list("dc:description", "Alt", [one_line(metadata.description)]),
        _list("dc:subject", "Bag", list(metadata.subjects)),
        _list("dc:publisher", "Bag", [metadata.publisher]),
        _list("dc:rights", "Alt", [one_line(metadata.rights)]),
        _list("dc:language", "Bag", ["" if metadata.language == "und" else metadata.language]),
        _simple("dc:identifier", document.identifier),
        _simple("pdf:Keywords", "; ".join(metadata.subjects)),
        _simple("pdf:Producer", PRODUCER),
        _simple("xmp:CreatorTool", PRODUCER),
    ]
    if created is not None:
        stamp = created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S+00:00")
        properties += [_simple("xmp:CreateDate", stamp), _simple("xmp:ModifyDate", stamp)]
    return _wrap("".join(properties)).encode()


def _wrap(properties: str) -> str:
    namespaces = "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in _NAMESPACES.items())
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{namespaces}>\n{properties}</rdf:Description>\n'
        '</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="w"?>'
    )


def _simple(name: str, value: str) -> str:
    return f"<{name}>{escape(clean(value))}</{name}>\n" if value else ""


def _list(name: str, kind: str, values: list[str]) -> str:
    language = ' xml:lang="x-default"' if kind == "Alt" else ""
    items = "".join(f"<rdf:li{language}>{escape(clean(value))}</rdf:li>" for value in values if value)
    return f"<{name}><rdf:{kind}>{items}</rdf:{kind}></{name}>\n" if items else ""
