"""Rows that come back under the number they had."""

from __future__ import annotations

from django.core.management.color import no_style
from django.db import connection, models


def number_taken(model: type[models.Model]) -> None:
    """Let the next new row of this model get a number of its own after rows were written with given numbers.

    SQLite sees to it by itself; PostgreSQL counts apart from the rows.
    """
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(statement)
