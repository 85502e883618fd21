"""Reads of the library app."""
