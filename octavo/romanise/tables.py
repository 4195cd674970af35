"""Tables of romanisation, as data: a letter of the alphabet and what stands for it, scheme by scheme.

ALA-LC: the Library of Congress's romanization tables (Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian),
without the ligature ties, which Chicago leaves out. BGN/PCGN: the agreements on Russian (1947), Belarusian (1979),
Bulgarian (2013), Ukrainian (2019), Serbian (2005) and Macedonian (2013). ISO 9:1995, one table for all languages.

A key may be longer than a letter. "^" before it: at the beginning of a word; "*": there, and behind a vowel, й, ъ and
ь; "$" behind it: at the end of a word.
"""

ALA_LC, BGN_PCGN, ISO_9, NONE = "ala-lc", "bgn-pcgn", "iso-9", "none"
SCHEMES = (ALA_LC, BGN_PCGN, ISO_9, NONE)


def _table(text: str) -> dict[str, str]:
    """A table from its words: "ж=zh"; "ь=" for a letter that nothing stands for."""
    return dict(pair.split("=", 1) for pair in text.split())


_COMMON = "а=a б=b в=v д=d з=z к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f"
_OLD = "і=ī ѣ=ie ѳ=ḟ ѵ=ẏ"
_GAJ = (
    "а=a б=b в=v г=g д=d ђ=đ е=e ж=ž з=z и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ћ=ć у=u ф=f х=h ц=c "
    "ч=č џ=dž ш=š"
)
_MACEDONIAN = (
    "а=a б=b в=v г=g д=d ѓ=ǵ е=e ж=ž з=z ѕ=dz и=i ј=j к=k л=l љ=lj м=m н=n њ=nj о=o п=p р=r с=s т=t ќ=ḱ у=u ф=f "
    "х=h ц=c ч=č џ=dž ш=š"
)
_ISO = _table(
    "а=a б=b в=v г=g ґ=g̀ д=d ђ=đ ѓ=ǵ е=e ё=ë є=ê ж=ž з=z ѕ=ẑ и=i і=ì ї=ï й=j ј=ǰ к=k ќ=ḱ л=l љ=l̂ м=m н=n њ=n̂ о=o "
    "п=p р=r с=s т=t ћ=ć у=u ў=ŭ ф=f х=h ц=c ч=č џ=d̂ ш=š щ=ŝ ъ=ʺ ы=y ь=ʹ э=è ю=û я=â ѣ=ě ѳ=f̀ ѵ=ỳ ѫ=ǎ ’=ʼ"
)
LANGUAGES = ("ru", "uk", "be", "bg", "sr", "mk")
TABLES: dict[str, dict[str, dict[str, str]]] = {
    ALA_LC: {
        "ru": _table(f"{_COMMON} {_OLD} г=g е=e ё=ë ж=zh и=i й=ĭ х=kh ц=ts ч=ch ш=sh щ=shch ъ=ʺ ы=y ь=ʹ э=ė ю=iu я=ia"),
        "uk": _table(
            f"{_COMMON} г=h ґ=g е=e є=ie ж=zh и=y і=i ї=ï й=ĭ х=kh ц=ts ч=ch ш=sh щ=shch ь=ʹ ю=iu я=ia ’= ё=ë ъ=ʺ"
        ),
        "be": _table(
            f"{_COMMON} г=h ґ=g е=e ё=io ж=zh і=i й=ĭ ў=ŭ х=kh ц=ts ч=ch ш=sh ы=y ь=ʹ э=ė ю=iu я=ia ’= и=i щ=shch"
        ),
        "bg": _table(f"{_COMMON} г=g е=e ж=zh и=i й=ĭ х=kh ц=ts ч=ch ш=sh щ=sht ъ=ŭ ь=ʹ ю=iu я=ia ѣ=ie ѫ=u̐"),
        "sr": _table(_GAJ),
        "mk": _table(_MACEDONIAN),
    },
    BGN_PCGN: {
        "ru": _table(
            f"{_COMMON} г=g *е=ye е=e *ё=yë ё=ë ж=zh и=i й=y х=kh ц=ts ч=ch ш=sh щ=shch ъ=” ы=y ь=’ э=e ю=yu я=ya"
        ),
        "uk": _table(
            f"{_COMMON} г=h зг=zgh ґ=g е=e ^є=ye є=ie ж=zh и=y і=i ^ї=yi ї=i ^й=y й=i х=kh ц=ts ч=ch ш=sh щ=shch ь= "
            "^ю=yu ю=iu ^я=ya я=ia ’="
        ),
        "be": _table(
            f"{_COMMON} г=h ґ=g е=ye ё=yo ж=zh і=i й=y ў=w х=kh ц=ts ч=ch ш=sh ы=y ь=’ э=e ю=yu я=ya ’=” и=i щ=shch"
        ),
        "bg": _table(f"{_COMMON} г=g е=e ж=zh и=i й=y х=h ц=ts ч=ch ш=sh щ=sht ъ=a ь=y ю=yu я=ya ия$=ia"),
        "sr": _table(_GAJ),
        "mk": _table(_MACEDONIAN),
    },
    ISO_9: dict.fromkeys(LANGUAGES, _ISO),
}
