"""Measurements of an image and of a text, and the verdict drawn from them."""

from javon.engines.quality.codes import ENGLISH, REASONS, Code, describe
from javon.engines.quality.image import measure_image
from javon.engines.quality.judge import judge, verdict_of
from javon.engines.quality.object import PageFacts, across, picture_hash
from javon.engines.quality.profiles import PROFILES, Limit, Profile
from javon.engines.quality.text import measure_text
from javon.engines.quality.verdict import Flag, Verdict, flag_from_json, flag_to_json

__all__ = [
    "ENGLISH",
    "PROFILES",
    "REASONS",
    "Code",
    "Flag",
    "Limit",
    "PageFacts",
    "Profile",
    "Verdict",
    "across",
    "describe",
    "flag_from_json",
    "flag_to_json",
    "judge",
    "measure_image",
    "measure_text",
    "picture_hash",
    "verdict_of",
]
