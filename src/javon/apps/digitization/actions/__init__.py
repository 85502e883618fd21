"""Changes of digital objects and their pages."""
