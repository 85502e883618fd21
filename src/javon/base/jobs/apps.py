"""The app's entry in Django."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Configuration of base.jobs."""

    name = "javon.base.jobs"
    label = "jobs"
