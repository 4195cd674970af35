"""The words of a reference in the language of the cited item: "под ред.", "hrsg. von", "éd.".

Quotation marks and dates stay the book's: a page in English sets a Russian title in English quotation marks.
"""

import re

from octavo.citing.sources import base
from octavo.citing.wants import ORIGINAL, Wants
from octavo.romanise import romanised

# CSL's term and form, and the words for one and for several, by language.
_TERMS = {
    "ru": "editor short ред. ред.|editor verb-short под_ред.|editor verb под_редакцией|translator verb-short пер.|"
    "translator verb перевод|translator short пер. пер.|volume short т. т.|page short с. с.|edition short изд. изд.|"
    "issue short № №|in long в|and long и|et-al long и_др.|chapter short гл. гл.|number short № №",
    "uk": "editor short ред. ред.|editor verb-short за_ред.|editor verb за_редакцією|translator verb-short пер.|"
    "translator verb переклад|translator short пер. пер.|volume short т. т.|page short с. с.|edition short вид. вид.|"
    "issue short № №|in long у|and long і|et-al long та_ін.|chapter short розд. розд.|number short № №",
    "de": "editor short Hrsg. Hrsg.|editor verb-short hrsg._von|editor verb herausgegeben_von|translator verb-short "
    "übers._von|translator verb übersetzt_von|translator short Übers. Übers.|volume short Bd. Bde.|page short S. S.|"
    "edition short Aufl. Aufl.|issue short Nr. Nr.|in long in|and long und|et-al long u. a.|chapter short Kap. Kap.|"
    "number short Nr. Nrn.",
    "fr": "editor short éd. éds|editor verb-short éd._par|editor verb édité_par|translator verb-short trad. par|"
    "translator verb traduit_par|translator short trad. trad.|volume short vol. vol.|page short p. p.|edition short "
    "éd. éd.|issue short nᵒ nᵒˢ|in long dans|and long et|et-al long et_al.|chapter short chap. chap.|number "
    "short nᵒ nᵒˢ",
    "es": "editor short ed. eds.|editor verb-short ed._por|editor verb editado_por|translator verb-short trad._por|"
    "translator verb traducido_por|translator short trad. trads.|volume short vol. vols.|page short p. pp.|"
    "edition short ed. eds.|issue short n.º n.ºs|in long en|and long y|et-al long et_al.|chapter short cap. caps.",
    "it": "editor short cur. curr.|editor verb-short a_cura_di|editor verb a_cura_di|translator verb-short trad._di|"
    "translator verb tradotto_da|translator short trad. tradd.|volume short vol. voll.|page short p. pp.|"
    "edition short ed. edd.|issue short n. nn.|in long in|and long e|et-al long et_al.|chapter short cap. capp.",
}
LANGUAGES = tuple(_TERMS)
_OWN_TERM = re.compile(r"<term\b([^>]*?)(?:/>|>(.*?)</term>)", re.S)


def with_terms(style: str, language: str, wants: Wants) -> str:
    """A style that has these terms in one language, whatever the language of the book; romanised where the book is."""
    words = _TERMS[language]
    if wants.scripts != ORIGINAL:
        words = romanised(words, language, wants.scheme)
    rows = [row.split(" ", 2) for row in words.split("|")]
    wanted = {(name, form) for name, form, _ in rows}

    def own(match: re.Match[str]) -> str:
        said = dict(re.findall(r"\b(name|form)=[\"']([^\"']*)[\"']", match[1]))
        return "" if (said.get("name"), said.get("form", "long")) in wanted else match[0]

    terms = "".join(_term(name, form, words.split(" ")) for name, form, words in rows)
    locale = f'<locale xml:lang="{base(wants.language)}"><terms>{terms}</terms></locale>'
    return _OWN_TERM.sub(own, style).replace("</info>", f"</info>{locale}", 1)


def _term(name: str, form: str, words: list[str]) -> str:
    said = [word.replace("_", " ") for word in words]
    shape = "" if form == "long" else f' form="{form}"'
    inner = f"<single>{said[0]}</single><multiple>{said[-1]}</multiple>" if form == "short" else " ".join(said)
    return f'<term name="{name}"{shape}>{inner}</term>'
