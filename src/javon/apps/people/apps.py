"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Configuration of the people app."""

    name = "javon.apps.people"
    label = "people"

    def ready(self) -> None:
        from javon.apps.people.policies import can_see_people  # noqa: PLC0415 -- app ready
        from javon.base.ui.menu import menu_add  # noqa: PLC0415 -- app ready

        menu_add("people:people", _("Odamlar"), order=90, visible=can_see_people)
