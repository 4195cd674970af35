"""The charts of the book, each from its file in manuscript/data."""

from datetime import date

from draw import BLACK, DARK, LIGHT, MID, WIDTH, bar, dot, line, panel, rows, save, sheet
from matplotlib.axes import Axes

MONTHS = (
    "January February March April May June July August September October November December".split()
)  # fmt: skip


def year(text: str) -> float:
    """A date, a month or a year as a point on a scale of years: a month is its middle."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return parts[0] + (day - date(parts[0], 1, 1)).days / 365.25
    return parts[0] + (parts[1] - 0.5) / 12 if len(parts) == 2 else float(parts[0])


def votes() -> None:
    """Figure 4.1."""
    figure, axes = sheet(122)
    left, scale = 8.0, 1.63
    for number, row in enumerate(rows("unga-abm-votes")):
        top = 22 + number * 35
        day = date.fromisoformat(row["date"])
        axes.text(left, top, f"{day.day} {MONTHS[day.month - 1]} {day.year}", weight=600)
        axes.text(left + 259, top, f"resolution {row['resolution']}", ha="right")
        x = left
        for kind, fill, ink in (("in_favour", DARK, "#ffffff"), ("abstaining", LIGHT, BLACK), ("against", BLACK, "")):
            wide = int(row[kind]) * scale
            bar(axes, x, top + 5, wide - 0.8, 13, fill)
            if ink:
                words = row[kind] + (" in favour" if kind == "in_favour" else " abstaining")
                axes.text(x + 5, top + 14.4, words, color=ink)
            else:
                axes.text(x + wide + 3, top + 14.4, f"{row[kind]} against")
            x += wide
    axes.set_ylim(122, 8)
    figure.set_size_inches(WIDTH / 72, 114 / 72)
    save(figure, "un-votes", "Three votes of the General Assembly on the ABM Treaty",
         "Three stacked bars: 80 in favour, 68 abstaining and 4 against in 1999; 88, 66 and 5 in 2000; 82, 62 and 5 in "
         "2001.")  # fmt: skip


def czech() -> None:
    """Figure 5.1."""
    figure, page = sheet(178)
    axes = panel(figure, 26, 30, 278, 126)
    axes.set_xlim(2007.0, 2010.0)
    axes.set_ylim(0, 80)
    data = rows("czech-radar-polls")
    for row in data:
        x = year(row["date"])
        press = row["source_id"].startswith("via")
        for kind, up in (("disagree_percent", 4), ("agree_percent", 4)):
            if row[kind]:
                y = int(row[kind])
                axes.plot([x], [y], "o", ms=5, mfc="#ffffff" if press else BLACK, mec=BLACK, mew=0.9, zorder=5)
                late = row["date"].endswith(("07-07", "09-06"))
                axes.text(x + (0.05 if late else -0.05), y + up, str(y), ha="left" if late else "right", va="center")
    points = [(year(row["date"]), int(row["disagree_percent"])) for row in data]
    axes.plot(*zip(*points[:2], strict=True), color=BLACK, lw=0.9)
    axes.plot(*zip(*points[1:3], strict=True), color=BLACK, lw=0.9, dashes=(3, 2.5))
    axes.plot(*zip(*points[2:], strict=True), color=BLACK, lw=0.9)
    agreed = [(year(row["date"]), int(row["agree_percent"])) for row in data if row["agree_percent"]]
    axes.plot(*zip(*agreed, strict=True), color=BLACK, lw=0.9)
    axes.text(2007.36, 50, "disagree with the radar", weight=600)
    axes.text(2008.98, 14, "agree", weight=600)
    _years(axes, range(2007, 2011))
    axes.set_yticks([0, 20, 40, 60, 80], ["0", "20", "40", "60", "80%"])
    axes.tick_params(axis="y", length=0)
    axes.yaxis.grid(True, color=LIGHT, lw=0.4, zorder=0)
    axes.set_axisbelow(True)
    for day, words, high in (
        ("2007-01", "request made", 24), ("2008-07-08", "agreement signed", 24),
        ("2009-03-18", "withdrawn from parliament", 13), ("2009-09-17", "site cancelled", 24),
    ):  # fmt: skip
        x = 26 + (year(day) - 2007) / 3 * 278
        line(page, [x, x], [high + 3, 156], MID, 0.5, dashes=(1.5, 1.8))
        page.text(x, high, words, ha="left" if x < 60 else "center")
    save(figure, "czech-opinion", "Czech opinion on the American radar, 2007–2009",
         "Points by date. Disagree: 61 per cent in May 2007, 65 in July 2007, 70 in February 2009, 67 in June 2009. "
         "Agree: 25 in February 2009, 26 in June 2009.")  # fmt: skip


def _years(axes: Axes, years: range) -> None:
    """A year's name in the middle of the year, and ticks between the years."""
    axes.set_xticks(list(years))
    axes.set_xticklabels([])
    low, high = axes.get_xlim()
    for number in years:
        if low <= number + 0.5 <= high:
            axes.annotate(
                str(number), (number + 0.5, 0), xycoords=("data", "axes fraction"), xytext=(0, -4),
                textcoords="offset points", ha="center", va="top",
            )  # fmt: skip


def headlines() -> None:
    """Figure 5.2."""
    figure, page = sheet(150)
    axes = panel(figure, 6, 16, 303, 116)
    data = [(int(row["year"]), int(row["headlines_naming_missile_defence"])) for row in rows("channel-one-headlines")]
    axes.set_xlim(1999.4, 2024.6)
    axes.set_ylim(0, 36)
    axes.bar([at for at, _ in data], [count for _, count in data], width=0.72, color=DARK)
    for at, count in data:
        axes.text(at, count + 0.9, str(count), ha="center", weight=600 if count > 10 else 400)
    axes.set_yticks([])
    axes.set_xticks([at for at, _ in data], [str(at) if at % 4 == 0 else "" for at, _ in data])
    axes.tick_params(axis="x", length=2)
    page.text(307, 22, "headlines naming missile defence", ha="right")
    page.text(307, 33, "in each year’s sample", ha="right")
    save(figure, "headlines", "Channel One headlines naming missile defence, 2000–2024",
         "A bar for each year. The highest are 33 in 2007, 24 in 2001 and 11 in 2011; none in 2005, 2022 and "
         "2023.")  # fmt: skip


def overlaid() -> None:
    """Figure 10.1."""
    step, top = 12.4, 34.0
    data = {row["year"]: int(row["headlines_naming_missile_defence"]) for row in rows("channel-one-headlines")}
    height = top + step * len(data) + 2
    figure, axes = sheet(height)
    axes.text(8, 20, "Year", weight=600)
    axes.text(33, 9, "Elec-", weight=600)
    axes.text(33, 20, "tions", weight=600)
    axes.text(62, 20, "Headlines", weight=600)
    axes.text(150, 20, "Events", weight=600)
    line(axes, [8, 307], [24.5, 24.5], BLACK, 0.6)
    for number, row in enumerate(rows("headline-years")):
        y, count = top + number * step, data[row["year"]]
        axes.text(8, y + 3, row["year"])
        if row["election"]:
            dot(axes, 41, y, row["election"] == "president")
        if count:
            bar(axes, 62, y - 4, count * 2.05, 8, DARK)
        axes.text(62 + count * 2.05 + (3 if count else 0), y + 3, str(count), weight=600 if count > 10 else 400)
        axes.text(150, y + 3, row["event"])
        if row["year"].endswith(("4", "9")) and row["year"] != "2024":
            line(axes, [8, 307], [y + step / 2, y + step / 2], LIGHT, 0.4)
    save(figure, "headlines-and-events", "Headlines, elections and events, 2000–2024",
         "One line for each year, with a bar for the number of headlines, a mark for elections, filled for the "
         "presidency and hollow for the Duma, and the event of the year.")  # fmt: skip


def gantt() -> None:
    """Figure 6.1."""
    figure, axes = sheet(210)
    start, end, left, wide = 2009.0, 2025.0, 8.0, 299.0
    announced = year("2009-09-17")

    def at(when: float) -> float:
        return left + (when - start) / (end - start) * wide

    foot = 186.0
    for number in range(2009, 2026):
        line(axes, [at(number)] * 2, [foot, foot + (4 if number % 5 == 0 else 2)], BLACK, 0.5)
        if number % 5 == 0:
            axes.text(at(number), foot + 13, str(number), ha="right" if number == 2025 else "center")
    line(axes, [left, left + wide], [foot, foot], BLACK, 0.8)
    line(axes, [at(announced)] * 2, [4, foot], MID, 0.5, dashes=(1.5, 1.8))
    axes.text(at(announced) + 3, 10, "announced, September 2009", style="italic")
    what = {
        "1": ("declared operational, 2012", "2012-05-20"), "2": ("certified, May 2016", ""),
        "3": ("mission ready, July 2024", ""), "4": ("cancelled, March 2013", ""),
    }  # fmt: skip
    for number, row in enumerate(rows("epaa-phases")):
        y = 28 + number * 40
        words, day = what[row["phase"]]
        planned, done = int(row["announced_timeframe"]), year(day or row["outcome_date"])
        x = at(announced)
        axes.text(x + 3, y, f"Phase {row['phase']}: {row['interceptor']}", weight=600)
        bar(axes, x, y + 4, at(planned) - x, 6, LIGHT)
        bar(axes, at(planned), y + 4, at(planned + 1) - at(planned), 6, "#ffffff", MID, "////")
        axes.text(at(planned + 1) + 4, y + 10, f"planned {planned}")
        bar(axes, x, y + 14, at(done) - x, 6, DARK)
        if row["phase"] == "4":
            for slope in (-1, 1):
                line(axes, [at(done) - 3, at(done) + 3], [y + 17 - 3 * slope, y + 17 + 3 * slope], BLACK, 1.2)
        else:
            dot(axes, at(done), y + 17, True, 6)
        late = row["phase"] == "3"
        axes.text(at(done) + (-6 if late else 6), y + (28 if late else 20), words, ha="right" if late else "left")
    save(figure, "epaa-plan-outcome", "The four phases of the European plan: planned and achieved",
         "Two bars for each phase from September 2009: planned for 2011, 2015, 2018 and 2020; operational in 2012, "
         "certified in May 2016, mission ready in July 2024, cancelled in March 2013.")  # fmt: skip


def levada() -> None:
    """Figure 6.2."""
    figure, axes = sheet(113)
    for number, row in enumerate(rows("levada-2009-purpose")):
        y, share = 10 + number * 15.5, int(row["percent"])
        axes.text(8, y + 3, row["answer_en"])
        last = row["answer_en"] == "Hard to say"
        bar(axes, 204, y - 4.5, share * 2.05, 9, "#ffffff" if last else DARK, DARK if last else "none")
        axes.text(204 + share * 2.05 + 3.5, y + 3, f"{share}%" if number == 0 else str(share))
    save(figure, "levada-2009", "Purpose of the Czech and Polish system in Russian opinion, 2009",
         "Seven bars in per cent: superiority over Russia 40, pressure on Russia 17, protection against Russia 12, "
         "against Iran 8, East European states 6, other 1, hard to say 16.")  # fmt: skip


def interceptors() -> None:
    """Figure 7.2."""
    figure, _ = sheet(146)
    axes = panel(figure, 12, 6, 291, 122)
    axes.set_xlim(2004, 2022)
    axes.set_ylim(0, 50)
    data = rows("gbi-deployed")
    points = [(year(row["date"]), int(row["interceptors"])) for row in data]
    axes.plot(*zip(*points, strict=True), color=MID, lw=0.7, dashes=(2.5, 2.5), zorder=2)
    for row, (x, y) in zip(data, points, strict=True):
        sure = not row["kind"].startswith("planned")
        axes.plot([x], [y], "o", ms=5, mfc=BLACK if sure else "#ffffff", mec=BLACK, mew=0.9, zorder=5)
    axes.text(2005.1, 1.0, "1 at Fort Greely, July 2004", va="bottom")
    axes.text(2007.0, 10.2, "11, July 2006", va="center")
    axes.text(2013.6, 29.2, "30, March 2013,", va="center")
    axes.text(2013.6, 25.2, "when 14 more were announced", va="center")
    axes.text(2018.4, 47.8, "44 planned for the end of 2017", ha="right", va="center")
    axes.text(2021.7, 39.6, "44, November 2020", ha="right", va="center")
    axes.set_yticks([])
    axes.set_xticks(list(range(2004, 2023)), [str(at) if at % 4 == 0 else "" for at in range(2004, 2023)])
    axes.tick_params(axis="x", length=2.5)
    save(figure, "gbi-deployed", "Ground-based interceptors in Alaska and California, 2004–2020",
         "Points by date: 1 in July 2004, 11 in July 2006, 30 in March 2013, 44 planned for the end of 2017, 44 in "
         "November 2020.")  # fmt: skip


def ships() -> None:
    """Figure 8.1."""
    figure, page = sheet(160)
    axes = panel(figure, 8, 12, 299, 128)
    axes.set_xlim(2010.3, 2023.7)
    axes.set_ylim(0, 62)
    looks = {"reported": (DARK, ""), "scheduled": ("#ffffff", ""), "budget submission": ("#ffffff", "////")}
    for row in rows("bmd-capable-aegis-ships"):
        at, count, kind = int(row["fiscal_year_end"]), int(row["ships"]), row["kind"].split(" (")[0]
        fill, hatch = looks[kind]
        axes.bar([at], [count], width=0.7, color=fill, edgecolor=DARK, lw=0.8, hatch=hatch)
        axes.text(at, count + 1.4, str(count), ha="center", weight=600)
    for x, y, words in ((2011.4, 30.5, "scheduled"), (2017, 45.5, "reported"), (2023.4, 61.5, "in budget requests")):
        axes.text(x, y, words, ha="right" if x > 2020 else "center", va="top" if x > 2020 else "bottom")
    axes.set_yticks([])
    axes.set_xticks(list(range(2011, 2024)), [str(at) if at % 2 else "" for at in range(2011, 2024)])
    axes.tick_params(axis="x", length=2.5)
    page.text(8, 20, "ships, at the end of the fiscal year")
    save(figure, "aegis-ships", "American ships able to take part in missile defence, 2011–2023",
         "Bars by fiscal year: 23 in 2011, scheduled; 33 in 2016 and 38 in 2018, reported; 48 in 2022 and 50 in 2023, "
         "in budget requests.")  # fmt: skip


ALL = (votes, czech, headlines, overlaid, gantt, levada, interceptors, ships)
