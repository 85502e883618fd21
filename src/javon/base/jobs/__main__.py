"""``python -m javon.base.jobs [--with-parent PID] LANE…``: one worker process; the supervisor starts it."""

from __future__ import annotations

import argparse
import os

import django


def main() -> int:
    """Work in the lanes named on the command line until told to stop."""
    parser = argparse.ArgumentParser(prog="javon.base.jobs")
    parser.add_argument("--with-parent", type=int, metavar="PID", default=os.getppid())
    parser.add_argument("lanes", nargs="+")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "javon.config.settings")
    django.setup()
    from javon.base.jobs.worker import Worker, stop_with_parent  # noqa: PLC0415 -- app ready

    stop_with_parent(options.with_parent)
    Worker(tuple(options.lanes)).run()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
