"""Preflight: any PDF is read as a printer would read it, whoever made it."""
