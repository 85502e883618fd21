"""How the project's own models of Tesseract are taught; `./javon train NAME` runs it.  See docs/developer/training.md."""
