"""Package and navigation of an EPUB: what is inside, what it says of itself, how one finds one's way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from lxml import etree

from javon.engines.formats.epub.chapters import Chapter
from javon.engines.formats.sound import is_day, one_line, sound_document
from javon.engines.formats.xml import NAMESPACES, Vocabulary, to_bytes
from javon.engines.language import to_alphabet
from javon.engines.page import Document

_OPF = Vocabulary("", "http://www.idpf.org/2007/opf")
_DC_NAMESPACE = "http://purl.org/dc/elements/1.1/"
_DC = Vocabulary("dc", _DC_NAMESPACE)
_HTML = Vocabulary("", "http://www.w3.org/1999/xhtml")
#: Words of the navigation by language.
_WORDS = {
    "uz-Latn": ("Mundarija", "Sahifalar"),
    "uz-Cyrl": ("Мундарижа", "Саҳифалар"),
    "ru": ("Содержание", "Страницы"),
    "en": ("Contents", "Pages"),
}
#: A date as far as the standard lets one tell it (https://www.w3.org/TR/NOTE-datetime).
_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_FEATURES = ("structuralNavigation", "tableOfContents", "pageBreakMarkers", "pageNavigation", "readingOrder")
_SUMMARY = {
    "uz-Latn": "Matn bosma nashrdan dastur yordamida tanilgan; sarlavhalar va sahifa belgilari bor.",
    "uz-Cyrl": "Матн босма нашрдан дастур ёрдамида танилган; сарлавҳалар ва саҳифа белгилари бор.",
    "ru": "Текст распознан программой с печатного издания; есть заголовки и отметки страниц.",
    "en": "The text was recognized by a program from the printed book; headings and page marks are present.",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the package; ``spine`` puts it into the reading order."""

    identifier: str
    href: str
    media_type: str
    properties: str = ""
    spine: bool = False


def sound(document: Document) -> Document:
    """The document with values that an EPUB can name, and a date in its form or none."""
    document = sound_document(document)
    date = document.metadata.date
    if not (_DATE.fullmatch(date) and is_day(f"{date}-01-01"[:10])):
        year = _YEAR.search(date)
        date = year[0] if year else ""
    return replace(document, metadata=replace(document.metadata, date=date))


def package(document: Document, items: Sequence[Item], created: datetime, *, pictures: bool, letters: str) -> bytes:
    """The package document."""
    metadata = document.metadata
    root = _OPF.root("package", dc=_DC_NAMESPACE)
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set(f"{{{NAMESPACES['xml']}}}lang", metadata.language)
    about = _OPF.add(root, "metadata")
    _DC.add(about, "identifier", document.identifier, id="id")
    _DC.add(about, "title", metadata.title)
    _DC.add(about, "language", metadata.language)
    for name, values in _known(document):
        for value in values:
            if value:
                _DC.add(about, name, value)
    _property(about, "dcterms:modified", created.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    _accessibility(about, metadata.language, pictures=pictures, letters=letters)
    contents = _OPF.add(root, "manifest")
    for item in items:
        _OPF.add(
            contents,
            "item",
            **{
                "id": item.identifier,
                "href": item.href,
                "media-type": item.media_type,
                "properties": item.properties,
            },
        )
    spine = _OPF.add(root, "spine")
    for item in items:
        if item.spine:
            _OPF.add(spine, "itemref", idref=item.identifier)
    return to_bytes(root)


def navigation(document: Document, written: Sequence[Chapter], letters: str = "latn") -> bytes:
    """The navigation document: contents from the headings, list of the printed pages."""
    tag = document.metadata.language
    contents, pages = (in_letters(word, tag, letters) for word in _WORDS.get(tag, _WORDS["en"]))
    root = _HTML.root("html", epub=NAMESPACES["epub"])
    root.set("lang", document.metadata.language)
    root.set(f"{{{NAMESPACES['xml']}}}lang", document.metadata.language)
    _HTML.add(_HTML.add(root, "head"), "title", contents)
    body = _HTML.add(root, "body")
    toc = _HTML.add(body, "nav", epub__type="toc", role="doc-toc", id="toc")
    _HTML.add(toc, "h1", contents)
    _contents(toc, document, written)
    listed = _HTML.add(body, "nav", epub__type="page-list", role="doc-pagelist", id="pages", hidden="hidden")
    _HTML.add(listed, "h1", pages)
    rows = _HTML.add(listed, "ol")
    for chapter in written:
        for index in chapter.pages:
            page = document.pages[index]
            label = one_line(page.label) or f"[{index + 1}]"
            _HTML.add(_HTML.add(rows, "li"), "a", label, href=f"{chapter.name}#{page.key}")
    return to_bytes(root)


def in_letters(text: str, language: str, letters: str) -> str:
    """A text of ours in the wanted alphabet of Uzbek Latin; in other languages as it is."""
    return to_alphabet(text, letters, "latn") if language == "uz-Latn" else text


def _known(document: Document) -> Iterable[tuple[str, Sequence[str]]]:
    metadata = document.metadata
    yield "creator", metadata.creators
    yield "publisher", (metadata.publisher,)
    yield "date", (metadata.date,)
    yield "subject", metadata.subjects
    yield "description", (metadata.description,)
    yield "rights", (metadata.rights,)
    # the printed book is the source of the page marks
    yield "source", metadata.identifiers[:1] or (document.identifier,)


def _property(about: etree._Element, name: str, value: str) -> None:
    _OPF.add(about, "meta", value, property=name)


def _accessibility(about: etree._Element, language: str, *, pictures: bool, letters: str) -> None:
    """What a reader with a screen reader wants to know before opening (schema.org, EPUB Accessibility)."""
    _property(about, "schema:accessMode", "textual")
    if pictures:
        _property(about, "schema:accessMode", "visual")
    _property(about, "schema:accessModeSufficient", "textual")
    for feature in _FEATURES:
        _property(about, "schema:accessibilityFeature", feature)
    _property(about, "schema:accessibilityHazard", "none")
    _property(
        about, "schema:accessibilitySummary", in_letters(_SUMMARY.get(language, _SUMMARY["en"]), language, letters)
    )


def _contents(parent: etree._Element, document: Document, written: Sequence[Chapter]) -> None:
    """The contents of the document, else its headings, as a nested list; a book without any is one entry."""
    if document.contents:
        files = {index: chapter.name for chapter in written for index in chapter.pages}
        found = [
            (entry.level, entry.title, f"{files[entry.page]}#{document.pages[entry.page].key}")
            for entry in document.contents
        ]
    else:
        found = [
            (level, title, f"{chapter.name}#{name}") for chapter in written for level, title, name in chapter.headings
        ]
    if not found:
        found = [(1, document.metadata.title, written[0].name)]
    lists = [(found[0][0], _HTML.add(parent, "ol"))]
    for level, title, href in found:
        while len(lists) > 1 and level < lists[-1][0]:
            lists.pop()
        if level > lists[-1][0] and len(lists[-1][1]):
            above = lists[-1][1][-1]
            # a level that comes back after a deeper one goes on in the list that is there: 1, 3, 2
            lists.append((level, above[1] if len(above) > 1 else _HTML.add(above, "ol")))
        _HTML.add(_HTML.add(lists[-1][1], "li"), "a", title, href=href)
