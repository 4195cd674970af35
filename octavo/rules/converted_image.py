"""An image was converted to a form that every edition can show.

## Why it matters
Lines and type in it become pixels; a drawing in SVG would stay sharp.

## Bad
```markdown
# One

![A map](scan.bmp){alt="The coast."}
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

CODE = "F003"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """An image was converted to a form that every edition can show."""
    made = {picture.path: picture.converted for picture in survey.beside.pictures if picture.converted}
    for use in survey.images:
        if use.path in made:
            yield (
                use.place,
                f"the image `{use.address}` was converted: {made[use.path]}",
                "supply SVG for drawings, PNG or JPEG for photographs",
                (),
                use.address,
            )
