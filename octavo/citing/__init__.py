"""Citing: what the house adds to a citation style, first to the sources and the style, then to what it printed."""
