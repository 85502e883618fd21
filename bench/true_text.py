"""The true text of a page image, from the file beside it (plain text, ALTO, PAGE), and how far a reading is from it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidfuzz.distance import Levenshtein

from javon.engines.formats.xml import parse

SUFFIXES = (".gt.txt", ".txt", ".gold.txt", ".gt.xml", ".xml")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("ʻʼ‘’`´ʹ′", "'"),
        **dict.fromkeys("“”„«»″", '"'),
        **dict.fromkeys("–—−‐‑", "-"),
        "ſ": "s",
    }
)


def truth_of(image: Path) -> str | None:
    """The text beside an image, lines as printed; None where there is none."""
    for suffix in SUFFIXES:
        path = image.parent / f"{image.stem}{suffix}"
        if path.is_file():
            text = _from_xml(path) if suffix.endswith(".xml") else path.read_text(encoding="utf-8", errors="replace")
            if text and text.strip():
                return text
    return None


def _from_xml(path: Path) -> str:
    root = parse(path.read_bytes())
    lines = _alto_lines(root) if _name(root) == "alto" else _page_lines(root)
    return "\n".join(lines)


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _alto_lines(root: Any) -> list[str]:
    lines = []
    for line in root.iter():
        if _name(line) == "TextLine":
            words = [part.get("CONTENT", "") for part in line if _name(part) == "String"]
            lines.append(" ".join(words))
    return lines


def _page_lines(root: Any) -> list[str]:
    """Lines of PAGE by the file's reading order of regions."""
    regions = {region.get("id"): region for region in root.iter() if _name(region) == "TextRegion"}
    ordered = [ref.get("regionRef") for ref in root.iter() if _name(ref) == "RegionRefIndexed"]
    lines = []
    for name in [*ordered, *(name for name in regions if name not in ordered)]:
        for line in regions.get(name, ()):
            if _name(line) == "TextLine":
                lines.append(_page_text(line))
    return lines


def _page_text(line: Any) -> str:
    for child in line:
        if _name(child) == "TextEquiv":
            return "".join(part.text or "" for part in child if _name(part) == "Unicode")
    return ""


@dataclass(frozen=True, slots=True)
class Errors:
    """Edits and lengths of a page: letters and words, signs as printed and folded."""

    letters: int
    words: int
    letter_edits: int
    folded_letter_edits: int
    word_edits: int
    folded_word_edits: int

    @property
    def cer(self) -> float:
        return self.letter_edits / max(1, self.letters)

    @property
    def folded_cer(self) -> float:
        return self.folded_letter_edits / max(1, self.letters)

    @property
    def wer(self) -> float:
        return self.word_edits / max(1, self.words)

    @property
    def folded_wer(self) -> float:
        return self.folded_word_edits / max(1, self.words)


def fold(text: str) -> str:
    """All apostrophes, quotation marks and dashes made one each."""
    return re.sub(r"''", '"', text.translate(_SIGNS))


def compare(read: str, true: str) -> Errors:
    """Levenshtein distance of letters and of words; runs of white space are one space."""
    one, two = " ".join(read.split()), " ".join(true.split())
    folded = fold(one), fold(two)
    return Errors(
        letters=len(two),
        words=len(two.split()),
        letter_edits=Levenshtein.distance(one, two),
        folded_letter_edits=Levenshtein.distance(*folded),
        word_edits=Levenshtein.distance(one.split(), two.split()),
        folded_word_edits=Levenshtein.distance(folded[0].split(), folded[1].split()),
    )
