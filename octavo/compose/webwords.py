"""The words of the web edition's own furniture, in each language that the house speaks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WebWords:
    """What the pages of a web edition say beside the text of the book."""

    read: str
    cite: str
    copy_as: str
    about: str
    this_edition: str
    making: str
    made: str
    type: str
    typeset: str
    accessibility: str
    conformance: str
    buy: str
    newsletter: str
    newsletter_said: str
    email: str
    subscribe: str
    privacy: str
    pdf: str


_ENGLISH = WebWords(
    read="Begin reading", cite="How to cite", copy_as="Save the reference", about="About this edition",
    this_edition="This edition", making="How it was made",
    made="Every edition of this book is made from one manuscript and one bibliography, at the same moment, and read "
    "back before it is published: the same words, notes and references stand in all of them. These pages ask for "
    "nothing from elsewhere, keep no record of their readers, and read without scripts.",
    type="Type",
    typeset="The text is set in STIX Two Text, captions and tables in Source Sans 3, code in Source Code Pro. All "
    "three are free to use under the SIL Open Font License 1.1.",
    accessibility="Accessibility",
    conformance="These pages are made to meet the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA.",
    buy="Get it", newsletter="Newsletter",
    newsletter_said="Hear from the publisher when there is something new. Your address goes to the publisher alone.",
    email="E-mail address", subscribe="Subscribe", privacy="Privacy policy", pdf="This chapter as a PDF",
)  # fmt: skip
_RUSSIAN = WebWords(
    read="Начать чтение", cite="Как цитировать", copy_as="Сохранить ссылку", about="Об этом издании",
    this_edition="Издание", making="Как сделано",
    made="Все издания этой книги сделаны из одной рукописи и одной библиографии, в один и тот же момент, и прочитаны "
    "заново перед публикацией: слова, примечания и ссылки в них одни и те же. Эти страницы ничего не запрашивают со "
    "стороны, не следят за читателем и читаются без скриптов.",
    type="Шрифты",
    typeset="Текст набран гарнитурой STIX Two Text, подписи и таблицы — Source Sans 3, код — Source Code Pro. Все три "
    "свободны: SIL Open Font License 1.1.",
    accessibility="Доступность",
    conformance="Страницы сделаны по Руководству по доступности веб-контента (WCAG) 2.2, уровень AA.",
    buy="Приобрести", newsletter="Рассылка",
    newsletter_said="Новости издательства. Адрес получит только издательство.",
    email="Адрес электронной почты", subscribe="Подписаться", privacy="Политика конфиденциальности",
    pdf="Эта глава в PDF",
)  # fmt: skip
_FRENCH = WebWords(
    read="Commencer la lecture", cite="Comment citer", copy_as="Enregistrer la référence",
    about="À propos de cette édition", this_edition="Cette édition", making="Fabrication",
    made="Toutes les éditions de ce livre sont faites d’un seul manuscrit et d’une seule bibliographie, au même "
    "moment, et relues avant d’être publiées : les mots, les notes et les références y sont les mêmes. Ces pages ne "
    "demandent rien ailleurs, ne suivent pas leurs lecteurs et se lisent sans scripts.",
    type="Caractères",
    typeset="Le texte est composé en STIX Two Text, les légendes et les tableaux en Source Sans 3, le code en Source "
    "Code Pro, tous libres (SIL Open Font License 1.1).",
    accessibility="Accessibilité",
    conformance="Ces pages sont faites selon les règles WCAG 2.2, niveau AA.",
    buy="Se le procurer", newsletter="Lettre d’information",
    newsletter_said="Des nouvelles de l’éditeur, qui seul reçoit votre adresse.",
    email="Adresse électronique", subscribe="S’abonner", privacy="Confidentialité", pdf="Ce chapitre en PDF",
)  # fmt: skip
_GERMAN = WebWords(
    read="Lesen", cite="Zitierweise", copy_as="Nachweis speichern", about="Über diese Ausgabe",
    this_edition="Diese Ausgabe", making="Herstellung",
    made="Alle Ausgaben dieses Buches entstehen aus einem Manuskript und einer Bibliographie, im selben Augenblick, "
    "und werden vor der Veröffentlichung wieder gelesen: Worte, Anmerkungen und Verweise sind in allen dieselben. "
    "Diese Seiten holen nichts von anderswo, verfolgen niemanden und lassen sich ohne Skripte lesen.",
    type="Schriften",
    typeset="Der Text ist aus der STIX Two Text gesetzt, Legenden und Tabellen aus der Source Sans 3, Quelltext aus "
    "der Source Code Pro; alle drei sind frei (SIL Open Font License 1.1).",
    accessibility="Barrierefreiheit",
    conformance="Die Seiten folgen den Richtlinien für barrierefreie Webinhalte (WCAG) 2.2, Stufe AA.",
    buy="Beziehen", newsletter="Newsletter",
    newsletter_said="Neues aus dem Verlag. Die Adresse erhält allein der Verlag.",
    email="E-Mail-Adresse", subscribe="Abonnieren", privacy="Datenschutz", pdf="Dieses Kapitel als PDF",
)  # fmt: skip
_CHINESE = WebWords(
    read="开始阅读", cite="引用本书", copy_as="保存引文", about="关于本版",
    this_edition="本版",
    making="制作",
    made="本书各版本出自同一份稿件和同一份参考文献，"
    "同时制成，出版前重新核读：文字、注释与引用在各版中完全一致。"
    "这些页面"
    "不向外请求任何内容，不记录读者，没有脚本也能阅读。",
    type="字体",
    typeset="正文用 STIX Two Text，图表说明用 Source Sans 3，代码用 Source Code Pro，"
    "均依 SIL Open Font License 1.1 授权。",
    accessibility="无障碍",
    conformance="页面依照《网页内容无障碍指南》（WCAG）2.2 AA 级制作。",
    buy="获取", newsletter="通讯", newsletter_said="接收出版社的新消息。地址只交给出版社。", email="电子邮箱",
    subscribe="订阅",
    privacy="隐私政策", pdf="本章 PDF",
)  # fmt: skip
_TABLE = {"en": _ENGLISH, "ru": _RUSSIAN, "fr": _FRENCH, "de": _GERMAN, "zh": _CHINESE}


def web_words(language: str) -> WebWords:
    """The words of a language; English where the house does not speak it."""
    return _TABLE.get(language.split("-")[0].lower(), _ENGLISH)
