"""Text corrected by a person, line by line; every version is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _

from javon.apps.digitization.actions.object import touch
from javon.apps.digitization.actions.review import held_page, subject_of_page
from javon.apps.digitization.enums import PageStatus, TextKind
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import Page, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.engines.language import canonical
from javon.engines.page import Box, Line, Word
from javon.engines.page import Page as PageModel

#: Nobody prints a longer line; a longer one is a paste by mistake.
LONGEST_LINE = 2000
#: Region and line in it, both counted from 0.
Place = tuple[int, int]


@transaction.atomic
def text_correct(*, page: Page, lines: Mapping[Place, str], base_version: int, by: User | None) -> PageText:
    """Replace the text of lines, named by their region and their place in it; an empty text removes the line.

    ``base_version`` is the version the person saw: where somebody changed the text meanwhile, nothing is overwritten.

    Raises:
        WrongStateError: another version has been stored since.
        DigitizationError: there is no such line, or a text is too long.
    """
    page = held_page(page, by)
    newest = PageText.objects.filter(page=page, version=page.text_version).first()
    if newest is None or page.status != PageStatus.DONE:
        raise WrongStateError(_("Sahifa matni hali tayyor emas."))
    if base_version != page.text_version:
        raise WrongStateError(_("Bu matnni boshqa kishi hozirgina oʻzgartirdi. Sahifani yangilab, qayta kiriting."))
    model = newest.page_model
    corrected = corrected_page(model, lines)
    if corrected == model:
        return newest
    page.text_version += 1
    page.revision = page.object.revision + 1
    page.confidence = corrected.confidence
    page.save(update_fields=["text_version", "revision", "confidence"])
    text = PageText.objects.create(
        page=page, version=page.text_version, kind=TextKind.CORRECTED, packed=pack(corrected), created_by=by
    )
    journal(
        action="digitization.text_correct",
        subject=subject_of_page(page),
        by=by,
        details={"version": text.version, "lines": sorted(map(list, lines))},
    )
    touch(page.object)
    return text


@transaction.atomic
def text_restore(*, page: Page, version: int, by: User | None) -> PageText:
    """Bring an older version back, as a new one."""
    page = held_page(page, by)
    old = PageText.objects.filter(page=page, version=version).first()
    if old is None:
        raise DigitizationError(_("Matnning bunday nusxasi yoʻq."))
    if version == page.text_version:
        return old
    page.text_version += 1
    page.revision = page.object.revision + 1
    page.confidence = old.page_model.confidence
    page.save(update_fields=["text_version", "revision", "confidence"])
    text = PageText.objects.create(
        page=page, version=page.text_version, kind=old.kind, packed=old.packed, created_by=by
    )
    details = {"version": text.version, "restored": version}
    journal(action="digitization.text_restore", subject=subject_of_page(page), by=by, details=details)
    touch(page.object)
    return text


def corrected_page(model: PageModel, lines: Mapping[Place, str]) -> PageModel:
    """The page with the given lines written anew; words keep their boxes where their number stays the same."""
    places = {(number, place) for number, region in enumerate(model.regions) for place in range(len(region.lines))}
    if not set(lines) <= places:
        raise DigitizationError(_("Sahifada bunday satr yoʻq. Sahifani yangilang."))
    if any(len(text) > LONGEST_LINE for text in lines.values()):
        raise DigitizationError(_("Satr juda uzun. Ortiqcha matn qoʻyilmaganini tekshiring."))
    regions = []
    for number, region in enumerate(model.regions):
        texts = [lines.get((number, place)) for place in range(len(region.lines))]
        new = (
            line if text is None else corrected_line(line, text) for line, text in zip(region.lines, texts, strict=True)
        )
        kept = tuple(line for line in new if line.words)
        if kept or not region.lines:
            regions.append(replace(region, lines=kept))
    return replace(model, regions=tuple(regions))


def corrected_line(line: Line, text: str) -> Line:
    """The line with this text.  A word left as it was keeps its confidence; a word written anew is certain."""
    wanted = canonical(text) if line.language.startswith("uz") else text
    texts = wanted.split()
    if [word.text for word in line.words] == texts:
        return line
    boxes = _boxes(line, texts)
    old = {(word.text, word.box): word for word in line.words}
    words = (old.get((text, box)) or Word(text, box, 1.0) for text, box in zip(texts, boxes, strict=True))
    return replace(line, words=tuple(words))


def _boxes(line: Line, texts: list[str]) -> list[Box]:
    """Old boxes where the number of words is the same, else the line shared out by the length of the words."""
    if len(texts) == len(line.words):
        return [word.box for word in line.words]
    total = sum(map(len, texts)) + max(0, len(texts) - 1)
    boxes, done = [], 0
    for text in texts:
        left = line.box.left + line.box.width * done // total
        right = line.box.left + line.box.width * (done + len(text)) // total
        boxes.append(Box(left, line.box.top, max(right, left + 1), line.box.bottom))
        done += len(text) + 1
    return boxes
