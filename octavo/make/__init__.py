"""Make: composed sheets become the bytes of an EPUB or of a web edition. Nothing here asks disk or clock."""
