"""The journal's names of changes in words; apps add theirs when they start."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise

_WORDS: dict[str, str | Promise] = {}


def deeds_add(words: Mapping[str, str | Promise]) -> None:
    """Add words for names like ``people.login`` (called from an app's ``ready``)."""
    _WORDS.update(words)


def deed_words(name: str) -> str:
    """What the change is called; the name itself where nobody said."""
    return str(_WORDS.get(name, name))
