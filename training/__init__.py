"""How the project's own models of Tesseract are taught: `./javon train NAME`; see docs/developer/training.md."""
