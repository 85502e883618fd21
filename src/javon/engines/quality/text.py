"""Measurements of a recognized text."""

from __future__ import annotations

from collections.abc import Sequence

#: A word below this confidence has to be looked at.
DOUBTFUL = 0.6


def measure_text(confidences: Sequence[float], lengths: Sequence[int], known_share: float | None) -> dict[str, float]:
    """Figures of a page's words.

    Args:
        confidences: of the words, 0.0 to 1.0.
        lengths: letters of the same words; long words weigh more.
        known_share: share of the words that a dictionary knows; None where no dictionary was asked.

    Returns:
        ``words``, ``characters``, and where there are words ``confidence`` (mean, weighted by length),
        ``low_confidence_share`` and ``known_share``.
    """
    total = sum(lengths)
    found = {"words": float(len(confidences)), "characters": float(total)}
    if total:
        found["confidence"] = sum(c * n for c, n in zip(confidences, lengths, strict=True)) / total
        found["low_confidence_share"] = sum(value < DOUBTFUL for value in confidences) / len(confidences)
        if known_share is not None:
            found["known_share"] = known_share
    return {name: round(value, 5) for name, value in found.items()}
