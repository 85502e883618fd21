"""``javon manage`` readmit."""
