"""Completes a word while it is being typed, from the words that stand in the books, in both scripts."""

from __future__ import annotations

import tantivy

from javon.engines.index.model import Suggestion
from javon.engines.index.schema import PUBLIC
from javon.engines.index.tokens import query_keys
from javon.engines.language import to_cyrillic, to_latin, tokenize

#: A beginning shorter than this completes to everything.
SHORTEST = 2


def suggestions(
    searcher: tantivy.Searcher, schema: tantivy.Schema, typed: str, *, staff: bool, limit: int
) -> list[Suggestion]:
    """Completions of the last word of ``typed``.  Words of closed pages are only told to the staff."""
    tokens = tokenize(typed)
    if not tokens or len(tokens[-1].text) < SHORTEST or tokens[-1].end != len(typed):
        return []
    allowed = None if staff else tantivy.Query.term_query(schema, "access", PUBLIC, "basic")
    counts: dict[str, int] = {}
    for start in dict.fromkeys(keys[0] for keys in query_keys(tokens[-1].text)):
        for word, pages in searcher.terms_with_prefix("exact", start, filter_query=allowed, limit=limit * 2):
            counts[word] = max(counts.get(word, 0), pages)
    best = sorted(counts, key=lambda word: (-counts[word], word))[:limit]
    return [Suggestion(to_latin(word), to_cyrillic(word), counts[word]) for word in best]
