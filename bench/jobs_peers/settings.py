"""Django's settings for all the libraries at once, on one SQLite file set up as Javon's."""

from __future__ import annotations

import os
from pathlib import Path

from javon.config import env

JAVON_DATA = Path(os.environ["JAVON_DATA"])
SECRET_KEY = "of a bench that serves nobody"
USE_TZ = True
AUTH_USER_MODEL = "people.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": env.database("JAVON_DATABASE_URL", JAVON_DATA / "jobs.sqlite3")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}
INSTALLED_APPS = [
    "bench.jobs_peers",
    "javon.apps.people",
    "javon.base.jobs",
    "javon.base.audit",
    "django_tasks",
    "django_tasks_db",
    "django_q",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = ["allauth.account.middleware.AccountMiddleware"]
#: Its lease is a fixed time, counted from the start, that must be longer than the longest job.
Q_CLUSTER = {
    "name": "bench",
    "workers": 1,
    "timeout": 10,
    "retry": 15,
    "poll": 0.1,
    "orm": "default",
    "bulk": 1,
    "queue_limit": 1,
    "max_attempts": 0,
    "ack_failures": False,
    "label": "bench",
    "save_limit": -1,
}
