"""Forms of digitization."""
