"""The registry of countable evidence."""
