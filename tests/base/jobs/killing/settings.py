"""Javon's settings with the jobs of this folder."""

from javon.config.settings import *  # noqa: F403 -- settings that extend settings
from javon.config.settings import INSTALLED_APPS as JAVON_APPS

# The rooms that jobs stand on, without the domain: a worker starts in a moment.
INSTALLED_APPS = [
    "tests.base.jobs.killing",
    "javon.apps.people",
    *(name for name in JAVON_APPS if name.startswith(("javon.base.jobs", "javon.base.audit", "django_tasks"))),
    "django.contrib.auth",
    "django.contrib.contenttypes",
]
