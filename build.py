"""Build the book: `build.py` is `octavo` by another name."""

import sys

from octavo.cli import main

if __name__ == "__main__":
    sys.exit(main())
