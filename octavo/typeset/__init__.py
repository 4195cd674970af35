"""Typeset: a composed sheet becomes pages."""
