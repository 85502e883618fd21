"""Content-addressed storage, checksums, quarantine of uploads."""
