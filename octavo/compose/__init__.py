"""Compose: the resolved book and an edition become XHTML, one sheet a chapter, through the templates."""
