"""Information sharing: how soon do partners know that a child is out of school, and what can their files be put together by?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rollcall.answers.statistics import median, wilson
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import label, table_title
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, day, listed, lower_first, people, per_cent
from rollcall.show.tables import Grid

SERVICES = ("council", "health", "social_care")
LIMITS = (3, 10, 30)
WITHIN_SWITCHES = (Switch("within", "Told within", tuple((str(days), f"{days} days") for days in (10, 3, 30))),)
TOLD_TO_SWITCHES = (Switch("told_to", "Who was told", tuple((one, label("told_to", one)) for one in ("health", "council", "social_care"))),)
_TABLE, _WITHIN = "spells", 10
_FEWEST = 10  # periods that a share is of; and dates that a middle is of
_NUMBERS = ("upn", "nhs_number")
_NOT_NEVER = "No date recorded is not the same as never told: the register may have no column for it."
_MIDDLE = "Half told within: of those with a date, so it says nothing of the others."
_SOON = "Told before the period began counts as at once. Periods too young for the days that are asked about are left out."


@dataclass(frozen=True)
class Told:
    """Periods of which a service was told in time, later, or with no date, and the days that it took where a date is recorded."""

    periods: int
    told: int
    no_date: int
    days: tuple[int, ...]

    @property
    def enough(self) -> bool:
        """Whether a share of them says anything."""
        return self.periods >= _FEWEST

    @property
    def share(self) -> tuple[float, float, float]:
        """The share told in time with its interval, in per cent."""
        bounds = wilson(self.told, self.periods)
        assert bounds
        return self.told / self.periods * 100, bounds[0] * 100, bounds[1] * 100

    @property
    def shown(self) -> str:
        """The share with its interval, in words."""
        if not self.enough:
            return "too few"
        share, low, high = self.share
        return f"{per_cent(share / 100)} ({per_cent(low / 100)} to {per_cent(high / 100)})"

    @property
    def half(self) -> str:
        """The middle of the days that are recorded, in words."""
        middle = median(self.days) if len(self.days) >= _FEWEST else None
        return "too few dates" if middle is None else f"{amount(middle)} day{'' if middle == 1 else 's'}"


def told(asked: Asked, service: str, within: int = _WITHIN, category: str | None = None) -> Told:
    """How soon one service was told, of all periods or those of one category."""

    def of(question: str) -> list[dict[str, Any]]:
        rows = asked.answer(question).records()
        return [row for row in rows if row["told_to"] == service and category in (None, row["category"])]

    rows = [row for row in of("told_within_days") if row["within_days"] == within]
    periods, in_time, no_date = (sum(row[column] for row in rows) for column in ("periods", "told", "no_date_recorded"))
    days = tuple(row["days"] for row in of("days_until_told") if row["days"] is not None for _ in range(row["periods"]))
    return Told(periods, in_time, no_date, days)


def headline(asked: Asked) -> Headline:
    """Of what share health was told within ten days, and what is not recorded."""
    if unknown := cannot_say(asked, "how soon partners are told", "children", _TABLE):
        return unknown
    health = told(asked, "health")
    if not health.enough:
        how_many = people(health.periods, one="period", many="periods")
        sentence = f"In the year to {asked.on}, {how_many} out of school can be looked at: too few to say how soon partners are told."
        return Headline(sentence, "", key_figures(asked))
    sentence = (
        f"In the year to {asked.on}, health partners were told within ten days of {per_cent(health.told / health.periods)} of "
        f"{people(health.periods, one='period', many='periods')} out of school; "
        f"of {per_cent(health.no_date / health.periods)} no date is recorded."
    )
    others = [f"{lower_first(label('told_to', one))} of {per_cent(told(asked, one).share[0] / 100)}" for one in ("council", "social_care")]
    return Headline(sentence, f"Within ten days were told: {listed(others)}. {_NOT_NEVER}", key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Told within ten days, for each service, with its interval and the middle; and of how many health has no date."""
    figures = []
    for service in SERVICES:
        one = told(asked, service)
        meaning = "Fewer than ten periods began ten days ago or longer."
        if one.enough:
            _, low, high = one.share
            meaning = f"Of {amount(one.periods)} periods; 95% interval {per_cent(low / 100)} to {per_cent(high / 100)}. "
            meaning += (
                f"Half of those with a date were told within {one.half}." if len(one.days) >= _FEWEST else "Too few dates for a middle."
            )
        value = per_cent(one.told / one.periods) if one.enough else "too few"
        figures.append(
            KeyFigure(f"{label('told_to', service)} told within 10 days", value, measure=f"{service}_told_within_10_days", meaning=meaning)
        )
    health = told(asked, "health")
    missing = KeyFigure(
        "No date for health",
        per_cent(health.no_date / health.periods) if health.enough else "too few",
        measure="health_no_date_recorded",
        meaning=f"{amount(health.no_date)} of {amount(health.periods)} periods. {_NOT_NEVER}",
    )
    return (*figures, missing)


def how_soon(asked: Asked) -> Section:
    """The share of periods of which each service was told in so many days, with its interval, and the middle of the days."""
    within = int(asked.choices.get("within", _WITHIN))
    answers = (asked.answer("told_within_days"), asked.answer("days_until_told"))
    found = {service: told(asked, service, within) for service in SERVICES}
    if not answers[1].rows:
        return nothing(_TABLE, "No period out of school began in the last twelve months")
    shown = [service for service in SERVICES if found[service].enough]
    if not shown:
        return Section(
            "Too few periods began to say how soon partners are told", grid=_all_limits(asked), answers=answers, source=_source(asked)
        )
    last = min(shown, key=lambda one: found[one].share[0])
    was, share = "were" if last == "health" else "was", per_cent(found[last].share[0] / 100)
    finding = f"{label('told_to', last)} {was} told within {within} days of {share} of periods"
    figure = _dots(asked, finding, [(label("told_to", one), found[one]) for one in shown], "Who was told")
    notes = (_SOON, _NOT_NEVER, "The lines are 95% intervals (Wilson). A child with two periods counts for each.", _MIDDLE)
    return Section(finding, figure, _all_limits(asked), answers=answers, notes=notes, source=figure.source)


def by_category(asked: Asked) -> Section:
    """How soon one service was told, by category."""
    service = asked.choices.get("told_to", "health")
    answers = (asked.answer("told_within_days"), asked.answer("days_until_told"))
    categories = list(dict.fromkeys(answers[1].column("category")))
    if not categories:
        return nothing(_TABLE, "No period out of school began in the last twelve months")
    found = {category: told(asked, service, _WITHIN, category) for category in categories}
    shown = sorted((one for one in categories if found[one].enough), key=lambda one: found[one].share[0])
    name = label("told_to", service)
    rows = tuple((label("category", one), *_words(found[one])) for one in categories)
    grid = Grid(("Category", *_COLUMNS), rows)
    if not shown:
        return Section("Too few periods of any category to compare", grid=grid, answers=answers, source=_source(asked))
    least, most = found[shown[0]].share, found[shown[-1]].share
    finding = f"{name}: no category is told of more slowly than another beyond chance"
    if least[2] < most[1]:
        finding = (
            f"{name}: least often told within {_WITHIN} days of {lower_first(label('category', shown[0]))}, {per_cent(least[0] / 100)}"
        )
    figure = _dots(asked, finding, [(label("category", one), found[one]) for one in shown], "Category")
    left = [lower_first(label("category", one)) for one in categories if one not in shown]
    notes = (_SOON, *((f"Too few periods to say: {listed(left)}.",) if left else ()), _NOT_NEVER)
    return Section(finding, figure, grid, answers=answers, notes=notes, source=figure.source)


def identifiers(asked: Asked) -> Section:
    """How many rows of each spreadsheet have a UPN and an NHS number, by which files are put together."""
    answer = asked.answer("completeness")
    filled: dict[str, dict[str, float]] = {}
    for row in answer.records():
        if row["column_name"] in _NUMBERS and row["rows"]:
            filled.setdefault(row["table_name"], {})[row["column_name"]] = row["filled"] / row["rows"] * 100
    tables = [name for name, shares in filled.items() if len(shares) == len(_NUMBERS)]
    if not tables:
        return nothing("children", "No spreadsheet about children has been kept")
    fewest = min(tables, key=lambda one: max(filled[one].values()))
    number = max(_NUMBERS, key=lambda one: filled[fewest][one])
    share, called = per_cent(filled[fewest][number] / 100), "a UPN" if number == "upn" else "an NHS number"
    finding = f"{table_title(fewest)} can be put together with other files least: {share} of rows have {called}"
    if not filled[fewest][number]:
        finding = f"{table_title(fewest)}: no row has a UPN or an NHS number"
    figure = Figure(
        Kind.BAR_TABLE,
        finding,
        "per cent of rows",
        tuple(table_title(one) for one in tables),
        (
            Series("UPN", tuple(filled[one]["upn"] for one in tables)),
            Series("NHS number", tuple(filled[one]["nhs_number"] for one in tables)),
        ),
        "Spreadsheet",
        asked.as_at,
        asked.source(*tables),
        percent=True,
    )
    notes = ("All kept rows are counted, so there is no interval. A row can also name its child by the area's own reference.",)
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source, when="As the files are kept now")


def last_files(asked: Asked) -> Section:
    """The day that each partner's last file of each kind speaks for, the oldest first."""
    answer = asked.answer("files_kept")
    rows = sorted(
        (row for row in answer.records() if not row["table_name"].startswith("published_")), key=lambda row: (row["as_at"], row["partner"])
    )
    if not rows:
        return nothing("children", "No partner's file is kept")
    oldest = rows[0]
    late = (asked.as_at - oldest["as_at"]).days
    finding = f"The oldest last file is {oldest['partner']}'s of {lower_first(oldest['title'])}: it speaks for {day(oldest['as_at'])}"
    if late <= 0:
        finding = f"Every partner's last file speaks for {asked.on} or later"
    grid = Grid(
        ("Partner", "Spreadsheet", "Speaks for", "Days before", "Rows"),
        tuple(
            (
                row["partner"],
                row["title"],
                f"{row['as_at']:%d/%m/%Y}",
                amount(max((asked.as_at - row["as_at"]).days, 0)),
                amount(row["rows"]),
            )
            for row in rows
        ),
        frozenset({3, 4}),
    )
    notes = (f"Days before {asked.on}. The day is the one that the file speaks for, not the day it was sent.",)
    return Section(finding, grid=grid, answers=(answer,), notes=notes, source="The files that are kept", when="As the files are kept now")


_COLUMNS = ("Periods", "Within 10 days (95% interval)", "Half told within", "No date recorded")


def _words(one: Told) -> tuple[str, ...]:
    return amount(one.periods), one.shown, one.half, amount(one.no_date)


def _all_limits(asked: Asked) -> Grid:
    """Every service by every number of days, each of the periods that are old enough for it."""
    rows = []
    for service in SERVICES:
        every = [told(asked, service, limit) for limit in LIMITS]
        shares = (f"{one.shown} of {amount(one.periods)}" for one in every)
        rows.append((label("told_to", service), *shares, every[0].half, amount(every[0].no_date)))
    return Grid(
        ("Who was told", *(f"Within {limit} days (95% interval)" for limit in LIMITS), "Half told within", "No date recorded"), tuple(rows)
    )


def _dots(asked: Asked, finding: str, rows: Sequence[tuple[str, Told]], along: str) -> Figure:
    values, low, high = zip(*(one.share for _, one in rows), strict=True)
    return Figure(
        Kind.DOTS,
        finding,
        "per cent of periods",
        tuple(name for name, _ in rows),
        (Series("Told in time", values, low, high),),
        along,
        asked.as_at,
        _source(asked),
        percent=True,
    )


def _source(asked: Asked) -> str:
    return asked.source(_TABLE)
