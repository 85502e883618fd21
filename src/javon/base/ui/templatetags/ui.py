"""Template tags of the whole house: icons, sizes, dates."""

from __future__ import annotations

from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from javon.base.clock import TASHKENT
from javon.base.ui.browsers import browser_words
from javon.base.ui.deeds import deed_words

register = template.Library()

UNITS = (_("B"), _("kB"), _("MB"), _("GB"), _("TB"))

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
    """A size in bytes as a person reads it: 1,4 MB; decimal sign and unit follow the language."""
    value = float(size or 0)
    step = 0
    while value >= 1000 and step < len(UNITS) - 1:
        value /= 1000
        step += 1
    places = 0 if step == 0 or value >= 100 else 1
    return f"{number_format(value, decimal_pos=places)} {UNITS[step]}"


@register.filter
def paper_date(value: date | datetime | None) -> str:
    """A date as official papers write it: 2024-yil 19-dekabr, in the day of Tashkent."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(TASHKENT).date()
    return gettext("%(year)d-yil %(day)d-%(month)s") % {
        "year": value.year,
        "day": value.day,
        "month": gettext(MONTHS[value.month - 1]),
    }


def moment_words(value: datetime) -> str:
    """A moment as people read it: 2024-yil 19-dekabr, 14:05, by the clock of Tashkent."""
    return f"{paper_date(value)}, {value.astimezone(TASHKENT):%H:%M}"


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A moment in words, for programs as well; a dash where there is none."""
    if value is None:
        return "—"
    return format_html('<time datetime="{}">{}</time>', value.isoformat(timespec="seconds"), moment_words(value))


@register.filter
def deed(name: str) -> str:
    """The journal's name of a change in words."""
    return deed_words(name)


@register.filter
def spoken(code: str) -> SafeString:
    """The attributes of a title: its language for a voice, where it is known, and its own direction of writing."""
    return format_html(' lang="{}" dir="auto"', code) if code and code != "und" else SafeString(' dir="auto"')


@register.filter
def browser(line: str) -> str:
    """The browser and the system of a User-Agent line."""
    return browser_words(line)


@register.filter
def percent(value: float | None) -> str:
    """A share between 0 and 1 as whole per cent."""
    return "" if value is None else f"{value * 100:.0f} %"
