"""Footnotes: small type at the foot of a column, begun by a mark or standing under a short rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from javon.engines.ocr.measures import Measures, Sized, around, share_column
from javon.engines.page import Box, Region, RegionKind, begins_note

#: A line in type this much smaller than the body is small type.
SMALL = 0.9
#: A rule stands over notes, and under no word, if the nearest text above is so many steps away.
CLEAR = 0.35
#: A page with so many level rules in its lower half is a form, whose rules are those of its fields.
FORM = 4
#: Under a rule of more than this share of the text, type of the size of the text is no note: so newspapers part theirs.
SHORT = 0.7


def free_rules(rules: Sequence[Box], lines: Sequence[Sized], measures: Measures) -> list[Box]:
    """The level rules with white above them, none on a form: what underlines a word is none."""
    boxes = [sized.line.box for sized in lines]
    if sum(rule.top > _half_way(measures) for rule in rules) >= FORM:
        return []
    return [
        rule
        for rule in rules
        if not any(
            rule.top - CLEAR * measures.step < box.bottom and box.top < rule.top and _share(rule, box) for box in boxes
        )
    ]


def mark_footnotes(kinds: list[RegionKind], lines: Sequence[Sized], measures: Measures, rules: Sequence[Box]) -> None:
    """Mark the small type at the end of a block as a footnote, if a rule or a note's mark begins it.

    Args:
        kinds: of every line of the block; those of notes are changed.
        lines: of the block.
        measures: of the page.
        rules: level rules that may stand over notes.
    """
    start = len(lines)
    while start > 0 and 0 < lines[start - 1].x_height < SMALL * measures.x_height:
        start -= 1
    if start == len(lines):
        start = _below_rule(lines, measures, rules)
    if start >= len(lines):
        return
    first = lines[start].line
    low = first.box.top > _half_way(measures)
    if low and (begins_note(first.text) or _ruled(first.box, measures, rules)):
        for index in range(start, len(lines)):
            kinds[index] = RegionKind.FOOTNOTE


def notes_go_on(regions: Sequence[Region], lines: Sequence[Sized], measures: Measures) -> list[Region]:
    """Blocks of small type right below a footnote are its next notes."""
    heights = {id(sized.line): sized.x_height for sized in lines}
    done = list(regions)
    for index, region in sorted(enumerate(regions), key=lambda item: item[1].box.top):
        small = region.lines and 0 < median(heights[id(line)] for line in region.lines) < SMALL * measures.x_height
        if region.kind is RegionKind.TEXT and small:
            notes = [other.box for other in done if other.kind is RegionKind.FOOTNOTE]
            if any(_follows(region.box, note, measures.step) for note in notes):
                done[index] = replace(region, kind=RegionKind.FOOTNOTE)
    return done


def _follows(box: Box, note: Box, step: float) -> bool:
    """Whether a block begins right below a note in its column."""
    return -0.5 * step < box.top - note.bottom < 1.5 * step and share_column(box, note)


def _below_rule(lines: Sequence[Sized], measures: Measures, rules: Sequence[Box]) -> int:
    """The first line below a rule that begins with a note's mark, or with which small type begins."""
    block = around(sized.line.box for sized in lines)
    short = [rule for rule in rules if rule.width < SHORT * block.width]
    for index, sized in enumerate(lines):
        if _small(lines[index:], measures):
            if _ruled(sized.line.box, measures, rules):
                return index
        elif begins_note(sized.line.text) and _ruled(sized.line.box, measures, short):
            return index
    return len(lines)


def _half_way(measures: Measures) -> float:
    return measures.text.top + 0.5 * measures.text.height


def _small(lines: Sequence[Sized], measures: Measures) -> bool:
    """Whether most lines are set in small type; a short one may not be measured, or badly."""
    heights = [sized.x_height for sized in lines if sized.x_height]
    return bool(heights) and median(heights) < SMALL * measures.x_height


def _ruled(box: Box, measures: Measures, rules: Sequence[Box]) -> bool:
    return any(
        0 <= box.top - rule.bottom < 2.5 * measures.step and _share(rule, box) and rule.height < measures.x_height
        for rule in rules
    )


def _share(rule: Box, box: Box) -> bool:
    return rule.left < box.right and rule.right > box.left
