"""Returns to school: who came back, how soon, where to, and did it last?"""

from __future__ import annotations

from typing import Any

from rollcall.answers.statistics import newcombe, share, wilson
from rollcall.definitions.calendar import add_months
from rollcall.definitions.codes import CATEGORY, DURATION_UNKNOWN
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value, bars
from rollcall.show.labels import being, by_size, label
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, change, day, lower_first, people, per_cent

ALL = "all"
_TABLE = "spells"
_FEWEST = 10
_SURE = 30  # periods enough to be named in the finding


def headline(asked: Asked) -> Headline:
    """How many came back in six months, and what share of those who left came back within six months."""
    if unknown := cannot_say(asked, "who came back to school", "children", _TABLE):
        return unknown
    back, about = _back(asked), not asked.exact
    sentence = f"In the six months to {asked.on}, {people(back['children'], about)} with SEND came back to school."
    told = _within(asked)
    more = ""
    if told:
        more = (
            f"Of {amount(told[1], about)} periods out of school that began between 18 and 6 months before, "
            f"{per_cent(told[0] / told[1])} ended in a return within six months."
        )
    return Headline(sentence, more, key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """The two numbers, and whether the returns lasted."""
    now, before, about = _back(asked), _back(asked, year_before=True), not asked.exact
    told = _within(asked)
    six = next((row for row in asked.answer("returns_sustained").records() if row["weeks"] == 6), None)
    lasted = "not known"
    if six and six["still_in_school"] is not None and six["out_again"] is not None:
        followed = six["still_in_school"] + six["out_again"]
        lasted = per_cent(six["still_in_school"] / followed) if followed >= _FEWEST else "too few"
    return (
        KeyFigure(
            "Came back in the last six months",
            amount(now["children"], about),
            change(now["children"], before["children"], about) if before["children"] != 0 else "",
            measure="came_back_in_the_last_six_months",
            meaning="Children whose period out of school ended by return in the last six months, whenever they had left. Each child once.",
        ),
        KeyFigure(
            "Came back within six months of leaving",
            per_cent(told[0] / told[1]) if told else "too few",
            measure="came_back_within_six_months_of_leaving",
            meaning="Of the periods that began between 18 and 6 months ago, the share that ended in a return within six months. "
            "Younger periods are left out: it is too soon to tell.",
        ),
        KeyFigure(
            "Still in school six weeks on",
            lasted,
            measure="still_in_school_six_weeks_on",
            meaning="Of those whose return was six weeks ago or longer.",
        ),
        KeyFigure(
            "Not out again",
            amount(now["not_out_again"], about),
            measure="not_out_again",
            meaning="Of those who came back in the last six months, as things stand now.",
        ),
    )


def lately(asked: Asked) -> Section:
    """Came back in the last six months, by category."""
    answer = asked.answer("returned_in_last_six_months")
    rows = by_size([row for row in answer.records() if row["category"] != ALL], "category", "children")
    if not rows:
        return nothing(_TABLE, "Nobody came back in the last six months")
    back, about = _back(asked), not asked.exact
    finding = f"{capital(people(back['children'], about))} came back in the last six months"
    if back["not_out_again"] is not None:
        finding += f"; {amount(back['not_out_again'], about)} of them {'is' if back['not_out_again'] == 1 else 'are'} not out again"
    figure = bars(
        finding,
        ((label("category", row["category"]), row["children"]) for row in rows),
        "Category they were in",
        asked.as_at,
        asked.source(_TABLE),
        name="Children who came back",
    )
    return Section(finding, figure, answers=(answer,), source=figure.source)


def curve(asked: Asked) -> Section:
    """Share back by weeks since leaving, as a rising curve for each category, with the band of the one that is chosen."""
    answer, within = asked.answer("returns_curve"), asked.answer("returns_within_six_months")
    started: dict[str, int | None] = {row["category"]: row["spells_started"] for row in within.records()}
    if not started:
        return nothing(_TABLE, "No period out of school began between 18 and 6 months ago")
    steps = sorted({row["weeks_out"] for row in answer.records()})
    back = {(row["category"], row["weeks_out"]): row["returned"] for row in answer.records()}
    runs = {
        category: [_percent(share(back[category, step], number)) for step in steps]
        for category, number in started.items()
        if number is not None and number >= _FEWEST
    }
    shown = {category: run for category, run in runs.items() if run[-1] is not None}
    if not shown:
        return Section("Too few left in that time to draw a curve", answers=(answer, within), source=asked.source(_TABLE))
    order = sorted(shown, key=lambda category: -(shown[category][-1] or 0))
    sure = [category for category in order if (started[category] or 0) >= _SURE] or order[:1]
    best, worst = sure[0], sure[-1]
    finding = f"{per_cent((shown[best][-1] or 0) / 100)} of periods {being(best)} ended in a return within six months"
    if worst != best:
        apart = newcombe(back[best, steps[-1]], started[best], back[worst, steps[-1]], started[worst])
        finding += f", {per_cent((shown[worst][-1] or 0) / 100)} of periods {being(worst)}"
        if apart and apart[0] <= 0:
            finding += ": the difference may be chance"
    figure = Figure(
        Kind.CURVES,
        finding,
        "per cent",
        tuple(steps),
        tuple(_curve(category, shown[category], back, started[category], steps, category not in (best, worst)) for category in order),
        "Weeks since leaving",
        asked.as_at,
        asked.source(_TABLE),
        percent=True,
    )
    notes = [f"Periods that began between {_between(asked)}. Bands are 95% intervals (Wilson)."]
    moved = asked.answer("returns_within_six_months_total").rows[0][2]
    if moved:
        notes.append(f"{amount(moved, not asked.exact).capitalize()} ended otherwise (moved away, past school age, other): not returned.")
    if len(shown) < len(started):
        notes.append("Categories with too few periods are not drawn.")
    return Section(finding, figure, answers=(answer, within), notes=tuple(notes), source=figure.source)


def lasted(asked: Asked) -> Section:
    """Did it last: still in school 6 and 12 weeks on, out again, or too recent to tell."""
    answer = asked.answer("returns_sustained")
    rows = answer.records()
    if not any(row["returned"] != 0 for row in rows):
        return nothing(_TABLE, "Nobody came back in the last six months")
    still, again = rows[-1]["still_in_school"], rows[-1]["out_again"]
    finding = f"{capital(people(still, not asked.exact))} {'was' if still == 1 else 'were'} still in school 12 weeks on"
    if again != 0:
        finding += f", {amount(again, not asked.exact)} {'was' if again == 1 else 'were'} out again"
    figure = Figure(
        Kind.STACKED,
        finding,
        "children",
        tuple(f"{row['weeks']} weeks after the return" for row in rows),
        (
            Series("Still in school", tuple(row["still_in_school"] for row in rows)),
            Series("Out again", tuple(row["out_again"] for row in rows)),
            Series("Too recent to tell", tuple(row["too_recent"] for row in rows), context=True),
        ),
        "When",
        asked.as_at,
        asked.source(_TABLE),
        totals=tuple(row["returned"] for row in rows),
    )
    notes = ("Each child's last return of the last six months. Out again: a period out of school was open on that day.",)
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def where_to(asked: Asked) -> Section:
    """Where they returned to."""
    answer = asked.answer("returns_by_destination")
    rows = by_size(answer.records(), "destination", "children")
    if not rows:
        return nothing(_TABLE, "Nobody came back in the last six months")
    first = next((row for row in rows if row["children"] and row["destination"] != "not_recorded"), None)
    finding = "Where they returned to is not recorded"
    if first:
        finding = (
            f"{capital(people(first['children'], not asked.exact))} returned to: {lower_first(label('destination', first['destination']))}"
        )
    figure = bars(
        finding,
        ((label("destination", row["destination"]), row["children"]) for row in rows),
        "Destination",
        asked.as_at,
        asked.source(_TABLE),
        quiet=("Not recorded",),
    )
    return Section(finding, figure, answers=(answer,), source=figure.source)


def by_time_out(asked: Asked) -> Section:
    """How long they had been out when they came back."""
    answer = asked.answer("returns_by_time_out")
    rows = [row for row in answer.records() if row["band"] != DURATION_UNKNOWN]
    if not any(row["children"] != 0 for row in rows):
        return nothing(_TABLE, "Nobody came back in the last six months")
    most = max((row for row in rows if row["children"]), key=lambda row: row["children"], default=None)
    finding = "How long they had been out when they came back"
    if most:
        finding = (
            f"{capital(people(most['children'], not asked.exact))} had been out for {lower_first(most['band'])}, more than any other time"
        )
    along = ((row["band"], row["children"]) for row in rows)
    figure = bars(finding, along, "Time out at the return", asked.as_at, asked.source(_TABLE))
    weekly = (asked.answer("returns_by_weeks_out"),) if asked.exact else ()
    return Section(finding, figure, answers=(answer, *weekly), source=figure.source)


def _back(asked: Asked, year_before: bool = False) -> dict[str, Any]:
    question = "returned_in_last_six_months"
    answer = asked.year_before(question) if year_before else asked.answer(question)
    return next(row for row in answer.records() if row["category"] == ALL)


def _within(asked: Asked) -> tuple[int, int] | None:
    """Returned within six months, of periods begun, when there are enough of them and neither is hidden."""
    begun, returned, *_ = asked.answer("returns_within_six_months_total").rows[0]
    return (returned, begun) if begun is not None and returned is not None and begun >= _FEWEST else None


def _curve(category: str, run: list[Value], back: dict[Any, Value], started: int | None, steps: list[int], context: bool) -> Series:
    name = CATEGORY.labels.get(category, category)
    if context or None in run:
        return Series(name, tuple(run), context=context)
    bounds = [wilson(_whole(back[category, step]), _whole(started)) or (0.0, 0.0) for step in steps]
    return Series(name, tuple(run), tuple(low * 100 for low, _ in bounds), tuple(high * 100 for _, high in bounds))


def _whole(value: Value) -> int:
    return int(value or 0)


def _percent(fraction: float | None) -> Value:
    return None if fraction is None else min(fraction, 1.0) * 100


def _between(asked: Asked) -> str:
    return f"{day(add_months(asked.as_at, -18))} and {day(add_months(asked.as_at, -6))}"
