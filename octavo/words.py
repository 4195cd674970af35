"""The house's own words, language by language."""

from octavo.compose.views import Words

_ENGLISH = Words(
    contents="Contents", figures="Figures", tables="Tables", notes="Notes", note="note", back_to_text="Back to text",
    bibliography="Bibliography", index="Index", see="see", see_also="see also", part="Part", chapter="Chapter",
    appendix="Appendix", figure="Figure", table="Table", section="section", equation="equation", listing="Listing",
    page="p.", previous="Previous", next="Next", skip="Skip to the text", home="Home", cover="Cover",
    copyright="Copyright", title_page="Title page", by="by", edited_by="Edited by", translated_by="Translated by",
    all_rights="All rights reserved.", downloads="Other editions", draft="Draft", open_quote="“", close_quote="”",
    open_inner="‘", close_inner="’", range_and="and",
    continued="continued", cited="Cited",
    abbreviations="Abbreviations", contributors="Contributors", credits="Credits",
    abstract="Abstract", notes_to_page="Notes to page {}", notes_to_pages="Notes to pages {}", proof_of="Proof of {}",
    cip="[Cataloging-in-Publication data: not yet given]",
)  # fmt: skip
_RUSSIAN = Words(
    contents="Содержание", figures="Рисунки", tables="Таблицы", notes="Примечания", note="примечание",
    back_to_text="Назад к тексту", bibliography="Библиография", index="Указатель", see="см.", see_also="см. также",
    part="Часть", chapter="Глава", appendix="Приложение", figure="Рисунок", table="Таблица", section="раздел",
    equation="формула", listing="Листинг", page="с.", previous="Назад", next="Далее", skip="К тексту",
    home="Начало", cover="Обложка", copyright="Выходные данные", title_page="Титульный лист", by="",
    edited_by="Под редакцией", translated_by="Перевод", all_rights="Все права защищены.", downloads="Другие издания",
    draft="Черновик", open_quote="«", close_quote="»", open_inner="„", close_inner="“", range_and="и",
    continued="продолжение", cited="Цитируется",
    abbreviations="Сокращения", contributors="Об авторах", credits="Источники иллюстраций",
    abstract="Аннотация", notes_to_page="Примечания к с. {}", notes_to_pages="Примечания к с. {}",
    proof_of="Корректура {}", cip="[Библиографическая запись: ещё не дана]",
)  # fmt: skip
_FRENCH = Words(
    contents="Table des matières", figures="Figures", tables="Tableaux", notes="Notes", note="note",
    back_to_text="Retour au texte", bibliography="Bibliographie", index="Index", see="voir", see_also="voir aussi",
    part="Partie", chapter="Chapitre", appendix="Annexe", figure="Figure", table="Tableau", section="section",
    equation="équation", listing="Code", page="p.", previous="Précédent", next="Suivant", skip="Aller au texte",
    home="Accueil", cover="Couverture", copyright="Mentions légales", title_page="Page de titre", by="par",
    edited_by="Sous la direction de", translated_by="Traduit par", all_rights="Tous droits réservés.",
    downloads="Autres éditions", draft="Épreuve", open_quote="«\u202f", close_quote="\u202f»", open_inner="“",
    close_inner="”", range_and="et",
    continued="suite", cited="Cité",
    abbreviations="Abréviations", contributors="Les auteurs", credits="Crédits", abstract="Résumé",
    notes_to_page="Notes de la page {}", notes_to_pages="Notes des pages {}", proof_of="Épreuve du {}",
    cip="[Notice de catalogage avant publication\u00a0: à venir]",
)  # fmt: skip
_GERMAN = Words(
    contents="Inhalt", figures="Abbildungen", tables="Tabellen", notes="Anmerkungen", note="Anmerkung",
    back_to_text="Zurück zum Text", bibliography="Literaturverzeichnis", index="Register", see="siehe",
    see_also="siehe auch", part="Teil", chapter="Kapitel", appendix="Anhang", figure="Abbildung", table="Tabelle",
    section="Abschnitt", equation="Gleichung", listing="Listing", page="S.", previous="Zurück", next="Weiter",
    skip="Zum Text", home="Start", cover="Umschlag", copyright="Impressum", title_page="Titelblatt", by="von",
    edited_by="Herausgegeben von", translated_by="Übersetzt von", all_rights="Alle Rechte vorbehalten.",
    downloads="Weitere Ausgaben", draft="Entwurf", open_quote="„", close_quote="“", open_inner="‚", close_inner="‘",
    range_and="und",
    continued="Fortsetzung", cited="Zitiert",
    abbreviations="Abkürzungen", contributors="Die Beteiligten", credits="Bildnachweis",
    abstract="Zusammenfassung", notes_to_page="Anmerkungen zu Seite {}", notes_to_pages="Anmerkungen zu den Seiten {}",
    proof_of="Korrekturabzug vom {}", cip="[CIP-Einheitsaufnahme: noch nicht erteilt]",
)  # fmt: skip
_CHINESE = Words(
    contents="目录", figures="插图", tables="表格", notes="注释", note="注", back_to_text="返回正文",
    bibliography="参考文献", index="索引", see="见", see_also="另见", part="部分", chapter="章", appendix="附录",
    figure="图", table="表", section="节", equation="式", listing="代码", page="页", previous="上一章", next="下一章",
    skip="跳到正文", home="首页", cover="封面", copyright="版权", title_page="书名页", by="", edited_by="编者",
    translated_by="译者", all_rights="版权所有。", downloads="其他版本", draft="草稿", open_quote="“",
    close_quote="”", open_inner="‘", close_inner="’", range_and="和",
    continued="续", cited="引用",
    abbreviations="缩略语", contributors="作者简介", credits="图片来源", abstract="摘要",
    notes_to_page="第{}页注释", notes_to_pages="第{}页注释", proof_of="校样 {}",
    cip="[图书在版编目（CIP）数据：待补]",
)  # fmt: skip
_TABLE = {"en": _ENGLISH, "ru": _RUSSIAN, "fr": _FRENCH, "de": _GERMAN, "zh": _CHINESE}


def words(language: str) -> Words:
    """The words of a language; English where the house does not speak it."""
    return _TABLE.get(language.split("-")[0].lower(), _ENGLISH)


def numbered(language: str, word: str, number: str) -> str:
    """A word with its number: "figure 1.1"; in Chinese "图1.1", and "第1章" where the word counts."""
    if not language.lower().startswith("zh"):
        return f"{word}\u00a0{number}"
    return f"第{number}{word}" if word in ("章", "节", "部分", "页") else f"{word}{number}"


_BIBLIOGRAPHY = {
    "en": {"treaties": "Treaties and agreements", "laws": "Laws and proceedings", "documents": "Official documents",
           "speeches": "Speeches and statements", "archives": "Archives", "interviews": "Interviews and letters",
           "news": "News, broadcasts and the web", "reports": "Reports", "books": "Books and articles",
           "primary": "Primary sources", "secondary": "Secondary sources"},
    "ru": {"treaties": "Договоры и соглашения", "laws": "Законодательство", "documents": "Официальные документы",
           "speeches": "Выступления и заявления", "archives": "Архивы", "interviews": "Интервью и письма",
           "news": "Пресса, радио, телевидение, интернет", "reports": "Доклады", "books": "Книги и статьи",
           "primary": "Источники", "secondary": "Литература"},
    "fr": {"treaties": "Traités et accords", "laws": "Lois et débats", "documents": "Documents officiels",
           "speeches": "Discours et déclarations", "archives": "Archives", "interviews": "Entretiens et lettres",
           "news": "Presse, radio, télévision, web", "reports": "Rapports", "books": "Livres et articles",
           "primary": "Sources", "secondary": "Bibliographie"},
    "de": {"treaties": "Verträge und Abkommen", "laws": "Gesetze und Verhandlungen", "documents": "Amtliche Dokumente",
           "speeches": "Reden und Erklärungen", "archives": "Archive", "interviews": "Interviews und Briefe",
           "news": "Presse, Rundfunk, Internet", "reports": "Berichte", "books": "Bücher und Aufsätze",
           "primary": "Quellen", "secondary": "Literatur"},
    "zh": {"treaties": "条约与协定", "laws": "法律文件", "documents": "官方文件", "speeches": "讲话与声明",
           "archives": "档案", "interviews": "访谈与书信", "news": "新闻、广播与网络", "reports": "报告",
           "books": "图书与论文", "primary": "一手资料", "secondary": "二手资料"},
}  # fmt: skip


def bibliography_titles(language: str) -> dict[str, str]:
    """The headings of the ready-made sections of a bibliography."""
    return _BIBLIOGRAPHY.get(language.split("-")[0].lower(), _BIBLIOGRAPHY["en"])
