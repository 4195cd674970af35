"""Octavo turns one Markdown manuscript and its bibliography into every edition of a book."""

__version__ = "0.1.0"
