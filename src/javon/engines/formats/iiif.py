"""IIIF Presentation 3 manifests (https://iiif.io/api/presentation/3.0/): how any viewer opens our books."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from javon.engines import language
from javon.engines.formats.sound import is_day, one_line, sound_document
from javon.engines.formats.structure import Section, sections
from javon.engines.page import Document, DocumentPage, Metadata

_PRESENTATION = "http://iiif.io/api/presentation/3/context.json"
_SEARCH_2 = "http://iiif.io/api/search/2/context.json"
_SEARCH_1 = "http://iiif.io/api/search/1/context.json"
_SEARCH_1_PROFILE = "http://iiif.io/api/search/1/search"
_ALTO_PROFILE = "http://www.loc.gov/standards/alto/v4/alto-4-4.xsd"
_THUMBNAIL = 240
#: Presentation 3 allows only these kinds of address in ``rights``.
_RIGHTS = re.compile(r"https?://(creativecommons\.org|rightsstatements\.org)/\S+")
#: Names of the fields of a record in the languages of the interface.
_LABELS = {
    "creators": ("Muallif", "Муаллиф", "Автор", "Author"),
    "publisher": ("Nashriyot", "Нашриёт", "Издательство", "Publisher"),
    "place": ("Nashr joyi", "Нашр жойи", "Место издания", "Place of publication"),
    "date": ("Nashr yili", "Нашр йили", "Год издания", "Year of publication"),
    "language": ("Til", "Тил", "Язык", "Language"),
    "subjects": ("Mavzu", "Мавзу", "Тема", "Subject"),
    "identifiers": ("Identifikator", "Идентификатор", "Идентификатор", "Identifier"),
    "rights": ("Huquqlar", "Ҳуқуқлар", "Права", "Rights"),
    "statement": ("Manba", "Манба", "Источник", "Source"),
    "text": ("Matn", "Матн", "Текст", "Text"),
}
_LANGUAGES = ("uz-Latn", "uz-Cyrl", "ru", "en")


@dataclass(frozen=True, slots=True)
class IiifLinks:
    """Where the parts of an object are found; an empty address is left out.

    ``image`` and ``alto`` are patterns with ``{key}`` for the page; ``canvas`` is a name, nothing lies there.
    """

    manifest: str
    canvas: str
    image: str
    alto: str = ""
    pdf: str = ""
    epub: str = ""
    text: str = ""
    search: str = ""
    search_1: str = ""
    homepage: str = ""

    @classmethod
    def below(cls, base_url: str, identifier: str) -> IiifLinks:
        """The plain scheme: everything of an object below ``<base>/<identifier>/``."""
        place = f"{base_url.rstrip('/')}/{quote(identifier, safe='')}"
        return cls(
            manifest=f"{place}/manifest.json",
            canvas=f"{place}/canvas/{{key}}",
            image=f"{place}/image/{{key}}",
            alto=f"{place}/alto/{{key}}.xml",
            pdf=f"{place}/book.pdf",
            epub=f"{place}/book.epub",
            text=f"{place}/book.txt",
            search=f"{place}/search/2",
            search_1=f"{place}/search/1",
            homepage=f"{place}/",
        )


@dataclass(frozen=True, slots=True)
class IiifOptions:
    """What else the manifest says: the statement viewers must show (by language), and the way of reading.

    ``letters`` is the Latin alphabet of the Uzbek labels, a name of ``language.WRITTEN``.
    """

    statement: Mapping[str, str] = field(default_factory=dict)
    viewing_direction: str = "left-to-right"
    letters: str = "latn"


def iiif_manifest(
    document: Document, base_url: str, *, links: IiifLinks | None = None, options: IiifOptions | None = None
) -> dict[str, Any]:
    """The manifest as JSON values.

    Args:
        document: metadata and pages; sizes are those of the processed pages.
        base_url: where objects lie, used when ``links`` is None.
        links: the addresses, when they follow another scheme.
        options: what else to say.
    """
    document = sound_document(document)
    links = links or IiifLinks.below(base_url, document.identifier)
    options = options or IiifOptions()
    metadata = document.metadata
    manifest: dict[str, Any] = {
        "@context": [_SEARCH_2, _PRESENTATION] if links.search else _PRESENTATION,
        "id": links.manifest,
        "type": "Manifest",
        "label": _own(metadata.title, metadata.language),
        "metadata": _metadata(metadata, options.letters),
        "viewingDirection": options.viewing_direction,
        "behavior": ["paged" if metadata.kind == "book" and len(document.pages) > 1 else "individuals"],
        "items": [_canvas(page, links) for page in document.pages],
    }
    manifest |= _optional(document, links, options)
    found = sections(document)
    if found:
        manifest["structures"] = _ranges(found, document, links, "range")
    return manifest


def _optional(document: Document, links: IiifLinks, options: IiifOptions) -> dict[str, Any]:
    metadata = document.metadata
    values: dict[str, Any] = {
        "summary": _own(metadata.description, metadata.language) if metadata.description else None,
        "rights": metadata.rights.replace("https:", "http:", 1) if _RIGHTS.fullmatch(metadata.rights) else None,
        "requiredStatement": _statement(options.statement, options.letters),
        "thumbnail": [_thumbnail(document.pages[0], links)] if document.pages else None,
        "rendering": _renderings(links, options.letters),
        "service": _search(links),
        "homepage": _homepage(links, metadata),
        "navDate": f"{metadata.date}T00:00:00Z" if is_day(metadata.date) else None,
    }
    return {name: value for name, value in values.items() if value}


def _own(text: str, tag: str) -> dict[str, list[str]]:
    """A text in its language; an Uzbek one in its other script too."""
    if tag == "uz-Latn":
        return {tag: [text], "uz-Cyrl": [language.to_cyrillic(text)]}
    if tag == "uz-Cyrl":
        return {tag: [text], "uz-Latn": [language.to_latin(text)]}
    return {"none" if tag in ("", "und") else tag: [text]}


def _label(name: str, letters: str) -> dict[str, list[str]]:
    latin, *others = _LABELS[name]
    spelled = language.to_alphabet(latin, letters, "latn")
    return {tag: [text] for tag, text in zip(_LANGUAGES, (spelled, *others), strict=True)}


def _metadata(metadata: Metadata, letters: str) -> list[dict[str, Any]]:
    values: dict[str, Sequence[str]] = {
        "creators": metadata.creators,
        "publisher": [metadata.publisher],
        "place": [metadata.place],
        "date": [metadata.date],
        "language": ["" if metadata.language == "und" else metadata.language],
        "subjects": metadata.subjects,
        "identifiers": metadata.identifiers,
        "rights": [metadata.rights],
    }
    rows = [(name, [text for text in texts if text]) for name, texts in values.items()]
    return [{"label": _label(name, letters), "value": {"none": texts}} for name, texts in rows if texts]


def _statement(texts: Mapping[str, str], letters: str) -> dict[str, Any] | None:
    if not texts:
        return None
    return {"label": _label("statement", letters), "value": {tag: [text] for tag, text in texts.items()}}


def _canvas(page: DocumentPage, links: IiifLinks) -> dict[str, Any]:
    canvas = links.canvas.format(key=page.key)
    width, height = max(page.page.width, 1), max(page.page.height, 1)
    image = links.image.format(key=page.key)
    body = {
        "id": f"{image}/full/max/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": width,
        "height": height,
        "service": [_image_service(image)],
    }
    painting = {
        "id": f"{canvas}/painting",
        "type": "Annotation",
        "motivation": "painting",
        "body": body,
        "target": canvas,
    }
    values: dict[str, Any] = {
        "id": canvas,
        "type": "Canvas",
        "label": {"none": [one_line(page.label) or f"[{page.key}]"]},
        "width": width,
        "height": height,
        "thumbnail": [_thumbnail(page, links)],
        "items": [{"id": f"{canvas}/page", "type": "AnnotationPage", "items": [painting]}],
    }
    if links.alto:
        alto = {"id": links.alto.format(key=page.key), "type": "Dataset", "format": "application/xml"}
        values["seeAlso"] = [{**alto, "profile": _ALTO_PROFILE, "label": {"none": ["ALTO"]}}]
    return values


def _image_service(image: str) -> dict[str, str]:
    return {"id": image, "type": "ImageService3", "profile": "level2"}


def _thumbnail(page: DocumentPage, links: IiifLinks) -> dict[str, Any]:
    image = links.image.format(key=page.key)
    width, height = max(page.page.width, 1), max(page.page.height, 1)
    scale = min(1.0, _THUMBNAIL / max(width, height))
    size = max(1, round(width * scale)), max(1, round(height * scale))
    return {
        "id": f"{image}/full/{size[0]},{size[1]}/0/default.jpg",
        "type": "Image",
        "format": "image/jpeg",
        "width": size[0],
        "height": size[1],
        "service": [_image_service(image)],
    }


def _renderings(links: IiifLinks, letters: str) -> list[dict[str, Any]]:
    known = [
        (links.pdf, "Text", "application/pdf", {"none": ["PDF"]}),
        (links.epub, "Text", "application/epub+zip", {"none": ["EPUB"]}),
        (links.text, "Text", "text/plain", _label("text", letters)),
    ]
    return [{"id": place, "type": kind, "format": form, "label": label} for place, kind, form, label in known if place]


def _search(links: IiifLinks) -> list[dict[str, Any]]:
    services: list[dict[str, Any]] = []
    if links.search:
        services.append({"id": links.search, "type": "SearchService2"})
    if links.search_1:
        # version 1 names its keys with an at sign; viewers of today still ask for it
        services.append(
            {
                "@context": _SEARCH_1,
                "@id": links.search_1,
                "@type": "SearchService1",
                "profile": _SEARCH_1_PROFILE,
            }
        )
    return services


def _homepage(links: IiifLinks, metadata: Metadata) -> list[dict[str, Any]]:
    if not links.homepage:
        return []
    return [
        {"id": links.homepage, "type": "Text", "format": "text/html", "label": _own(metadata.title, metadata.language)}
    ]


def _ranges(found: Sequence[Section], document: Document, links: IiifLinks, prefix: str) -> list[dict[str, Any]]:
    ranges = []
    for number, section in enumerate(found, 1):
        name = f"{prefix}/{number}"
        canvases = [
            {"id": links.canvas.format(key=document.pages[index].key), "type": "Canvas"} for index in section.pages
        ]
        ranges.append(
            {
                "id": f"{links.manifest}/{name}",
                "type": "Range",
                "label": _own(section.title, document.metadata.language),
                "items": [*canvases, *_ranges(section.below, document, links, name)],
            }
        )
    return ranges
