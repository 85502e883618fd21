"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DigitizationConfig(AppConfig):
    """Configuration of the digitization app."""

    name = "javon.apps.digitization"
    label = "digitization"

    def ready(self) -> None:
        from javon.apps.digitization.policies import can_see_work  # noqa: PLC0415 -- app ready
        from javon.base.ui.menu import menu_add  # noqa: PLC0415 -- app ready

        menu_add("digitization:objects", _("Raqamlashtirish"), order=50, visible=can_see_work)
