"""What every app stands on: a closed list."""
