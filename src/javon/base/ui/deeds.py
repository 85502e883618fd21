"""The journal in words: what was done, and with what; apps add their words when they start."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from javon.base.db import said

Word = str | Promise
#: Longer lists of numbers (the field of a curled page) are counted, not printed.
FEW = 12
#: Marks that keyboards give for those of oʻ and gʻ.
_MARKS = str.maketrans(dict.fromkeys("ʻʼ‘’`´", "'"))
#: Signs of an old or new value that are shown.
MOST_SIGNS = 300
#: A checksum is known by its beginning.
CHECKSUM, SHOWN = 128, 12

_WORDS: dict[str, Word] = {}
_NAMES: dict[str, Word] = {}
_VALUES: dict[str, Mapping[str, Word]] = {}


def deeds_add(words: Mapping[str, Word]) -> None:
    """Add words for names like ``people.login`` (called from an app's ``ready``)."""
    _WORDS.update(words)


def details_add(names: Mapping[str, Word], values: Mapping[str, Mapping[str, Word]] | None = None) -> None:
    """Add words for the details of changes, and for values that are names of the program.

    A name that means something else in one change is given as ``digitization.page_reorder.after``.
    """
    _NAMES.update(names)
    _VALUES.update(values or {})


def deed_words(name: str) -> str:
    """What the change is called; the name itself where nobody said."""
    return str(_WORDS.get(name, name))


def detail_name(action: str, name: str) -> str:
    """What a detail is called; the name itself where nobody said."""
    return str(_NAMES.get(f"{action}.{name}", _NAMES.get(name, name)))


def detail_words(action: str, details: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The details in words, each with its name; what says nothing is left out.

    Fields of a thing before and after a change are shown as one line a field, "old → new", and only where they differ.
    """
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        rest = {name: value for name, value in details.items() if name not in ("before", "after")}
        return [*_changes(action, before, after), *detail_words(action, rest)]
    # The journal keeps names in the order of the alphabet, in which "after" comes before "before".
    ordered = sorted(details.items(), key=lambda item: item[0] != "before")
    shown = [(detail_name(action, name), _value(action, name, value)) for name, value in ordered]
    return [(name, words) for name, words in shown if words]


def deeds_listed() -> list[tuple[str, str]]:
    """Every name of a change with its words, by the alphabet of the words."""
    return sorted(((name, str(words)) for name, words in _WORDS.items()), key=lambda deed: deed[1].casefold())


def deeds_called(text: str) -> list[str]:
    """Names of changes whose words hold ``text``, however its letters and apostrophes are written."""
    sought = _plain(text)
    return [name for name, words in _WORDS.items() if sought in _plain(str(words))]


def _plain(text: str) -> str:
    return text.translate(_MARKS).casefold()


def _changes(action: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, str]]:
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return [
        (detail_name(action, name), " → ".join(_side(action, name, side) for side in (before, after))) for name in names
    ]


def _side(action: str, name: str, values: Mapping[str, Any]) -> str:
    words = _value(action, name, values.get(name))
    return (f"{words[:MOST_SIGNS]}…" if len(words) > MOST_SIGNS else words) or "—"


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
