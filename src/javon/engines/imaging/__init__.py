"""Split, deskew, dewarp, crop, clean, binarize; derivatives."""
