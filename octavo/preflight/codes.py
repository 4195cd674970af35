"""The faults that a preflight can find: I060 to I089."""

from octavo.findings import Severity
from octavo.inspect.codes import Fault

_ERROR, _WARNING, _STYLE = Severity.ERROR, Severity.WARNING, Severity.STYLE

UNREAD = Fault("I060", "unreadable-press-file", _ERROR, "make the file anew; printers refuse what they cannot open")
RGB = Fault("I061", "rgb-colour", _ERROR, "export with all colours in greys, or in cyan, magenta, yellow and black")
INDEPENDENT = Fault("I062", "profiled-colour", _ERROR, "export without colour profiles in pictures and text")
INKED = Fault("I063", "colour-in-black-book", _ERROR, "convert it to greys, or order a book in colour")
TRANSPARENT = Fault("I064", "transparency", _ERROR, "flatten transparency when the file is exported")
COARSE = Fault(
    "I065", "coarse-print", _WARNING, "put in a picture with more pixels, or print it smaller; do not scale it up"
)
TOO_MUCH_INK = Fault("I066", "too-much-ink", _WARNING, "use lighter colours: so much ink does not dry")
HAIRLINE = Fault("I067", "hairline", _WARNING, "draw lines at least 0.25 points thick: thinner ones break up in print")
NEAR_EDGE = Fault("I068", "text-near-edge", _WARNING, "widen the margin: knives and bindings take their share")
NOTE = Fault("I069", "annotation", _ERROR, "export without links, comments and form fields")
OUTLINED = Fault("I070", "bookmarks-in-print", _WARNING, "export without bookmarks")
VERSION = Fault("I071", "pdf-version", _ERROR, "export as the standard has it")
NO_INTENT = Fault("I072", "output-intent", _ERROR, "name the printing condition when the file is exported")
NO_KEY = Fault("I073", "press-metadata", _ERROR, "export as PDF/X, and give the file a title")
BOXES = Fault("I074", "page-boxes", _ERROR, "export with a trim box, and a bleed box where there is bleed")
SPREAD = Fault("I075", "spread", _ERROR, "export single pages, not pairs of facing pages")
COUNT = Fault("I076", "page-count", _ERROR, "choose another binding or printer, or join or part the book")
TOO_LARGE = Fault("I077", "large-file", _ERROR, "save pictures with no more pixels than print needs")
FORBIDDEN = Fault("I078", "unprintable-feature", _ERROR, "export without layers, attachments, scripts and old filters")
WHOLE_FONT = Fault("I079", "whole-font", _STYLE, "embed only the letters that are used")
UNUSUAL_TRIM = Fault("I080", "unusual-trim", _WARNING, "choose one of the sizes that the printer offers")
TRUNCATED = Fault("I081", "unfinished-preflight", _WARNING, "the rest was not looked at; part the file, and look again")

FAULTS: tuple[Fault, ...] = tuple(value for value in list(globals().values()) if isinstance(value, Fault))
MADE = {
    "I060": "A file for the press cannot be read.",
    "I061": "A page is painted in red, green and blue.",
    "I062": "A page is painted in colours that need a profile.",
    "I063": "A book in black ink has colour in it.",
    "I064": "Something in a file for the press shines through.",
    "I065": "A picture has too few pixels for the size at which it is printed.",
    "I066": "A place gets more ink than dries.",
    "I067": "A line is thinner than presses print it.",
    "I068": "Text stands nearer to the edge than the printer allows.",
    "I069": "A page for the press has a link, a comment or a field.",
    "I070": "A file for the press has bookmarks.",
    "I071": "A file is of a version of PDF that the printer does not take.",
    "I072": "A file does not say for which printing condition it was made.",
    "I073": "A file lacks what its standard wants said of it.",
    "I074": "The boxes of a page do not agree, or are missing.",
    "I075": "A page is two pages side by side.",
    "I076": "A book has fewer or more pages than can be bound.",
    "I077": "A file is larger than the printer takes.",
    "I078": "A file uses something that presses cannot print.",
    "I079": "A font is embedded whole.",
    "I080": "A book has a size that the printer does not offer.",
    "I081": "A file holds more than a preflight looks at.",
}
