"""Completes a word while it is being typed, from the words that stand in the books."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from javon.engines.index.model import Suggestion
from javon.engines.index.schema import PUBLIC, STAFF
from javon.engines.index.tokens import query_keys
from javon.engines.language import to_cyrillic, to_latin, tokenize

#: A beginning shorter than this completes to everything.
SHORTEST = 2
UZBEK = ("uz-Latn", "uz-Cyrl", "uz")
CYRILLIC = ("ru", "kaa", "kk", "ky", "tg")


@dataclass(frozen=True, slots=True)
class Completer:
    """Reads one state of the index.  Words of closed pages are only told to the staff."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    staff: bool
    without: tuple[str, ...] = ()

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Completions of the last word of ``typed``, the most frequent first."""
        tokens = tokenize(typed)
        if not tokens or len(tokens[-1].text) < SHORTEST or tokens[-1].end != len(typed):
            return []
        counts: dict[str, int] = {}
        for start in dict.fromkeys(keys[0] for keys in query_keys(tokens[-1].text)):
            for word, pages in self.searcher.terms_with_prefix("exact", start, self._allowed(), limit * 2):
                counts[word] = max(counts.get(word, 0), pages)
        best = sorted(counts, key=lambda word: (-counts[word], word))[:limit]
        return [self._suggestion(word, counts[word]) for word in best]

    def _allowed(self) -> tantivy.Query | None:
        # One list of the public pages is walked faster here than all pages without the closed ones.
        if self.staff:
            return None
        public = tantivy.Query.term_query(self.schema, "access", PUBLIC, "basic")
        if not self.without:
            return public
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, public), (tantivy.Occur.MustNot, self._passed_over())])

    def _passed_over(self) -> tantivy.Query:
        return tantivy.Query.term_set_query(self.schema, "object", list(self.without))

    def _suggestion(self, word: str, pages: int) -> Suggestion:
        """An Uzbek word in both scripts; a word that only stands on pages of another language in that one's."""
        if self._stands_in(word, UZBEK):
            return Suggestion(to_latin(word), to_cyrillic(word), pages)
        shown = to_cyrillic(word) if self._stands_in(word, CYRILLIC) else word
        return Suggestion(shown, shown, pages)

    def _stands_in(self, word: str, languages: tuple[str, ...]) -> bool:
        term = tantivy.Query.term_query(self.schema, "exact", word, "basic")
        spoken = tantivy.Query.term_set_query(self.schema, "language", list(languages))
        asked = self._without_closed([(tantivy.Occur.Must, term), (tantivy.Occur.Must, spoken)])
        return bool(self.searcher.search(asked, 1, False).hits)

    def _without_closed(self, parts: list[tuple[tantivy.Occur, tantivy.Query]]) -> tantivy.Query:
        if self.staff:
            return tantivy.Query.boolean_query(parts)
        closed = [tantivy.Query.term_query(self.schema, "access", STAFF, "basic")]
        closed += [self._passed_over()] if self.without else []
        return tantivy.Query.boolean_query([*parts, *((tantivy.Occur.MustNot, one) for one in closed)])
