"""Pure Python rooms: no Django, no settings, no database rows."""
