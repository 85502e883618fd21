"""``python -m javon.base.jobs LANE…``: one worker process; the supervisor starts it."""

from __future__ import annotations

import os
import sys

import django


def main() -> int:
    """Work in the lanes named on the command line until told to stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    django.setup()
    from javon.base.jobs.worker import Worker, stop_with_parent  # noqa: PLC0415 -- app ready

    stop_with_parent()
    Worker(tuple(sys.argv[1:])).run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
