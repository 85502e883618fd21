"""Copies of what must not be lost: a database looked over and copied while it is in use, folders of files with it."""
