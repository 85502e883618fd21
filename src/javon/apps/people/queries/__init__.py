"""Reads of the people app."""
