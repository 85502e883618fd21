"""The doors of the site: how many may come in, how long they may take, and who goes first (ADR 5)."""
