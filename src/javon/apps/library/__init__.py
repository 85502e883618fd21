"""The electronic library: search, reader, IIIF."""
