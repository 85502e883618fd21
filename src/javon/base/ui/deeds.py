"""The journal in words: what was done, with what, and on what; apps add their words when they start."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from javon.base.db import said

Word = str | Promise
#: Longer lists of numbers (the field of a curled page) are counted, not printed.
FEW = 12
#: A checksum is known by its beginning.
CHECKSUM, SHOWN = 128, 12

_WORDS: dict[str, Word] = {}
_NAMES: dict[str, Word] = {}
_VALUES: dict[str, Mapping[str, Word]] = {}
_SUBJECTS: dict[str, tuple[Word, Callable[[str], str] | None]] = {}


def deeds_add(words: Mapping[str, Word]) -> None:
    """Add words for names like ``people.login`` (called from an app's ``ready``)."""
    _WORDS.update(words)


def details_add(names: Mapping[str, Word], values: Mapping[str, Mapping[str, Word]] | None = None) -> None:
    """Add words for the details of changes, and for values that are names of the program.

    A name that means something else in one change is given as ``digitization.page_reorder.after``.
    """
    _NAMES.update(names)
    _VALUES.update(values or {})


def subject_add(kind: str, word: Word, address: Callable[[str], str] | None = None) -> None:
    """Add the word for subjects like ``object:jv…``; ``address`` gives the page of the one named."""
    _SUBJECTS[kind] = (word, address)


def deed_words(name: str) -> str:
    """What the change is called; the name itself where nobody said."""
    return str(_WORDS.get(name, name))


def detail_name(action: str, name: str) -> str:
    """What a detail is called; the name itself where nobody said."""
    return str(_NAMES.get(f"{action}.{name}", _NAMES.get(name, name)))


def detail_words(action: str, details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The details in words, each with its name; what says nothing is left out."""
    # The journal keeps names in the order of the alphabet, in which "after" comes before "before".
    ordered = sorted(details.items(), key=lambda item: item[0] != "before")
    shown = [(detail_name(action, name), _value(action, name, value)) for name, value in ordered]
    return [(name, words) for name, words in shown if words]


def subject_words(subject: str) -> tuple[str, str, str]:
    """What the change was done on: its kind in words, its name, and the address of its page or an empty text."""
    kind, _colon, name = subject.partition(":")
    word, address = _SUBJECTS.get(kind, (kind, None))
    return str(word), name, address(name) if address and name else ""


def _value(action: str, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return _("ha") if value else _("yoʻq")
    if value is None:
        return ""
    if isinstance(value, dict):
        inner = {detail_name(action, key): isinstance(part, dict) for key, part in value.items()}
        return "; ".join(
            f"{key} ({words})" if inner[key] else f"{key}: {words}" for key, words in detail_words(action, value)
        )
    if isinstance(value, list):
        return _several(action, name, value)
    known = _VALUES.get(name, {})
    if str(value) in known:
        return str(known[str(value)])
    return f"{value[:SHOWN]}…" if isinstance(value, str) and len(value) == CHECKSUM else said.words(str(value))


def _several(action: str, name: str, values: list[Any]) -> str:
    if any(isinstance(value, list) for value in values) or (len(values) > FEW and not isinstance(values[0], str)):
        return str(len(values))
    return ", ".join(_value(action, name, value) for value in values)
