"""What differs between two texts of a page, line by line and word by word, as a person compares them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from javon.apps.digitization.models import PageText

if TYPE_CHECKING:
    from javon.apps.digitization.queries.drafts import ChangedPage

#: More lines of one page nobody reads one by one.
MOST_LINES = 200
OLD, NEW = "old", "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a line; ``side`` is "old" (gone), "new" (came) or "" (the same in both)."""

    text: str
    side: str = ""


Line = tuple[Piece, ...]


def text_changes(changed: Sequence[ChangedPage]) -> dict[int, list[Line]]:
    """The lines that differ, by the key of the page; two queries for all pages."""
    pages = [one for one in changed if one.old is not None and one.old.text_id is not None]
    olds = PageText.objects.in_bulk([one.old.text_id for one in pages if one.old is not None])
    wanted = {one.new.pk: one.new.text_version for one in pages}
    news = {
        text.page_id: text
        for text in PageText.objects.filter(page__in=wanted, version__in=set(wanted.values()))
        if text.version == wanted[text.page_id]
    }
    found = {}
    for one in pages:
        old, new = olds.get(one.old.text_id if one.old is not None else 0), news.get(one.new.pk)
        if old is not None and new is not None and old.pk != new.pk:
            found[one.new.pk] = line_changes(_lines(old), _lines(new))[:MOST_LINES]
    return found


def _lines(text: PageText) -> list[str]:
    return [line.text for region in text.page_model.regions for line in region.lines]


def line_changes(old: Sequence[str], new: Sequence[str]) -> list[Line]:
    """The lines that differ, with the words that went and those that came."""
    found: list[Line] = []
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            pairs = zip_longest(old[start:end], new[begin:stop])
            found += [tuple(_words((before or "").split(), (after or "").split())) for before, after in pairs]
    return found


def _words(old: Sequence[str], new: Sequence[str]) -> Iterable[Piece]:
    for kind, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece(" ".join(old[start:end]))
            continue
        if start < end:
            yield Piece(" ".join(old[start:end]), OLD)
        if begin < stop:
            yield Piece(" ".join(new[begin:stop]), NEW)
