"""Text that may stand in an XML file, and readers that trust nobody."""

from __future__ import annotations

import re
from typing import cast
from xml.sax.saxutils import quoteattr

from lxml import etree

#: XML 1.0 section 2.2: signs that no document may hold, not even as a reference.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

#: Namespaces of attributes that are named with a prefix.
NAMESPACES = {
    "xlink": "http://www.w3.org/1999/xlink",
    "xml": "http://www.w3.org/XML/1998/namespace",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "epub": "http://www.idpf.org/2007/ops",
    "opf": "http://www.idpf.org/2007/opf",
}


def clean(text: str) -> str:
    """The text without the signs that XML forbids."""
    return _FORBIDDEN.sub("", text)


def attribute(text: str) -> str:
    """The text as an attribute value with its quotes."""
    return quoteattr(clean(text))


def parse(data: bytes) -> etree._Element:
    """The root of a document from outside; entities and the network are off, comments are dropped.

    Raises:
        ValueError: the bytes are no well-formed XML, or hold entities of their own.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"not well-formed XML: {error}") from error
    if next(root.iter(etree.Entity), None) is not None:
        raise ValueError("it holds entities of its own (DOCTYPE), which are not taken")
    return root


def to_bytes(root: etree._Element) -> bytes:
    """A document with declaration, indented by two, in UTF-8; the same tree gives the same bytes."""
    etree.indent(root)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8")) + b"\n"


def local_name(element: etree._Element) -> str:
    """The tag without its namespace."""
    return str(etree.QName(element).localname)


class Vocabulary:
    """Makes elements of one namespace, so that a builder reads like the document it builds.

    An empty prefix makes it the default namespace of the document.
    """

    def __init__(self, prefix: str, namespace: str) -> None:
        self.namespace = namespace
        # lxml takes None for the default namespace; its stubs do not know
        self._map = cast("dict[str, str]", {prefix or None: namespace})
        self._tag = f"{{{namespace}}}"

    def root(self, name: str, **others: str) -> etree._Element:
        """A document element; ``others`` are further namespaces by prefix."""
        return etree.Element(self._tag + name, nsmap={**self._map, **others})

    def add(self, parent: etree._Element, name: str, text: str = "", /, **attributes: str) -> etree._Element:
        """A new last child; empty attributes are left out, a double underscore parts prefix and name."""
        child = etree.SubElement(parent, self._tag + name, nsmap=self._map)
        if text:
            child.text = clean(text)
        for key, value in attributes.items():
            if value:
                child.set(_qualified(key), clean(value))
        return child


def _qualified(key: str) -> str:
    prefix, _, name = key.rpartition("__")
    return f"{{{NAMESPACES[prefix]}}}{name}" if prefix else name
