"""Let somebody in again whom nobody else can help: a new one-time password, and no second factor."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from javon.apps.people.actions import user_remove_second_factor, user_reset_password
from javon.apps.people.queries.people import user_by_name


class Command(BaseCommand):
    """``javon manage readmit NAME``, for whoever has the machine itself."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("username", metavar="NAME")

    def handle(self, *args: Any, **options: Any) -> None:
        user = user_by_name(options["username"])
        if user is None:
            raise CommandError(_("%(name)s: bunday foydalanuvchi yoʻq.") % {"name": options["username"]})
        user_remove_second_factor(user=user, by=None)
        password = user_reset_password(user=user, by=None)
        self.stdout.write(_("Bir martalik parol: %(password)s") % {"password": password})
