"""Words without their endings: our own analysis for Uzbek, Snowball for Russian and English."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from javon.engines.language.across import canonical_latin
from javon.engines.language.endings import follows_noun, follows_verb
from javon.engines.language.folding import bare, compact, loosen, spelled
from javon.engines.language.lexicon import DOING, NAMES, NAMING
from javon.engines.language.unlisted import peel

#: Words that lose their second vowel before a possessive: burn-im, shahr-i.
_SHRINKING = "burun qorin oʻrin boʻyin ogʻiz bagʻir koʻngil oʻgʻil singil shahar zahar yarim egin"
#: Forms that no chain of endings explains.
_IRREGULAR = {
    "meni mening menga menda mendan": "men",
    "seni sening senga senda sendan": "sen",
    "uni uning unga unda undan": "u",
    "buni buning bunga bunda bundan": "bu",
    "shuni shuning shunga shunda shundan": "shu",
    "ikkov ikkovi ikkovini ikkovining ikkoviga ikkala ikkalasi ikkalasini ikkita": "ikki",
    "singlisi singlisini singlisiga singlisining": "singil",
    "uchov uchovi uchala uchalasi uchta": "uch",
    "toʻrtov toʻrtovi toʻrtala toʻrtalasi toʻrtta": "toʻrt",
    "beshov beshovi beshala beshalasi beshta": "besh",
    "oltov oltovi oltala oltalasi oltita": "olti",
    "yettov yettovi yettala yettalasi yettita": "yetti",
}
#: Verbs that are read alone as a noun with its possessive: qizi is of qiz sooner than of qizimoq.
_SOONER_NOUNS = frozenset({"qizi", "isi", "eri", "yori", "boyi", "tani"})
#: What a letter without its sign, x for h, and e for ye cost against a letter more of the stem.
_UNSIGNED, _MIXED, _OTHER = 1, 1, 4


class _Entry(NamedTuple):
    """A word of the lexicon in its compact form, what it is, and the stem that its forms get."""

    compacted: str
    naming: bool
    doing: bool
    named: bool
    stem: str


@cache
def _lexicon() -> dict[str, tuple[_Entry, ...]]:
    """The entries by their loose form."""
    names = {compact(word) for word in NAMES.split()}
    naming = {compact(word) for word in NAMING.split()} | names
    doing = {compact(word) for word in DOING.split()}
    groups: dict[str, list[str]] = {}
    for word in sorted(naming | doing):
        groups.setdefault(bare(word), []).append(word)
    found = {}
    for loose, words in groups.items():
        entries = []
        for word in words:
            stem = loose if len(words) == 1 else spelled(word)
            stem += "moq" if word in _SOONER_NOUNS else ""
            entries.append(_Entry(word, word in naming, word in doing, word in names, stem))
        found[loose] = tuple(entries)
    return found


@cache
def _irregular() -> dict[str, str]:
    return {compact(form): compact(stem) for forms, stem in _IRREGULAR.items() for form in forms.split()}


@cache
def _shrunk() -> dict[str, str]:
    """Loose short bases to loose full ones: burn to burun."""
    full = [bare(compact(word)) for word in _SHRINKING.split()]
    return {word[:-2] + word[-1]: word for word in full}


def uzbek_stem(word: str) -> str:
    """A lower-case Latin word (any apostrophes) without its endings, run to rest: the stem of a stem is itself.

    A form of a listed word gets that word, in loose letters; with its oʻ, gʻ and x where another listed word is told
    from it by them alone (``oʻt`` and ``ot``).  Of other words the endings are taken off by rule.
    """
    compacted = compact(word)
    while True:
        stem = _listed(_irregular().get(compacted, compacted))
        if stem:
            return stem
        peeled = peel(compacted)
        if peeled == compacted:
            return _plain(compacted) or word
        compacted = peeled


def _plain(compacted: str) -> str:
    """A word of no list in loose letters; in its own where endings would be seen in it without its signs (yongʻin)."""
    signed = spelled(compacted)
    plain = loosen(signed)
    return plain if compact(plain) == compacted or uzbek_stem(plain) == plain else signed


def stem_twins(stem: str) -> frozenset[str]:
    """The stems that are told from this one only by the signs of oʻ and gʻ or by x for h, itself among them."""
    return frozenset({stem, *(entry.stem for entry in _lexicon().get(bare(compact(stem)), ()))})


def in_lexicon(word: str) -> bool:
    """Whether a word (any case and script) stands in the lexicon just so, and is no form of another."""
    return any(True for _entry in _entries(compact(canonical_latin(word.lower()))))


def _listed(compacted: str) -> str:
    """The stem of the entry that explains the word best, or nothing."""
    entry, start = _best(compacted)
    if entry is None:
        return ""
    # A Tashkenter is looked for with the city, but loneliness is no form of lonely.
    made = compacted.startswith(("lik", "lig"), start) and not entry.named
    return _stem_of(entry) + ("lik" if made else "")


def _best(compacted: str) -> tuple[_Entry | None, int]:
    """The longest entry that explains the word, written with the same signs, and where its endings begin."""
    best, most, at = None, 0, 0
    for entry, start in _explanations(compacted):
        worth = 2 * len(entry.compacted) - _difference(compacted, entry.compacted, start)
        if worth > most:
            best, most, at = entry, worth, start
    return best, at


@cache
def _stem_of(entry: _Entry) -> str:
    """The stem of an entry: with its signs where it would be read as of another without them (oʻrta and ort-a)."""
    if entry.compacted in _irregular():
        return spelled(_irregular()[entry.compacted])
    return entry.stem if _best(compact(entry.stem))[0] == entry else spelled(entry.compacted)


def _explanations(compacted: str) -> Iterator[tuple[_Entry, int]]:
    """Entries whose form the word may be, with the place where its endings begin."""
    word, lexicon = bare(compacted), _lexicon()
    # No ending has a letter of these: the endings begin behind the last one.
    first = max(map(compacted.rfind, "öğx"))
    for start in range(len(word), max(first, 0), -1):
        for base in _bases(word, start, split=compacted[start : start + 1] == "þ"):
            for entry in lexicon.get(base, ()):
                if _may_be(entry, base, word, start):
                    yield entry, start


def _bases(word: str, start: int, *, split: bool) -> Iterator[str]:
    """What the base before ``start`` is when the sounds that its ending changed are given back."""
    base, ending = word[:start], word[start:]
    yield base
    if split:  # the ts of ayt-sam is no sound of a loan
        yield base + "t"
    if not ending or start < 2:
        return
    if base[-1] == "g" and ending[0] == "i":
        yield base[:-1] + "k"
        yield base[:-1] + "q"
    if ending[0] == "i" and base in _shrunk():
        yield _shrunk()[base]
    if base[-1] == ending[0] in {"k", "q"}:
        yield base[:-1] + "g"
    if ending.startswith("ovchi"):
        yield base + "a"
    if ending.startswith("uvchi"):
        yield base + "i"


def _may_be(entry: _Entry, base: str, word: str, start: int) -> bool:
    if start == len(word):
        return entry.naming or word not in _SOONER_NOUNS
    changed = base != word[:start]
    if entry.naming and (not changed or word[start] == "i") and follows_noun(word[:start], word, start):
        return True
    if not entry.doing or (changed and base[-1] in "kq") or _reads_shorter(entry.compacted, word[start]):
        return False
    return follows_verb(base, word, start)


def _reads_shorter(verb: str, following: str) -> bool:
    """Letters that are read as of the shorter word: koʻz-lar and not koʻzla-r, qur-ish and not quri-sh."""
    if verb.endswith("la") and following == "r":
        return any(entry.naming for entry in _entries(verb[:-2]))
    return verb[-1] == "i" and following in "lnsb" and any(entry.doing for entry in _entries(verb[:-1]))


def _entries(compacted: str) -> Iterator[_Entry]:
    """The entries that are written just so."""
    return (entry for entry in _lexicon().get(bare(compacted), ()) if entry.compacted == compacted)


def _difference(compacted: str, entry: str, start: int) -> int:
    """How much word and entry differ in their signs; a sign that is written and not in the entry counts most."""
    differing = 0
    for written, meant in zip(compacted[:start], entry, strict=False):
        if written == meant:
            continue
        if written in "öğ":
            differing += 100 if meant != "q" else 0
        elif meant in "öğ":
            differing += 2 * _UNSIGNED
        elif {written, meant} == {"e", "ë"}:
            differing += 2 * _OTHER
        elif {written, meant} == {"x", "h"}:
            differing += 2 * _MIXED
    return differing


def russian_stem(word: str) -> str:
    """Snowball's Russian stem; ё is read as е."""
    return str(_stemmers().russian.stemWord(word.replace("ё", "е")))


def english_stem(word: str) -> str:
    """Snowball's English stem."""
    return str(_stemmers().english.stemWord(word))


class _Stemmers(threading.local):
    """Snowball's stemmers, one a thread: they keep the word that they are at."""

    def __init__(self) -> None:
        # The package loads thirty languages; who reads pages needs none.
        import snowballstemmer  # type: ignore[import-untyped]  # noqa: PLC0415 -- slow import  # it brings no types

        self.russian: Any = snowballstemmer.stemmer("russian")
        self.english: Any = snowballstemmer.stemmer("english")


@cache
def _stemmers() -> _Stemmers:
    return _Stemmers()
