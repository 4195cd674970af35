"""An image file is not in the book's folder.

## Why it matters
The figure would be empty.

## Bad
```markdown
# One

![A map](maps.svg){alt="The coast."}
```

## Good
```markdown
# One

![A map](map.svg){alt="The coast."}
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F001"
SEVERITY = Severity.ERROR


def check(survey: Survey) -> Iterator[Report]:
    """An image file is not in the book's folder."""
    for use in survey.images:
        if use.path:
            continue
        if use.address.startswith(("http:", "https:", "//", "data:")):
            yield (
                use.place,
                f"the image `{use.address}` is not in the book",
                "save it in the book's folder: a build never uses the network",
                (),
                use.address,
            )
        else:
            yield (
                use.place,
                f"the image `{use.address}` is not in the book's folder",
                "name its path from the book's folder, or list its folder in `resources`",
                (),
                use.address,
            )
