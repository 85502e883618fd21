"""The app's entry in Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from javon.base.ui.menu import menu_add


class LibraryConfig(AppConfig):
    """Configuration of the library app."""

    name = "javon.apps.library"
    label = "library"

    def ready(self) -> None:
        menu_add("library:search", _("Kutubxona"), order=10)
