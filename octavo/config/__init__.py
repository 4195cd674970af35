"""The room of the configuration: book.toml is read, checked and explained here."""

from octavo.config.read import read_config

__all__ = ["read_config"]
