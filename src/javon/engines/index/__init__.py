"""The full-text index behind one small interface."""
