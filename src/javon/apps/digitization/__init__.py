"""Objects, pages, processing, quality control and packages."""
