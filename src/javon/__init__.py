"""Javon: the work of a library's ICT and digitization service in one program."""

__version__ = "0.1.0"
