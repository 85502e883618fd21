"""Template tags of the whole house: icons, sizes, dates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from javon.base.clock import TASHKENT

register = template.Library()

MONTHS = (
    "yanvar", "fevral", "mart", "aprel", "may", "iyun", "iyul", "avgust", "sentabr", "oktabr", "noyabr", "dekabr",
)  # fmt: skip


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """An icon of the sprite; without a label it is decoration and hidden from screen readers."""
    address = f"{static('ui/vendor/icons.svg')}#{name}"
    if label:
        return format_html('<svg class="icon" role="img" aria-label="{}"><use href="{}"/></svg>', label, address)
    return format_html('<svg class="icon" aria-hidden="true"><use href="{}"/></svg>', address)


@register.filter
def file_size(size: int | None) -> str:
    """A size in bytes as a person reads it: 1,4 MB."""
    value = float(size or 0)
    for unit in ("B", "kB", "MB", "GB", "TB"):
        if value < 1000 or unit == "TB":
            text = f"{value:.0f}" if unit == "B" or value >= 100 else f"{value:.1f}".replace(".", ",")
            return f"{text} {unit}"
        value /= 1000
    raise AssertionError("unreachable")


@register.filter
def paper_date(value: date | datetime | None) -> str:
    """A date as official papers write it: 2024-yil 19-dekabr, in the day of Tashkent."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(TASHKENT).date()
    return _("%(year)d-yil %(day)d-%(month)s") % {
        "year": value.year,
        "day": value.day,
        "month": _(MONTHS[value.month - 1]),
    }


@register.filter
def percent(value: float | None) -> str:
    """A share between 0 and 1 as whole per cent."""
    return "" if value is None else f"{value * 100:.0f} %"
