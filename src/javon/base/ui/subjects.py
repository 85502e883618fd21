"""What changes of the journal were done on: kinds with their word, address and titles; apps add theirs when they start.

The journal stands below the apps and names a subject by kind and key ("object:jv…"); what it is called, and which ones
are called so, only the app knows that owns them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

#: Subjects of one kind that a search by title goes on with.
MOST_FOUND = 100
Titles = Callable[[Sequence[str]], Mapping[str, str]]
Found = Callable[[str, int], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Kind:
    """What is known of the subjects of a kind.

    Attributes:
        word: What such a thing is called.
        address: Gives the address of the page of the one named.
        titles: Gives the titles of many named at once, as far as they are there still.
        found: Gives the names of at most so many whose title holds a text.
        parts: Begins the names of what belongs to such a thing: "page" for the pages of an object.
    """

    word: str | Promise
    address: Callable[[str], str] | None = None
    titles: Titles | None = None
    found: Found | None = None
    parts: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """A subject in words; ``address`` and ``title`` are empty where there is none."""

    kind: str
    name: str
    address: str
    title: str


_KINDS: dict[str, Kind] = {}


def subject_add(
    kind: str, word: str | Promise, address: Callable[[str], str] | None = None, *,
    titles: Titles | None = None, found: Found | None = None, parts: str = "",
) -> None:  # fmt: skip
    """Add a kind of subject (called from an app's ``ready``)."""
    _KINDS[kind] = Kind(word, address, titles, found, parts)


def subjects_shown(subjects: Sequence[str]) -> list[Subject]:
    """Subjects in words, with their titles: one query a kind."""
    asked: dict[str, set[str]] = {}
    for subject in subjects:
        kind, _colon, name = subject.partition(":")
        asked.setdefault(kind, set()).add(name)
    titles = {
        kind: known.titles(sorted(names))
        for kind, names in asked.items()
        if (known := _KINDS.get(kind)) is not None and known.titles is not None
    }
    return [_shown(subject, titles) for subject in subjects]


def subjects_called(text: str) -> tuple[list[str], list[str]]:
    """Subjects whose title holds ``text``, and the beginnings of those that belong to one of them."""
    whole, begun = [], []
    for kind, known in _KINDS.items():
        for name in known.found(text, MOST_FOUND) if known.found else ():
            whole.append(f"{kind}:{name}")
            if known.parts:
                begun.append(f"{known.parts}:{name}~")
    return whole, begun


def _shown(subject: str, titles: Mapping[str, Mapping[str, str]]) -> Subject:
    kind, _colon, name = subject.partition(":")
    known = _KINDS.get(kind, Kind(kind))
    address = known.address(name) if known.address and name else ""
    return Subject(str(known.word), name, address, titles.get(kind, {}).get(name, ""))
