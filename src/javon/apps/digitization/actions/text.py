"""Text corrected by a person, line by line; every version is kept."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from javon.apps.digitization import policies
from javon.apps.digitization.actions.freezing import is_whole
from javon.apps.digitization.actions.lines import Place, carried_page, corrected_page
from javon.apps.digitization.actions.object import touch
from javon.apps.digitization.actions.release import held_published, object_release
from javon.apps.digitization.actions.review import held_page, subject_of_page
from javon.apps.digitization.actions.rights import require
from javon.apps.digitization.enums import PageStatus, TextKind
from javon.apps.digitization.errors import DigitizationError, WrongStateError
from javon.apps.digitization.models import Page, PageText
from javon.apps.digitization.models.text import pack
from javon.apps.digitization.queries.drafts import draft_waits
from javon.apps.digitization.queries.pages import fits_picture
from javon.apps.people.models import User
from javon.base.audit import record as journal
from javon.base.db.said import gettext as _


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
        raise WrongStateError(_("Bu matnni boshqa xodim hozirgina oʻzgartirdi. Oynani yangilab (F5), qayta kiriting."))
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
def text_correct_released(
    *, page: Page, lines: Mapping[Place, str], base_version: int, by: User | None
) -> tuple[PageText, bool]:
    """Correct a text and release it at once; gives the text, and whether readers are to see it.

    Where other changes of the book wait, or pages of it are at work, the text is stored and nothing released: nobody
    has looked at those.

    Raises:
        NotAllowedError: the person may not publish.
        WrongStateError: as ``text_correct``, or the object is not published.
    """
    require(policies.can_publish, by)
    held = held_published(page.object, None)
    waited = draft_waits(held) or not is_whole(held)
    text = text_correct(page=page, lines=lines, base_version=base_version, by=by)
    if not waited:
        object_release(object=held, by=by)
    return text, not waited


@transaction.atomic
def text_restore(*, page: Page, version: int, by: User | None) -> PageText:
    """Bring an older version back, as a new one.

    A text read from an earlier picture of the page (before it was turned, cropped or divided) has boxes that do not
    fit the present one: its words are put on the lines of the newest text instead.

    Raises:
        DigitizationError: there is no such version.
        WrongStateError: the page waits for the pipeline, or the old text has no line in common with the new one.
    """
    page = held_page(page, by)
    old = PageText.objects.filter(page=page, version=version).first()
    if old is None:
        raise DigitizationError(_("Matnning bunday varianti yoʻq."))
    if version == page.text_version:
        return old
    if page.status != PageStatus.DONE:
        raise WrongStateError(_("Sahifa matni hali tayyor emas."))
    model, carried = old.page_model, None
    if not fits_picture(page, old):
        newest = PageText.objects.get(page=page, version=page.text_version).page_model
        model, carried = carried_page(model, newest)
        if not carried:
            raise WrongStateError(
                _("Bu variant sahifaning avvalgi tasviridan olingan va hozirgi tasvirga toʻgʻri kelmaydi.")
            )
    page.text_version += 1
    page.revision = page.object.revision + 1
    page.confidence = model.confidence
    page.save(update_fields=["text_version", "revision", "confidence"])
    text = PageText.objects.create(
        page=page, version=page.text_version, kind=old.kind, packed=pack(model), created_by=by
    )
    details = {"version": text.version, "restored": version}
    if carried is not None:
        details["carried_lines"] = carried
    journal(action="digitization.text_restore", subject=subject_of_page(page), by=by, details=details)
    touch(page.object)
    return text
