"""What goes wrong while an edition is made."""


class MakeError(Exception):
    """An edition that cannot be made, or that came out otherwise than it was given: the file, and what is wrong."""

    def __init__(self, file: str, message: str) -> None:
        super().__init__(f"{file}: {message}")
        self.file = file
        self.message = message
