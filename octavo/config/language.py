"""BCP 47: whether a language tag is valid, and what was probably meant. The one door to langcodes."""

from octavo.config.codes import BAD_LANGUAGE_TAG
from octavo.config.fault import Fault, did_you_mean

# What people write instead of a tag.
NAMES = {
    "arabic": "ar",
    "catalan": "ca",
    "chinese": "zh",
    "croatian": "hr",
    "czech": "cs",
    "danish": "da",
    "dutch": "nl",
    "english": "en",
    "american": "en-US",
    "british": "en-GB",
    "finnish": "fi",
    "french": "fr",
    "german": "de",
    "greek": "el",
    "hebrew": "he",
    "hungarian": "hu",
    "italian": "it",
    "japanese": "ja",
    "korean": "ko",
    "latin": "la",
    "norwegian": "nb",
    "persian": "fa",
    "polish": "pl",
    "portuguese": "pt",
    "romanian": "ro",
    "russian": "ru",
    "serbian": "sr",
    "spanish": "es",
    "swedish": "sv",
    "turkish": "tr",
    "ukrainian": "uk",
}


def language_tag(text: str) -> str | Fault:
    """A language tag in its usual capitals (en-GB), or why it is none."""
    from langcodes import Language, tag_is_valid
    from langcodes.tag_parser import LanguageTagError

    message = f"`{text}` is no language tag"
    by_name = NAMES.get(text.casefold())
    if by_name:
        return Fault(BAD_LANGUAGE_TAG, message, f"did you mean `{by_name}`?", by_name)
    if len(text) > 60 or not text.isascii() or not tag_is_valid(text):
        hint = did_you_mean(text, NAMES) and f"did you mean `{_named(text)}`?"
        return Fault(BAD_LANGUAGE_TAG, message, hint or "a tag names a language, and a country if need be: en, en-GB")
    try:
        given, usual = Language.get(text, normalize=False), Language.get(text)
    except LanguageTagError:
        return Fault(BAD_LANGUAGE_TAG, message)
    if "_" in text or (given.language, given.territory) != (usual.language, usual.territory):
        return Fault(BAD_LANGUAGE_TAG, message, f"did you mean `{usual.to_tag()}`?", usual.to_tag())
    return given.to_tag()


def _named(text: str) -> str:
    """The tag of the language whose English name is nearest to the text."""
    hint = did_you_mean(text, NAMES)
    return NAMES[hint.split("`")[1]]
