"""Seeds of second factors stood readable in the database; from now on they are sealed with a key outside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from javon.base.db.sealing import seal, unseal

#: Of TOTP and of recovery codes: the seeds; of codes that came from another program: the codes.
SEEDS, CODES = ("secret", "seed"), "migrated_codes"


def changed(data: dict[str, Any], change: Callable[[str], str]) -> dict[str, Any]:
    """The data of an authenticator with every secret in it changed."""
    new = {name: change(value) if name in SEEDS else value for name, value in data.items()}
    if CODES in new:
        new[CODES] = [change(code) for code in new[CODES]]
    return new


def _all(apps: StateApps, editor: BaseDatabaseSchemaEditor, change: Callable[[str], str]) -> None:
    if editor.connection.vendor == "sqlite":
        with editor.connection.cursor() as cursor:  # what stood there is overwritten, not only let go
            cursor.execute("PRAGMA secure_delete=ON")
    for authenticator in apps.get_model("mfa", "Authenticator").objects.all():
        authenticator.data = changed(authenticator.data, change)
        authenticator.save(update_fields=["data"])


def seal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Seal what stands readable."""
    _all(apps, editor, seal)


def unseal_all(apps: StateApps, editor: BaseDatabaseSchemaEditor) -> None:
    """Let an older Javon read it again."""
    _all(apps, editor, unseal)


class Migration(migrations.Migration):
    """Seals what is there; new ones come sealed."""

    dependencies = [("people", "0001_initial"), ("mfa", "0003_authenticator_type_uniq")]
    operations = [migrations.RunPython(seal_all, unseal_all)]
