"""Sentences that are kept and said again: whoever reads them later reads another language than whoever caused them.

``gettext`` here is Django's, but its text remembers what it was made of; ``keep`` writes that into a column or the
journal, and ``words`` says it in the language of the moment.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as translated
from django.utils.translation import override

from javon.engines.tools.causes import CAUSES

_TEXT, _VALUES, _LINES = "said", "values", "lines"
_FILE = "%(file)s: %(reason)s"
_BEGINNINGS = (f'{{"{_TEXT}":', f'{{"{_LINES}":')


class Said(str):
    """A text in the language of the moment that knows its template and values, or its lines."""

    template: str
    values: dict[str, Any]
    lines: tuple[str, ...]

    def __new__(
        cls, text: str, template: str = "", values: Mapping[str, Any] | None = None, lines: Iterable[str] = ()
    ) -> Said:
        """A text as it stands now, with what it was made of."""
        said = super().__new__(cls, text)
        said.template, said.values, said.lines = template, dict(values or {}), tuple(lines)
        return said

    def __mod__(self, values: Any) -> str:
        """The text filled in; with named values it can still be said again."""
        filled = super().__mod__(values)
        return Said(filled, self.template, values) if isinstance(values, Mapping) else filled


def gettext(text: str) -> Said:
    """The text in the language of the moment."""
    return Said(translated(text), text)


def lines(texts: Iterable[str]) -> Said:
    """Several texts, one a line."""
    found = tuple(texts)
    return Said("\n".join(found), lines=found)


def said_by(error: BaseException) -> str:
    """What an error says, with what it was made of where known; of the system in our words; else its kind."""
    if error.args and isinstance(error.args[0], Said):
        return error.args[0]
    if isinstance(error, OSError) and (error.errno or 0) in CAUSES:
        reason = gettext(CAUSES[error.errno or 0])
        return Said(_FILE, _FILE) % {"file": error.filename, "reason": reason} if error.filename else reason
    return str(error).strip() or type(error).__name__


def keep(text: str, most: int | None = None) -> str:
    """The text for a column or the journal, no longer than ``most`` letters: lines are left out, then it is cut."""
    kept = _kept(text)
    if most is None or len(kept) <= most:
        return kept
    if isinstance(text, Said) and len(text.lines) > 1:
        return keep(lines(text.lines[:-1]), most)
    return str(text)[:most]


def words(kept: str) -> str:
    """What ``keep`` wrote, in the language of the moment; any other text as it is.  It can be kept again."""
    said = _said(json.loads(kept)) if _is_kept(kept) else kept
    return said if isinstance(said, str) else str(said)


def in_languages(text: str, codes: Iterable[str]) -> dict[str, str]:
    """The text in each language, where it is known what it was made of; else the same in all."""
    kept, found = keep(text), {}
    for code in codes:
        with override(code):
            found[code] = str.__str__(words(kept))
    return found


def _kept(text: str) -> str:
    return text if not isinstance(text, Said) else json.dumps(_made_of(text), ensure_ascii=False)


def _made_of(value: Any) -> Any:
    if not isinstance(value, Said):
        return value if isinstance(value, int | float | None) else str(value)
    if value.lines:
        return {_LINES: [_made_of(line) for line in value.lines]}
    return {_TEXT: value.template, _VALUES: {name: _made_of(inner) for name, inner in value.values.items()}}


def _is_kept(text: str) -> bool:
    if not text.startswith(_BEGINNINGS):
        return False
    try:
        _said(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return True


def _said(made_of: Any) -> Any:
    if not isinstance(made_of, dict):
        return made_of
    if _LINES in made_of:
        return lines(map(_said, made_of[_LINES]))
    values = {name: _said(inner) for name, inner in made_of[_VALUES].items()}
    text = gettext(made_of[_TEXT])
    return text % values if values else text
