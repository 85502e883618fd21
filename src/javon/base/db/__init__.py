"""Abstract model bases and helpers for SQLite and PostgreSQL; no tables."""
