"""Layout, components, template tags and static files shared by every page."""
