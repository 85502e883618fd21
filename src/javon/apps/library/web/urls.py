"""Addresses of the library app."""

from __future__ import annotations

from django.urls import URLPattern, path

from javon.apps.library.web.views import book, files, iiif, reader, search

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("search", search.search, name="search"),
    path("search/suggest", search.suggest, name="suggest"),
    path("book/<slug:identifier>/", book.book, name="book"),
    path("book/<slug:identifier>/cover", files.cover, name="cover"),
    path("book/<slug:identifier>/contents", book.contents, name="contents"),
    path("book/<slug:identifier>/read", reader.read, name="read"),
    path("book/<slug:identifier>/find", reader.find, name="find"),
    path("book/<slug:identifier>/text/<slug:key>", reader.page_text, name="page_text"),
    path("book/<slug:identifier>/text/<slug:key>/tables.csv", files.tables, name="page_tables"),
    path("book/<slug:identifier>/download/<slug:kind>", files.download, name="download"),
    path("iiif/<slug:identifier>/manifest", iiif.manifest, name="manifest"),
    path("iiif/<slug:identifier>/search", iiif.search_2, name="search_2"),
    path("iiif/<slug:identifier>/search/1", iiif.search_1, name="search_1"),
]
