"""Reads of digitization."""
