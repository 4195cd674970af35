"""Judge: what was seen in a file, held against what a printer asks for."""

from collections.abc import Iterator

from octavo.findings import Finding, Severity, in_order
from octavo.inspect.codes import LOOSE_FONT, ODD_PAGES
from octavo.preflight import codes
from octavo.preflight.asked import Asked
from octavo.preflight.facts import Facts, Seen
from octavo.preflight.pages import judge_pages


def judge(facts: Facts, asked: Asked) -> tuple[Finding, ...]:
    """All that a printer would complain of."""
    if facts.fault:
        return (asked.say(codes.UNREAD, facts.fault),)
    found = [*_file(facts, asked), *_standard(facts, asked), *judge_pages(facts, asked)]
    for seen in facts.seen:
        found += _judged(seen, asked)
    return in_order(found)


def _file(facts: Facts, asked: Asked) -> Iterator[Finding]:
    profile = asked.profile
    if facts.damage:
        yield asked.say(codes.UNREAD, f"the file is damaged ({facts.damage})")
    if facts.encrypted:
        yield asked.say(codes.FORBIDDEN, "the file is encrypted", "encryption")
    if facts.unfinished:
        yield asked.say(codes.TRUNCATED, facts.unfinished)
    if _version(facts.version) > _version(profile.version):
        newest = f"{profile.title} takes {profile.version} at most"
        yield asked.say(codes.VERSION, f"the file is PDF {facts.version}, and {newest}", facts.version)
    count, (fewest, most) = len(facts.leaves), profile.pages
    if not facts.unfinished and not fewest <= count <= most:
        message = f"the book has {count} pages, and {profile.title} binds {fewest} to {most}"
        yield asked.say(codes.COUNT, message)
    if profile.odd and count % 2 and not facts.unfinished:
        yield asked.say(ODD_PAGES, f"the book has {count} pages, an odd number", "", profile.odd)
    if facts.size > profile.megabytes * 1024 * 1024:
        megabytes = facts.size // (1024 * 1024)
        yield asked.say(codes.TOO_LARGE, f"the file has {megabytes} MB, and {profile.megabytes} are taken")
    for thing in facts.forbidden:
        yield asked.say(codes.FORBIDDEN, f"the file has {thing}", thing)
    if facts.outline and profile.outline:
        yield asked.say(codes.OUTLINED, "the file has bookmarks", "", profile.outline)


def _version(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(".") if part.isdigit())


def _standard(facts: Facts, asked: Asked) -> Iterator[Finding]:
    """What a file for the press must say of itself."""
    profile, info = asked.profile, dict(facts.info)
    weight = profile.standard
    if weight is None:
        return
    said = info.get("GTS_PDFXVersion", "")
    if said not in profile.standards and not set(facts.claims) & set(profile.standards):
        claimed = f"says that it is {said}" if said else "does not say that it is PDF/X"
        wanted = " or ".join(profile.standards)
        yield asked.say(codes.NO_KEY, f"the file {claimed}; {profile.title} wants {wanted}", "GTS_PDFXVersion", weight)
    if profile.name == "x1a" and info.get("GTS_PDFXConformance") != "PDF/X-1a:2001":
        yield asked.say(codes.NO_KEY, "the file does not say GTS_PDFXConformance", "GTS_PDFXConformance", weight)
    for key in ("Title", "CreationDate", "ModDate"):
        if key not in info:
            yield asked.say(codes.NO_KEY, f"the file says no {key}", key, weight)
    if info.get("Trapped") not in ("/True", "/False"):
        yield asked.say(codes.NO_KEY, "the file does not say whether it is trapped", "Trapped", weight)
    if not facts.identified:
        yield asked.say(codes.NO_KEY, "the file has no /ID", "ID", weight)
    pressed = [intent for intent in facts.intents if intent[0] == "GTS_PDFX"]
    if len(pressed) != 1:
        count = "more than one output intent" if pressed else "no output intent"
        yield asked.say(codes.NO_INTENT, f"the file has {count} for PDF/X", "", weight)
    elif profile.profiled and not pressed[0][2]:
        yield asked.say(codes.NO_INTENT, "the output intent has no profile in it", "profile", weight)
    elif profile.profiled and pressed[0][3] not in ("CMYK", "GRAY", "RGB"):
        yield asked.say(codes.NO_INTENT, "the profile of the output intent is broken", "profile", weight)


def _judged(seen: Seen, asked: Asked) -> Iterator[Finding]:
    """One thing on the pages."""
    profile = asked.profile
    where, what = _where(seen), seen.detail
    weights = {"rgb": profile.rgb, "independent": profile.independent, "transparency": profile.transparency,
               "note": profile.notes}  # fmt: skip
    weight = weights.get(seen.kind, Severity.ERROR)
    if weight is None:
        return
    match seen.kind:
        case "rgb":
            yield asked.say(codes.RGB, f"{where}: {what} in red, green and blue", what, weight)
        case "independent":
            yield asked.say(codes.INDEPENDENT, f"{where}: {what}", what, weight)
        case "transparency":
            yield asked.say(codes.TRANSPARENT, f"{where}: {what}", what, weight)
        case "note":
            yield asked.say(codes.NOTE, f"{where}: an annotation of the kind {what}", what, weight)
        case "forbidden":
            yield asked.say(codes.FORBIDDEN, f"{where}: {what}", what)
        case "inked" | "spot" if asked.black:
            yield asked.say(codes.INKED, f"{where}: {what} in other inks than black", what)
        case "loose-font":
            yield asked.say(LOOSE_FONT, f"{where}: the font {what} is not in the file", what)
        case "whole-font":
            yield asked.say(codes.WHOLE_FONT, f"{where}: the font {what} is embedded whole", what)
        case "image" | "bilevel":
            wanted = profile.ppi * (2 if seen.kind == "bilevel" else 1)
            if seen.value < wanted - 1:
                size = f"{what} ({seen.size[0]} × {seen.size[1]})"
                message = f"{where}: the {size} has {seen.value:.0f} pixels an inch, and {wanted} are wanted"
                yield asked.say(codes.COARSE, message, what)
        case "ink" if seen.value > profile.ink + 0.02:
            message = f"{where}: {what} of {seen.value:.0%} ink, and {profile.ink:.0%} is the most"
            yield asked.say(codes.TOO_MUCH_INK, message, what)
        case "hairline":
            yield asked.say(codes.HAIRLINE, f"{where}: a {what} of {seen.value:.2f} points", what)


def _where(seen: Seen) -> str:
    return f"page {seen.page}" if seen.pages == 1 else f"{seen.pages} pages, the first is {seen.page}"
