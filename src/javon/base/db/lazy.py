"""Names of a package that live in modules which may only be imported once Django's apps are ready."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import Any


def lazy_names(package: str, homes: Mapping[str, str]) -> Callable[[str], Any]:
    """A module ``__getattr__`` (PEP 562) that takes ``name`` from ``<package>.<homes[name]>`` at first use.

    A package of an installed app is imported before its models may be; this lets ``from javon.base.files import
    StoredFile`` work all the same.
    """

    def getattr_of_package(name: str) -> Any:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(importlib.import_module(f"{package}.{homes[name]}"), name)

    return getattr_of_package
