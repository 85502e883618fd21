"""Text that may stand in an XML file, and readers that trust nobody."""

from __future__ import annotations

import re
from xml.sax.saxutils import quoteattr

from lxml import etree

#: XML 1.0 section 2.2: signs that no document may hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text without the signs that XML forbids."""
    return _FORBIDDEN.sub("", text)


def attribute(text: str) -> str:
    """The text as an attribute value with its quotes."""
    return quoteattr(clean(text))


def parse(data: bytes) -> etree._Element:
    """The root of a document from outside; entities and the network are off, comments are dropped.

    Raises:
        ValueError: the bytes are no well-formed XML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed XML: {error}") from error


def to_bytes(root: etree._Element) -> bytes:
    """A document with declaration, indented by two, in UTF-8; the same tree gives the same bytes."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(etree.QName(element).localname)
