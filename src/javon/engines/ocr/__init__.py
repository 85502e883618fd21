"""The recognizer protocol, Tesseract behind it, layout, script routing."""
