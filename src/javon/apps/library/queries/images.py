"""Finds the picture behind a name of the image server."""

from __future__ import annotations

from javon.apps.digitization.queries.editions import ShownPicture, shown_picture

PageImage = ShownPicture


def page_image(image_id: str) -> PageImage | None:
    """The picture named ``<identifier>~<key>``, or None where there is none (yet)."""
    identifier, tilde, key = image_id.partition("~")
    return shown_picture(identifier, key) if tilde else None
