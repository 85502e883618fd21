"""Works and their records."""
