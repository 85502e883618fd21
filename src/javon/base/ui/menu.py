"""The main menu: apps add their entries when they start; a person sees those they may use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class MenuEntry:
    """One entry: where it leads, what it is called, in which order, and who sees it."""

    view: str
    label: str | Promise
    order: int
    visible: Callable[[Any], bool]


@dataclass(frozen=True, slots=True)
class ShownEntry:
    """An entry as the template draws it."""

    url: str
    label: str | Promise
    current: bool


_ENTRIES: dict[str, MenuEntry] = {}


def menu_add(
    view: str, label: str | Promise, *, order: int, visible: Callable[[Any], bool] = lambda user: True
) -> None:
    """Add an entry, once per view name (called from an app's ``ready``)."""
    _ENTRIES[view] = MenuEntry(view, label, order, visible)


def entries_for(request: HttpRequest) -> list[ShownEntry]:
    """The entries that the person of this request may use, the longest matching address marked as current."""
    user = getattr(request, "user", None)
    chosen = [entry for entry in sorted(_ENTRIES.values(), key=lambda entry: entry.order) if entry.visible(user)]
    urls = [reverse(entry.view) for entry in chosen]
    current = max((url for url in urls if request.path.startswith(url)), key=len, default="")
    return [ShownEntry(url, entry.label, url == current) for url, entry in zip(urls, chosen, strict=True)]
