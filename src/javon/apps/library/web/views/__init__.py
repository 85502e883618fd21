"""Views of the library app: a query, then a template."""
