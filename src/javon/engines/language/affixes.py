"""Hunspell word lists with affix rules, read for one question only: is this a word?

A form is undone rule by rule (its ending taken off, the stem looked up with the rule's flag); nothing is expanded,
so a list of 146,000 stems loads in a fraction of a second.  Compounds, break rules and twofold suffixes are not read.
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple


class _Rule(NamedTuple):
    """One line of an .aff file: a stem that meets ``condition`` loses ``strip`` and gains the affix."""

    flag: str
    strip: str
    condition: re.Pattern[str] | None

    def made(self, stem: str, flags: str | None) -> bool:
        return (
            flags is not None and self.flag in flags and (self.condition is None or bool(self.condition.search(stem)))
        )


class AffixDictionary:
    """Stems with their flags, and the rules by the letters they add.  All in lower case; ``word in dictionary``."""

    def __init__(
        self, stems: dict[str, str], suffixes: dict[str, list[_Rule]], prefixes: dict[str, list[_Rule]]
    ) -> None:
        self._stems = stems
        self._suffixes = suffixes
        self._prefixes = prefixes
        self._longest = max(map(len, suffixes), default=0)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str):
            return False
        return word in self._stems or self._suffixed(word) or any(self._prefixed(word, each) for each in self._prefixes)

    def __len__(self) -> int:
        return len(self._stems)

    def _suffixed(self, word: str) -> bool:
        for cut in range(len(word), max(0, len(word) - self._longest) - 1, -1):
            for rule in self._suffixes.get(word[cut:], ()):
                stem = word[:cut] + rule.strip
                if rule.made(stem, self._stems.get(stem)):
                    return True
        return False

    def _prefixed(self, word: str, prefix: str) -> bool:
        if not word.startswith(prefix):
            return False
        rest = word[len(prefix) :]
        return any(rule.made(rule.strip + rest, self._stems.get(rule.strip + rest)) for rule in self._prefixes[prefix])


def load_affixes(folder: Path, name: str) -> AffixDictionary:
    """Read ``<name>.dic`` and ``<name>.aff`` (UTF-8, one-letter flags) from a folder.

    Raises:
        OSError: a file is missing or unreadable.
    """
    stems: dict[str, str] = {}
    for line in (folder / f"{name}.dic").read_text("utf-8", "replace").splitlines()[1:]:
        word, _, flags = line.partition("/")
        word = word.lower()
        stems[word] = stems[word] + flags if word in stems else flags
    rules: dict[str, dict[str, list[_Rule]]] = {"SFX": defaultdict(list), "PFX": defaultdict(list)}
    for line in (folder / f"{name}.aff").read_text("utf-8", "replace").splitlines():
        parts = line.split()
        if len(parts) >= 5 and parts[0] in rules:
            kind, flag, strip, affix, condition = parts[:5]
            added = affix.partition("/")[0].lower()
            rules[kind]["" if added == "0" else added].append(_rule(kind, flag, strip, condition))
    return AffixDictionary(stems, dict(rules["SFX"]), dict(rules["PFX"]))


def _rule(kind: str, flag: str, strip: str, condition: str) -> _Rule:
    pattern = None
    if condition != ".":
        pattern = re.compile(f"{condition}$" if kind == "SFX" else f"^{condition}")
    return _Rule(flag, "" if strip == "0" else strip.lower(), pattern)
