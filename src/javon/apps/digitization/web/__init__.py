"""Pages of the digitization app."""
