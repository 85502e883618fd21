"""Pages of the work: objects, intake, quality control."""
