"""`python -m javon`: the same as the `javon` command."""

import signal

# Until the command can answer for itself, Ctrl-C ends it without a word.  ./javon holds it back up to here.
signal.signal(signal.SIGINT, signal.SIG_DFL)
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})

from javon.cli import main  # noqa: E402 -- Ctrl-C must be seen to first
from javon.cli.interrupts import answer_ctrl_c, fall_silent, heard  # noqa: E402 -- as above

answer_ctrl_c()
try:
    status = main()
finally:
    heard()
    fall_silent()
raise SystemExit(status)
