"""Inspect: finished files are read back as a stranger would read them, and compared with what had to be in them."""
