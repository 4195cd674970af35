"""Running heads over the notes at the back of a book: to which of its pages those of each page belong."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from octavo.bind.plan import Plan

_NOTE, _CALL = "fn-", "fnref-"


def with_note_heads(plan: Plan, sheets: Collection[str], one: str, several: str) -> Plan:
    """The plan with such heads on the pages of these sheets: ``one`` and ``several`` say it of a page and of pages."""
    if not sheets:
        return plan
    calls = {anchor.partition("#")[2]: index for anchor, index in plan.map.anchors}
    belonging: dict[int, list[int]] = defaultdict(list)
    for anchor, index in plan.map.anchors:
        sheet, _, name = anchor.partition("#")
        call = calls.get(f"{_CALL}{name.removeprefix(_NOTE)}") if name.startswith(_NOTE) else None
        if sheet in sheets and call is not None:
            belonging[index].append(call)
    pages = list(plan.pages)
    known: list[int] = []
    for index, page in enumerate(pages):
        # A page that one long note fills belongs to where its last note before was called.
        known = belonging.get(index) or known[-1:]
        if page.sheet in sheets and page.stamp.kind == "plain" and known:
            first, last = (plan.pages[at].folio for at in (min(known), max(known)))
            head = one.format(first) if first == last else several.format(f"{first}–{last}")
            pages[index] = replace(page, stamp=replace(page.stamp, head=head))
    return replace(plan, pages=tuple(pages))
