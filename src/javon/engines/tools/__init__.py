"""External programs: probe apart from run, limits, time-outs."""
