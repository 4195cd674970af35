// What the scripts say, in each language that the house speaks, and the two small tools that all of them use.
(function () {
  "use strict";
  var table = {
    en: {
      settings: "Reading settings", theme: "Colours", auto: "System", light: "Light", sepia: "Sepia", dark: "Dark",
      size: "Size", smaller: "Smaller type", larger: "Larger type", face: "Face", serif: "Serif", sans: "Sans",
      leading: "Leading", close: "Close", normal: "Normal", wide: "Wide", width: "Measure", narrow: "Narrow",
      lines: "Lines", ragged: "Ragged", justified: "Justified", pages: "Print pages", shown: "Shown", hidden: "Hidden",
      close_it: "Close", search: "Search", search_for: "Search the book", results: "{n} places", nothing: "Nothing found for “{q}”.",
      no_search: "The search needs a web server. The index lists what the book names:", index: "Index", page: "p. {n}",
      note: "Note {n}", notes: "Notes", zoom: "Enlarge", permalink: "Link to this paragraph", section_link: "Link to this section",
      copied: "Copied", copy_link: "Copy link", copy_cite: "Copy with reference", help: "Keys", go_to_page: "Go to page",
      go: "Go", no_page: "The print edition has no such page.", minutes: "{n} min left", resume: "Continue where you were: {t}",
      sources: "Sources of this reference", open: "Open", progress: "Reading progress", full: "Full reference",
      key_chapter: "previous, next chapter", key_search: "search", key_theme: "light or dark", key_notes: "next note",
      key_page: "go to a page of print", keys: "Keys", on: "On", off: "Off", key_help: "these keys"
    },
    ru: {
      settings: "Настройки чтения", theme: "Цвета", auto: "Система", light: "Светлые", sepia: "Сепия", dark: "Тёмные",
      size: "Кегль", smaller: "Мельче", larger: "Крупнее", face: "Шрифт", serif: "С засечками", sans: "Гротеск",
      leading: "Интерлиньяж", close: "Плотный", normal: "Обычный", wide: "Свободный", width: "Полоса", narrow: "Узкая",
      lines: "Строки", ragged: "Флагом", justified: "По формату", pages: "Страницы печати", shown: "Показаны", hidden: "Скрыты",
      close_it: "Закрыть", search: "Поиск", search_for: "Поиск по книге", results: "Мест: {n}", nothing: "«{q}» не найдено.",
      no_search: "Для поиска нужен веб-сервер. Имена и понятия есть в указателе:", index: "Указатель", page: "с. {n}",
      note: "Примечание {n}", notes: "Примечания", zoom: "Увеличить", permalink: "Ссылка на этот абзац", section_link: "Ссылка на этот раздел",
      copied: "Скопировано", copy_link: "Скопировать ссылку", copy_cite: "Скопировать с источником", help: "Клавиши", go_to_page: "К странице",
      go: "Перейти", no_page: "Такой страницы в печатном издании нет.", minutes: "Осталось {n} мин", resume: "Продолжить: {t}",
      sources: "Источники этой ссылки", open: "Открыть", progress: "Прочитано", full: "Полное описание",
      key_chapter: "предыдущая, следующая глава", key_search: "поиск", key_theme: "светлая или тёмная тема", key_notes: "следующее примечание",
      key_page: "к странице печатного издания", keys: "Клавиши", on: "Вкл.", off: "Выкл.", key_help: "эти клавиши"
    },
    fr: {
      settings: "Réglages de lecture", theme: "Couleurs", auto: "Système", light: "Clair", sepia: "Sépia", dark: "Sombre",
      size: "Corps", smaller: "Plus petit", larger: "Plus grand", face: "Caractère", serif: "Avec empattements", sans: "Sans",
      leading: "Interligne", close: "Serré", normal: "Normal", wide: "Large", width: "Justification", narrow: "Étroite",
      lines: "Lignes", ragged: "En drapeau", justified: "Justifiées", pages: "Pages imprimées", shown: "Montrées", hidden: "Cachées",
      close_it: "Fermer", search: "Rechercher", search_for: "Rechercher dans le livre", results: "{n} passages", nothing: "Rien pour « {q} ».",
      no_search: "La recherche demande un serveur web. L’index donne les noms :", index: "Index", page: "p. {n}",
      note: "Note {n}", notes: "Notes", zoom: "Agrandir", permalink: "Lien vers ce paragraphe", section_link: "Lien vers cette section",
      copied: "Copié", copy_link: "Copier le lien", copy_cite: "Copier avec la référence", help: "Touches", go_to_page: "Aller à la page",
      go: "Aller", no_page: "L’édition imprimée n’a pas cette page.", minutes: "encore {n} min", resume: "Reprendre : {t}",
      sources: "Sources de cette référence", open: "Ouvrir", progress: "Progression", full: "Référence complète",
      key_chapter: "chapitre précédent, suivant", key_search: "rechercher", key_theme: "clair ou sombre", key_notes: "note suivante",
      key_page: "aller à une page imprimée", keys: "Touches", on: "Oui", off: "Non", key_help: "ces touches"
    },
    de: {
      settings: "Leseeinstellungen", theme: "Farben", auto: "System", light: "Hell", sepia: "Sepia", dark: "Dunkel",
      size: "Größe", smaller: "Kleiner", larger: "Größer", face: "Schrift", serif: "Antiqua", sans: "Grotesk",
      leading: "Durchschuss", close: "Eng", normal: "Normal", wide: "Weit", width: "Satzbreite", narrow: "Schmal",
      lines: "Zeilen", ragged: "Flattersatz", justified: "Blocksatz", pages: "Druckseiten", shown: "Gezeigt", hidden: "Verborgen",
      close_it: "Schließen", search: "Suche", search_for: "Im Buch suchen", results: "{n} Stellen", nothing: "Nichts gefunden: „{q}“.",
      no_search: "Die Suche braucht einen Webserver. Namen und Begriffe stehen im Register:", index: "Register", page: "S. {n}",
      note: "Anmerkung {n}", notes: "Anmerkungen", zoom: "Vergrößern", permalink: "Link zu diesem Absatz", section_link: "Link zu diesem Abschnitt",
      copied: "Kopiert", copy_link: "Link kopieren", copy_cite: "Mit Nachweis kopieren", help: "Tasten", go_to_page: "Zur Seite",
      go: "Los", no_page: "Diese Seite hat die Druckausgabe nicht.", minutes: "noch {n} Min.", resume: "Weiterlesen: {t}",
      sources: "Quellen dieses Nachweises", open: "Öffnen", progress: "Lesefortschritt", full: "Voller Nachweis",
      key_chapter: "voriges, nächstes Kapitel", key_search: "Suche", key_theme: "hell oder dunkel", key_notes: "nächste Anmerkung",
      key_page: "zu einer Druckseite", keys: "Tasten", on: "An", off: "Aus", key_help: "diese Tasten"
    },
    zh: {
      settings: "阅读设置", theme: "颜色", auto: "随系统", light: "浅色", sepia: "米色", dark: "深色",
      size: "字号", smaller: "缩小", larger: "放大", face: "字体", serif: "衬线", sans: "无衬线",
      leading: "行距", close: "紧", normal: "适中", wide: "宽", width: "版心", narrow: "窄",
      lines: "行", ragged: "左齐", justified: "两端对齐", pages: "印刷页码", shown: "显示", hidden: "隐藏",
      close_it: "关闭", search: "搜索", search_for: "搜索全书", results: "{n} 处", nothing: "没有找到“{q}”。",
      no_search: "搜索需要网页服务器。人名和术语见索引：", index: "索引", page: "第{n}页",
      note: "注 {n}", notes: "注释", zoom: "放大", permalink: "此段链接", section_link: "此节链接",
      copied: "已复制", copy_link: "复制链接", copy_cite: "带出处复制", help: "按键", go_to_page: "到页",
      go: "前往", no_page: "印刷版没有这一页。", minutes: "还需 {n} 分钟", resume: "继续阅读：{t}",
      sources: "引文出处", open: "打开", progress: "阅读进度", full: "完整出处",
      key_chapter: "上一章、下一章", key_search: "搜索", key_theme: "浅色或深色", key_notes: "下一注",
      key_page: "到印刷页", keys: "按键", on: "开", off: "关", key_help: "按键说明"
    }
  };
  var octavo = window.octavo;
  var spoken = table[(document.documentElement.lang || "en").slice(0, 2).toLowerCase()] || table.en;
  // A phrase, with its blanks filled in.
  octavo.say = function (name, blanks) {
    return Object.keys(blanks || {}).reduce(function (text, blank) {
      return text.replace("{" + blank + "}", blanks[blank]);
    }, spoken[name] || table.en[name] || name);
  };
  // An element with attributes and children; text is never read as markup.
  octavo.make = function (name, attributes, children) {
    var element = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) {
      if (attributes[key] !== null) { element.setAttribute(key, attributes[key]); }
    });
    (children || []).forEach(function (child) {
      if (child) { element.appendChild(typeof child === "string" ? document.createTextNode(child) : child); }
    });
    return element;
  };
  // What is said to those who hear the page.
  octavo.tell = function (text) {
    var voice = document.getElementById("octavo-voice");
    if (!voice) {
      voice = octavo.make("p", { id: "octavo-voice", role: "status", "class": "voice" });
      document.body.appendChild(voice);
    }
    voice.textContent = text;
    voice.classList.add("shown");
    window.clearTimeout(octavo.hush);
    octavo.hush = window.setTimeout(function () { voice.classList.remove("shown"); }, 2200);
  };
  octavo.still = function () { return window.matchMedia("(prefers-reduced-motion: reduce)").matches; };
})();
