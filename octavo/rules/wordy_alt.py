"""An image's description is too long, or begins with what is said anyway.

## Why it matters
A screen reader says "image" by itself, and cannot pause or go back in a description, which a long text needs.

## Bad
```markdown
# One

![A map](map.svg){alt="Image of a bay with three lights."}
```

## Good
```markdown
# One

![A map](map.svg){alt="A bay with three lights on its northern shore."}
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "F008"
SEVERITY = Severity.STYLE
_MOST = 500
_SAID = re.compile(
    r"(?:an? |the |une |eine? )?(?:image|picture|photo(?:graph)?|graphic|figure|bild|abbildung"
    r"|изображение|рисунок|фото(?:графия)?)(?: (?:of|showing|that shows|shows|de|du|des|von|которое|with)\b|:)",
    re.I,
)
_FILE = re.compile(r"[\w./-]+\.(?:png|jpe?g|svg|gif|webp|pdf|tiff?)\Z", re.I)


def check(survey: Survey) -> Iterator[Report]:
    """An image's description is too long, or begins with what is said anyway."""
    for use in survey.images:
        said = _SAID.match(use.alt)
        if said:
            message = f"the description of `{use.address}` begins with “{said.group()}”"
            yield use.place, message, "begin with what is to be seen", (), use.address
        elif _FILE.match(use.alt):
            message = f"the description of `{use.address}` is the name of a file"
            yield use.place, message, "say what is to be seen", (), use.address
        elif len(use.alt) > _MOST and use.alt != use.caption:
            message = f"the description of `{use.address}` has {len(use.alt)} letters"
            hint = "say it in a sentence or two, and the rest in `::: {.long-description for=…}`"
            yield use.place, message, hint, (), use.address
