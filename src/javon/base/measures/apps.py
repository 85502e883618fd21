"""The room's entry in Django: loads what every app declares in its ``measures.py``."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class MeasuresConfig(AppConfig):
    """Configuration of base.measures."""

    name = "javon.base.measures"
    label = "measures"

    def ready(self) -> None:
        autodiscover_modules("measures")
