"""What `javon up` sets up: translations, the first administrator, the sample shelf."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils.translation import gettext as _
from rich.console import Console
from rich.markup import escape
from rich.progress import Progress

from javon.apps.digitization.actions.samples import SHELF, Sample, sample_shelf
from javon.apps.digitization.errors import DigitizationError
from javon.apps.digitization.queries.objects import published_objects
from javon.apps.people.actions.user import administrator_ensure
from javon.cli.digitizing import bar_of, make_object
from javon.cli.guarding import lost_seals, open_folders
from javon.cli.report import Report
from javon.cli.terminal import Terminal

#: Says that the shelf was made once: whoever takes it down does not get it back at the next start.
MARK = "samples-made"


def set_up(*, samples: bool) -> None:
    """Do what is missing; the second time that is nothing."""
    console = Terminal()
    _translations(console)
    user, password = administrator_ensure()
    if password is not None:
        console.print(
            _("Tizim administratori: [bold]%(name)s[/bold]  parol: [bold]%(password)s[/bold]")
            % {"name": user.get_username(), "password": password}
        )
        console.print(_("Bu parol faqat bir marta koʻrsatiladi, birinchi kirishda almashtiriladi."))
    for problem in [*open_folders(), *lost_seals()]:
        console.print(escape(problem), style="yellow")
    mark = Path(settings.JAVON_DATA) / MARK
    if samples and not mark.exists() and _shelf(console):
        mark.touch()


def _translations(console: Console) -> None:
    """Compile the catalogues that are newer than what was compiled from them."""
    old = [
        path
        for folder in settings.LOCALE_PATHS
        for path in Path(folder).glob("*/LC_MESSAGES/*.po")
        if not path.with_suffix(".mo").exists() or path.with_suffix(".mo").stat().st_mtime < path.stat().st_mtime
    ]
    if old:
        try:
            call_command("compilemessages", verbosity=0)
        except CommandError as error:
            console.print(f"{error} (apt-get install gettext)", style="yellow")
    for path in old:  # part of the program, not of what it keeps: for whoever runs it
        with suppress(OSError):
            path.with_suffix(".mo").chmod(0o644)


def _shelf(console: Console) -> bool:
    """Draw and digitize the samples; whether all of them came out."""
    start, reports = time.monotonic(), []
    console.print(_("Namuna javoni tayyorlanmoqda: %(count)s ta kitob va gazeta.") % {"count": len(SHELF)})
    try:
        with bar_of(console) as bar:
            for sample in sample_shelf():
                reports.append(_sample(sample, bar))
    except DigitizationError as error:
        console.print(str(error), style="red")
        return False
    pages = sum(report.pages for report in reports)
    seconds = time.monotonic() - start
    console.print(
        _("Namuna javonida %(objects)s ta kitob, %(pages)s sahifa; %(seconds)s soniya.")
        % {"objects": published_objects().count(), "pages": pages, "seconds": f"{seconds:.0f}"}
    )
    return True


def _sample(sample: Sample, bar: Progress) -> Report:
    kind = sample.record["kind"]
    profile = kind if kind == "newspaper" else "book"
    return make_object([sample.folder], sample.record, bar=bar, profile=profile, publish=True)
