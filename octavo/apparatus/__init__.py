"""Apparatus: the chapters that the house makes of what stands all over a book, and the ways into its glossary."""
