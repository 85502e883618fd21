"""The casing of a word that was spelled anew."""

from __future__ import annotations


def like(word: str, spelled: str) -> str:
    """The lower-case ``spelled`` in the casing of ``word``: all capitals, a capital first, or small letters."""
    lower = word.lower()
    if word == lower or not spelled:
        return spelled
    if word == word.upper() and sum(map(str.isalpha, word)) > 1:
        return spelled.upper()
    return spelled[0].upper() + spelled[1:] if word[0] != lower[:1] else spelled


def loud(text: str, start: int, end: int) -> bool:
    """Whether both letters of a pair that replaces the capital at ``text[start:end]`` are capitals: ŞAHAR, AQŞ."""
    following = text[end : end + 1]
    before = text[start - 1 : start] if start else ""
    return following.isupper() or (not following.isalpha() and before.isupper())
