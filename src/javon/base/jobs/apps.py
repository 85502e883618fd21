"""The room's entry in Django: loads every app's ``tasks.py``, so that its jobs are known by name."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Configuration of base.jobs."""

    name = "javon.base.jobs"
    label = "jobs"

    def ready(self) -> None:
        autodiscover_modules("tasks")
