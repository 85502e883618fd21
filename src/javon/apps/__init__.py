"""The domain: Django apps in a one-way chain."""
