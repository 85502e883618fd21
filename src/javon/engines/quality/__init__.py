"""Measurements of an image and of a text, and the verdict drawn from them."""

from javon.engines.quality.verdict import Flag, Verdict

__all__ = ["Flag", "Verdict"]
