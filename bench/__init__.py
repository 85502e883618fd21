"""Every claim of speed or accuracy, one command each, with the peer beside it in the same run."""
