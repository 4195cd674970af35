"""The room of live links: which addresses a book has, what servers say of them, and the file that keeps it."""
