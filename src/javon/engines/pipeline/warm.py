"""Loads what every page needs; imported by the process from which the workers fork, before it forks.

It comes after ``worker``, which limits the threads before any numerical library is loaded.

Models and dictionaries are 110 MB and half a second of CPU: loaded once, they are shared by all workers.
"""

from __future__ import annotations

import gc
import logging

from javon.engines.language import known_share
from javon.engines.ocr import api
from javon.engines.ocr.models import BY_LANGUAGE

_LOG = logging.getLogger(__name__)


def _load() -> None:
    for language, model in BY_LANGUAGE.items():
        known_share(["a"], language)
        try:
            api.loaded_models(model)
        except Exception:
            # Whoever reads a page with it is told which package to install.
            _LOG.info("%s is not loaded beforehand", model.name, exc_info=True)
    # What is collected here for ever is not walked through, page by page, in every worker.
    gc.collect()
    gc.freeze()


_load()
