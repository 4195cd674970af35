"""Bind: formes become a book."""
