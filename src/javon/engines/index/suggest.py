"""Completes a word while it is being typed, from the words that stand in the books."""

from __future__ import annotations

from dataclasses import dataclass

import tantivy

from javon.engines.index.asking import shut
from javon.engines.index.model import Suggestion
from javon.engines.index.schema import PUBLIC
from javon.engines.index.tokens import query_keys
from javon.engines.language import sounding_pieces, to_cyrillic, to_latin, tokenize

#: A beginning shorter than this completes to everything.
SHORTEST = 2
UZBEK = ("uz-Latn", "uz-Cyrl", "uz")
CYRILLIC = ("ru", "kaa", "kk", "ky", "tg")


#: Letters after which the spellings that no word begins with are left: shorter ones begin too many words to be asked.
FORKED = 3


def _most_frequent(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda word: (-counts[word], word))


@dataclass(frozen=True, slots=True)
class Completer:
    """Reads one state of the index.  Words of closed pages are only told to the staff."""

    searcher: tantivy.Searcher
    schema: tantivy.Schema
    staff: bool
    without: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()

    def complete(self, typed: str, limit: int) -> list[Suggestion]:
        """Completions of the last word of ``typed``, the most frequent first."""
        tokens = tokenize(typed)
        if not tokens or len(tokens[-1].text) < SHORTEST or tokens[-1].end != len(typed):
            return []
        counts: dict[str, int] = {}
        for start in dict.fromkeys(keys[0] for keys in query_keys(tokens[-1].text)):
            for word, pages in self.searcher.terms_with_prefix("exact", start, self._allowed(), limit * 2):
                counts[word] = max(counts.get(word, 0), pages)
        best = _most_frequent(counts)[:limit]
        if len(best) < limit:
            heard = self._heard(tokens[-1].text, limit)
            best += [word for word in _most_frequent(heard) if word not in counts][: limit - len(best)]
            counts |= heard
        return [self._suggestion(word, counts[word]) for word in best]

    def _heard(self, typed: str, limit: int) -> dict[str, int]:
        """Uzbek words that begin as others write them (Таш, Кады), with their pages."""
        starts = [""]
        for ways in sounding_pieces(typed):
            starts = [start + way for start in starts for way in ways]
            # From here on few of the spellings stand in the books.
            if len(starts[0]) >= FORKED:
                starts = [start for start in starts if self._begins(start)]
            if not starts:
                break
        counts: dict[str, int] = {}
        for start in starts if starts != [""] else ():
            counts |= dict(self.searcher.terms_with_prefix("exact", start, self._allowed(), limit))
        return counts

    def _begins(self, start: str) -> bool:
        return bool(self.searcher.terms_with_prefix("exact", start, None, 1))

    def _allowed(self) -> tantivy.Query | None:
        # One list of the public pages is walked faster here than all pages without the closed ones.
        if self.staff:
            return None
        public = tantivy.Query.term_query(self.schema, "access", PUBLIC, "basic")
        if self.opened:
            opened = tantivy.Query.term_set_query(self.schema, "object", list(self.opened))
            public = tantivy.Query.boolean_query([(tantivy.Occur.Should, public), (tantivy.Occur.Should, opened)])
        passed_over = shut(self.schema, staff=True, without=self.without, opened=())
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, public), *passed_over]) if passed_over else public

    def _suggestion(self, word: str, pages: int) -> Suggestion:
        """An Uzbek word in both scripts; a word that only stands on pages of another language in that one's."""
        if self._stands_in(word, UZBEK):
            return Suggestion(to_latin(word), to_cyrillic(word), pages)
        shown = to_cyrillic(word) if self._stands_in(word, CYRILLIC) else word
        return Suggestion(shown, shown, pages)

    def _stands_in(self, word: str, languages: tuple[str, ...]) -> bool:
        term = tantivy.Query.term_query(self.schema, "exact", word, "basic")
        spoken = tantivy.Query.term_set_query(self.schema, "language", list(languages))
        closed = shut(self.schema, staff=self.staff, without=self.without, opened=self.opened)
        asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, term), (tantivy.Occur.Must, spoken), *closed])
        return bool(self.searcher.search(asked, 1, False).hits)
