"""The fields of the index, and how a page and a work become documents."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import blake2b
from importlib.metadata import version
from typing import Any

import tantivy

from javon.engines.index.model import IndexLine, IndexPage, IndexWork
from javon.engines.index.stored import keys_again, make_keys, read_page, write_again, write_page
from javon.engines.index.tokens import read_tokens

#: Raised by hand whenever a field, a stored form or a rule of the keys changes: an older index is then built anew.
FORMAT = 9
STAMP = f"{FORMAT} {version('tantivy')}"

#: Key spaces of a page, the closest first; each has its own positions, so that phrases work in each.
SPACES = ("exact", "loose", "stem")
PUBLIC, STAFF = "public", "staff"
_ANALYZER = "keys"


def schema() -> tantivy.Schema:
    """All fields.  ``work_*`` stand on the one document of a work, the rest on its pages."""
    builder = tantivy.SchemaBuilder()
    for space in SPACES:
        builder.add_text_field(space, tokenizer_name=_ANALYZER, index_option="position")
        builder.add_text_field(f"work_{space}", tokenizer_name=_ANALYZER, index_option="position")
    builder.add_text_field("pairs", tokenizer_name=_ANALYZER, index_option="basic")
    #: Loose keys of title and authors on every page: "qodiriy kumush" finds Kumush in the books of Qodiriy.
    builder.add_text_field("about", tokenizer_name=_ANALYZER, index_option="basic")
    #: The object's name on the document of the work, ``object~page`` on those of its pages: one can be changed alone.
    builder.add_text_field("name", tokenizer_name="raw", index_option="basic")
    for name in ("object", "language", "kind", "script"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("access", tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("year", indexed=True, fast=True)
    builder.add_unsigned_field("position", fast=True)
    builder.add_bytes_field("body", stored=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Tell an opened index how to part keys; to be called on every opening."""
    index.register_tokenizer(_ANALYZER, tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    index.config_reader(reload_policy="manual")
    return index


def page_name(object_id: str, key: str) -> str:
    """How the document of a page is called."""
    return f"{object_id}~{key}"


def page_head(work: IndexWork, page: IndexPage) -> list[Any]:
    """All that a page's document is made from beside its text: with the same head and stamp it is the same document."""
    of_work = [work.title, *work.creators, work.language, work.kind, work.year, work.public]
    own = [work.object_id, page.key, page.position, page.label, page.language, page.script]
    return [*own, blake2b(repr(of_work).encode(), digest_size=8).hexdigest(), page.stamp]


def page_document(work: IndexWork, page: IndexPage, about: str) -> tantivy.Document:
    """One page.  ``about`` is ``about_keys(work)``, made once a work."""
    head = page_head(work, page)
    if page.body:
        keys, body = keys_again(read_page(page.body)), write_again(head, page.body)
    else:
        keys = make_keys(read_tokens(page.lines, page.following, page.following_note))
        body = write_page(head, (line.text for line in page.lines), keys)
    document = _document(work, page_name(work.object_id, page.key), page.language or work.language)
    for space in SPACES:
        document.add_text(space, getattr(keys, space))
    document.add_text("pairs", keys.pairs)
    document.add_text("about", about)
    document.add_text("script", page.script)
    document.add_unsigned("position", page.position)
    document.add_bytes("body", body)
    return document


def work_document(work: IndexWork) -> tantivy.Document:
    """The work itself, found by title and authors."""
    document = _document(work, work.object_id, work.language)
    keys = make_keys(read_tokens(_about_lines(work)))
    for space in SPACES:
        document.add_text(f"work_{space}", getattr(keys, space))
    head = [work.object_id, work.title, list(work.creators), work.language]
    document.add_bytes("body", json.dumps(head, ensure_ascii=False).encode())
    return document


def about_keys(work: IndexWork) -> str:
    """The loose keys of title and authors."""
    return make_keys(read_tokens(_about_lines(work))).loose


def body_of(document: tantivy.Document) -> bytes:
    """The stored body of a document, as bytes."""
    body: Any = document.get_first("body")
    return bytes(body)


def _document(work: IndexWork, name: str, language: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("name", name)
    document.add_text("object", work.object_id)
    document.add_text("language", language)
    document.add_text("kind", work.kind)
    document.add_text("access", PUBLIC if work.public else STAFF)
    if work.year is not None:
        document.add_integer("year", work.year)
    return document


def _about_lines(work: IndexWork) -> Iterable[IndexLine]:
    return tuple(IndexLine(text, work.language) for text in (work.title, *work.creators) if text)
