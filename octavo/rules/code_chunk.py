"""Code is shown, not run.

## Why it matters
A chunk of R or Python is printed as code; its figures and tables are not made.

## Bad
```markdown
# One

```{r plot, echo=FALSE}
plot(x)
```
```

## Good
```markdown
# One

```r
plot(x)
```
```
"""

from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.survey import Survey

CODE = "U005"
SEVERITY = Severity.WARNING


def check(survey: Survey) -> Iterator[Report]:
    """Code is shown, not run."""
    for remark in survey.noted("code-chunk", "inline-code-chunk"):
        message = f"the code of `{remark.text.strip('`~> ')}` is shown, not run"
        yield remark.place, message, "run it first, and put in its result", (), remark.text
