"""A reminder of the author's or editor's was left in the text.

## Why it matters
It would be printed.

## Bad
```markdown
# One

The tower was built in [TK], by monks [citation needed].
```

## Good
```markdown
# One

The tower was built in 1902, by monks.
```
"""

import re
from collections.abc import Iterator

from octavo.findings import Severity
from octavo.rules.report import Report
from octavo.rules.scope import PROSE
from octavo.survey import Survey

CODE = "T015"
SEVERITY = Severity.WARNING
SCOPE = PROSE
# Each begins with one of few letters, so that the search runs from one of them to the next.
_REMINDER = re.compile(
    r"[TFX?\[](?:" + "|".join((
        r"(?<=T)(?:(?<![\w/.-]T)ODO(?=[ ]?:|\()|(?<=[\[(]T)(?:ODO|BD|BC)(?=[\]):, ])"
        r"|(?<=[\[(]T)K(?=[\])])|(?<=\[T)K(?=[: ])"
        r"|(?<!\wT)KTK\w*)",
        r"(?<=F)(?:(?<![\w/.-]F)IXME(?=[ ]?:|\()|(?<=[\[(]F)IXME(?=[\]):, ]))",
        r"(?<=X)(?:(?<=[\[(]X)XX+(?=[\]):, ])|(?<![\w.-]X)XX(?=:))",
        r"(?<=\?)(?:(?<=[(\[]\?)\?+(?=[)\]])|(?<=(?:pp|ee|ch|ig)\. \?)\?+|(?<= p\. \?)\?+)",
        r"(?<=\[)(?:citation|reference|source|page|clarification|quotation|page number)s? needed\]",
        r"(?<=\[)(?:insert|add|cite|put)[^\[\]\n]{0,40} here\]",
        r"(?<=\[)(?:(?:REF|CITE|REFERENCE|CITATION|SOURCE)\??|(?:ref|cite|citation|source|check|page|date|year)\?+)\]",
        r"(?<=\[)(?:нужн[аы][^\[\]\n]{0,20}|Beleg fehlt|Quelle fehlt|à compléter|réf(?:érence|\.) nécessaire|来源请求"
        r"|待补)\]",
    )) + ")"
)  # fmt: skip
_DUMMY = re.compile(r"[Ll]orem ipsum dolor")


def check(survey: Survey) -> Iterator[Report]:
    """A reminder of the author's or editor's was left in the text."""
    for prose in survey.prose:
        for match, place in prose.find(_REMINDER):
            if not _quoted(prose.plain, match):
                said = match.group()
                yield place, f"the reminder `{said}` is left in the text", "do it, and take it out", (), said
        for match, place in prose.find(_DUMMY) if "orem ipsum dolor" in prose.plain else ():
            yield place, f"the dummy text `{match.group()}` is left", "write what belongs here", (), match.group()


def _quoted(plain: str, match: re.Match[str]) -> bool:
    """True for a mark that is spoken of: it stands in quotation marks."""
    return plain[match.start() - 1 : match.start()] in tuple("“\"'‘«„") and match.start() > 0
