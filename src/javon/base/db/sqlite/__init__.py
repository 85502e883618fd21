"""Django's SQLite with a write-ahead log that several programs may ask for at once."""
