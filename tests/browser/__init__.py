"""Journeys in real Chromium against a house set up by `javon up`."""
