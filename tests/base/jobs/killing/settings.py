"""Javon's settings with the jobs of this folder."""

import os

from javon.config.settings import *  # noqa: F403 -- settings that extend settings
from javon.config.settings import DATABASES
from javon.config.settings import INSTALLED_APPS as JAVON_APPS

if "sqlite" in DATABASES["default"]["ENGINE"] and "KILLING_PATIENCE" in os.environ:
    # A writer that waits for a lock gives up sooner than in earnest.
    DATABASES["default"]["OPTIONS"]["timeout"] = float(os.environ["KILLING_PATIENCE"])

# The rooms that jobs stand on, without the domain: a worker starts in a moment.
KEPT = ("javon.base.jobs", "javon.base.audit", "javon.apps.people", "django_tasks", "django.contrib", "allauth")
INSTALLED_APPS = ["tests.base.jobs.killing", *(name for name in JAVON_APPS if name.startswith(KEPT))]
