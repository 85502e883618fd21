"""Views of the people app."""
