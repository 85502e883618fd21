"""IIIF Presentation 3 manifests."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from tests.engines.formats import programs

from javon.engines.formats import IiifLinks, IiifOptions, iiif_manifest
from javon.engines.page import Document, Page

BASE = "https://kutubxona.example/iiif"
OPTIONS = IiifOptions(statement={"uz-Latn": "Sinov kutubxonasi", "en": "Sample library"})


def check(manifest: dict[str, Any]) -> None:
    """Identifiers unique and absolute, every canvas a range names present; the schema where it is at hand."""
    canvases = [canvas["id"] for canvas in manifest["items"]]
    assert len(canvases) == len(set(canvases))
    for entry in walk(manifest):
        if "type" in entry and "id" in entry:
            assert entry["id"].startswith("https://")
        if entry.get("type") == "Canvas" and "items" not in entry:
            assert entry["id"] in canvases
        if "label" in entry:
            assert all(isinstance(values, list) for values in entry["label"].values())
    path = Path(programs.SCHEMAS) / "iiif_3_0.json"
    if programs.SCHEMAS and path.exists():
        found = jsonschema.Draft202012Validator(json.loads(path.read_text())).iter_errors(manifest)
        assert [error.message[:200] for error in found] == []


def walk(value: Any) -> Any:
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from walk(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk(inner)


def test_the_book(book: Document) -> None:
    manifest = iiif_manifest(book, BASE, options=OPTIONS)
    check(manifest)
    assert manifest["@context"][-1] == "http://iiif.io/api/presentation/3/context.json"
    assert manifest["label"]["uz-Latn"] == [book.metadata.title]
    assert manifest["label"]["uz-Cyrl"] == ["Синов китоби: ўқиш & ёзиш"]
    assert manifest["behavior"] == ["paged"]
    assert manifest["viewingDirection"] == "left-to-right"
    assert [canvas["label"]["none"] for canvas in manifest["items"]] == [["[p0001]"], ["1"], ["2"], ["3"]]
    assert manifest["requiredStatement"]["value"] == {"uz-Latn": ["Sinov kutubxonasi"], "en": ["Sample library"]}


def test_a_canvas_leads_to_image_thumbnail_and_alto(book: Document) -> None:
    canvas = iiif_manifest(book, BASE)["items"][1]
    place = f"{BASE}/javon-sinov-1"
    assert (canvas["width"], canvas["height"]) == (1165, 1654)
    body = canvas["items"][0]["items"][0]["body"]
    assert body["service"] == [{"id": f"{place}/image/p0002", "type": "ImageService3", "profile": "level2"}]
    assert canvas["thumbnail"][0]["id"] == f"{place}/image/p0002/full/169,240/0/default.jpg"
    assert canvas["seeAlso"][0]["id"] == f"{place}/alto/p0002.xml"


def test_files_search_and_chapters(book: Document) -> None:
    manifest = iiif_manifest(book, BASE)
    assert [item["format"] for item in manifest["rendering"]] == [
        "application/pdf",
        "application/epub+zip",
        "text/plain",
    ]
    assert [item.get("type", item.get("@type")) for item in manifest["service"]] == ["SearchService2", "SearchService1"]
    chapters = manifest["structures"]
    assert [chapter["label"]["uz-Latn"] for chapter in chapters] == [
        ["Sinov kitobi"],
        ["Birinchi bob"],
        ["Ikkinchi bob"],
    ]
    assert [item["type"] for item in chapters[1]["items"]] == ["Canvas", "Canvas", "Range"]


def test_links_of_another_scheme_and_nothing_optional(book: Document) -> None:
    links = IiifLinks("https://a.example/m/1", "https://a.example/c/{key}", "https://a.example/i/1~{key}")
    bare = replace(book, metadata=replace(book.metadata, description="", rights=""))
    manifest = iiif_manifest(bare, BASE, links=links)
    check(manifest)
    assert not {"service", "rendering", "homepage", "requiredStatement", "rights", "summary"} & set(manifest)
    assert "seeAlso" not in manifest["items"][0]
    assert manifest["@context"] == "http://iiif.io/api/presentation/3/context.json"


@pytest.mark.parametrize(
    ("rights", "expected"),
    [
        ("https://creativecommons.org/publicdomain/mark/1.0/", "http://creativecommons.org/publicdomain/mark/1.0/"),
        ("Barcha huquqlar himoyalangan", None),
    ],
)
def test_rights_only_where_the_standard_knows_the_address(book: Document, rights: str, expected: str | None) -> None:
    manifest = iiif_manifest(replace(book, metadata=replace(book.metadata, rights=rights)), BASE)
    assert manifest.get("rights") == expected


def test_a_newspaper_has_its_day_and_an_unread_page_a_size(book: Document) -> None:
    metadata = replace(book.metadata, kind="newspaper", date="1974-03-08", language="und")
    pages = (replace(book.pages[0], page=Page(0, 0, 0)),)
    manifest = iiif_manifest(replace(book, metadata=metadata, pages=pages), BASE)
    check(manifest)
    assert manifest["navDate"] == "1974-03-08T00:00:00Z"
    assert manifest["behavior"] == ["individuals"]
    assert manifest["label"] == {"none": [metadata.title]}
