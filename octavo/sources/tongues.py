"""The language of a title, where its letters or its smallest words betray it."""

import re

_SCRIPTS = (
    ("Cyrillic", "\u0400", "\u052f"), ("Greek", "\u0370", "\u03ff"), ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u06ff"), ("Chinese or Japanese", "\u3040", "\u9fff"), ("Korean", "\uac00", "\ud7af"),
    ("Armenian", "\u0530", "\u058f"), ("Georgian", "\u10a0", "\u10ff"), ("Indic", "\u0900", "\u0dff"),
)  # fmt: skip
# Words that a title of some length can hardly do without, and that are of one language alone among these.
_WORDS = {
    ("German", "de"): "der die das und für von zur zum im des dem den eine einer eines über ihre aus mit nach zwischen",
    ("French", "fr"): "le les des du et une aux sur dans dans leur leurs ses entre l la au",
    ("Spanish", "es"): "el los las del y una por para con su sus entre la",
    ("Italian", "it"): "il gli della delle dei degli e nella nel una dal dalla alla per di",
    ("Russian in Latin letters", "ru"): "v i na o iz dlia dlya ot po k ob istorii istoriia istoriya voprosy rossii",
}
_ENGLISH = frozenset("the of and in on for to with from a an by at as its is are how what why".split())
_RUSSIAN_ENDS = re.compile(
    r"[a-z]{3,}(?:skii|skiy|skij|skogo|skoi|skoy|skaia|skaya|ogo|ykh|ymi|iia|iya|enie|eniia|eniya|aniia|aniya|ost|osti|"
    r"stvo|stva|oborony|noi|noy)"
)


def tongue(title: str) -> tuple[str, str]:
    """What a title is said to be and its code ("und" for a script alone); ("", "") where nothing tells."""
    letters = [letter for letter in title if letter.isalpha()]
    for name, first, last in _SCRIPTS if not title.isascii() else ():
        if sum(first <= letter <= last for letter in letters) * 2 > len(letters) > 4:
            return f"in {name} letters", "und"
    words = re.findall(r"[^\W\d_]+", title.lower())
    if len(words) < 4 or _ENGLISH & set(words):
        return "", ""
    for (name, code), known in _WORDS.items():
        found = [word for word in words if word in known.split()]
        enough = len(set(found)) >= 2
        if code == "ru":
            enough = bool(found) and sum(_RUSSIAN_ENDS.fullmatch(word) is not None for word in words) >= 2
        if enough:
            return name, code
    return "", ""
