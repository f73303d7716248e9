"""Overview: how are we doing?"""

from __future__ import annotations

from datetime import date

from rollcall.definitions.codes import CATEGORY
from rollcall.definitions.monthly import Monthly
from rollcall.definitions.tables import BY_NAME
from rollcall.show import attention, not_in_school, variation
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value
from rollcall.show.labels import heading, label, table_title
from rollcall.show.parts import Headline, KeyFigure, Section, nothing
from rollcall.show.sentences import amount, capital, change, listed, lower_first, people, per_cent
from rollcall.show.tables import Grid

# The columns that the headlines need, beside those a row cannot be kept without.
_NEEDED: dict[str, tuple[str, ...]] = {
    "children": ("primary_need", "locality", "social_care"),
    "spells": ("reason", "lead_professional"),
    "diagnostic_waits": ("provider",),
    "health_access": ("provider",),
}
_BACK = "returned_in_last_six_months"
_NO_YEAR_BEFORE = "There is no year before to set beside it."
_CHANCE = "Beyond chance: the latest month is outside the limits that the months before it draw (XmR), or ends a run of them."
_MOST_NAMED = 3
_THIN = 0.8  # less of a column than this, and what is cut by it is weak


def headline(asked: Asked) -> Headline:
    """How many are not in school, what they wait for and cannot reach, and how many came back."""
    if asked.missing("children", "spells"):
        return Headline(not_in_school.sentence(asked))
    about = not asked.exact
    needs, back = asked.answer("not_in_school_needs").records()[0], asked.answer(_BACK).rows[-1][1]
    waiting, cannot = needs["waiting_for_an_assessment"], needs["cannot_access_a_service"]
    known = []
    if asked.keeps("diagnostic_waits"):
        known.append(f"{amount(waiting, about)} {'waits' if waiting == 1 else 'wait'} for a diagnostic assessment")
    if asked.keeps("health_access") and asked.visit.viewer.sees_all_services:
        known.append(f"{amount(cannot, about)} cannot reach a health service they need")
    more = f"Of them, {listed(known)}. " if known else ""
    return Headline(
        not_in_school.sentence(asked),
        f"{more}{capital(people(back, about))} came back to school in the last six months.",
        key_figures(asked),
    )


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Not in school, waiting, kept out of a service, back."""
    now, then = asked.answer("not_in_school_needs").records()[0], asked.year_before("not_in_school_needs").records()[0]
    back, before = (answer.rows[-1][1] for answer in (asked.answer(_BACK), asked.year_before(_BACK)))
    months = asked.answer("not_in_school_by_month").column("children")
    known = not_in_school.has_history(asked)

    def figure(
        name: str, measure: str, new: Value, old: Value = None, table: str = "spells", help_: str = "", trend: tuple[Value, ...] = ()
    ) -> KeyFigure:
        if table == "health_access" and not asked.visit.viewer.sees_all_services:
            return KeyFigure(name, "not shown", help="It counts over every health service, and you see some of them.")
        if not asked.keeps(table):
            return KeyFigure(name, "not known", measure=measure, help=f"{table_title(table)} has not been brought in.")
        changed = change(new, old, not asked.exact) if known else ""
        return KeyFigure(name, amount(new, not asked.exact), changed, trend, measure, help_)

    waiting, waited = now["waiting_for_an_assessment"], then["waiting_for_an_assessment"]
    cannot, referrals = now["cannot_access_a_service"], asked.answer("diagnostic_waits_total").rows[0][0]
    return (
        figure("Not in school", "not_in_school", now["children"], then["children"], trend=tuple(months) if known else ()),
        figure("Waiting for an assessment", "waiting_and_not_in_school", waiting, waited, "diagnostic_waits"),
        figure("Cannot reach a health service", "cannot_reach_a_health_service", cannot, None, "health_access", _NO_YEAR_BEFORE),
        figure("Came back in six months", "came_back_in_the_last_six_months", back, before),
        figure("Referrals waiting, any child", "referrals_waiting", referrals, None, "diagnostic_waits"),
    )


def by_category(asked: Asked) -> Section:
    """Each category's monthly count over three years, all on one scale."""
    found = [row["category"] for row in asked.answer("not_in_school_by_category").records()]
    order = [code for code in CATEGORY.labels if code in found]
    if not order:
        return nothing("spells")
    answers = {code: asked.narrowed_to(category=code).answer("not_in_school_by_month") for code in order}
    months: list[date] = next(iter(answers.values())).column("month_end")
    runs = {code: answer.column("children") for code, answer in answers.items()}
    order.sort(key=lambda code: -(runs[code][-1] or 0))
    finding = "Each category over three years, on one scale"
    if not_in_school.has_history(asked):
        rebases = asked.visit.rebases(Monthly.NOT_IN_SCHOOL)
        limits = {code: variation.stretches(run, months, "neither", rebases).latest for code, run in runs.items()}
        risen = [lower_first(label("category", code)) for code in order if variation.has_risen(limits[code])]
        if any(limits.values()):
            finding = f"Higher than chance explains: {listed(risen)}" if risen else "No category is higher than chance explains"
            if len(risen) > _MOST_NAMED:
                finding = f"{len(risen)} of {len(order)} categories are higher than chance explains"
    figure = Figure(
        Kind.MULTIPLES,
        finding,
        "children",
        tuple(months),
        tuple(Series(label("category", code), tuple(runs[code])) for code in order),
        "Month",
        asked.as_at,
        asked.source("spells"),
    )
    notes = ("A child in several categories is in each panel.", _CHANCE)
    return Section(finding, figure, answers=tuple(answers.values()), notes=notes, source=figure.source)


def what_needs_attention(asked: Asked) -> Section:
    """At most five lines, each leading to its page."""
    found = attention.lines(asked)
    if not found:
        return Section("Nothing stands out")
    return Section("What needs attention", lines=found)


def how_fresh(asked: Asked) -> Section:
    """Which partner's file speaks for which day, and how full the columns are that the headlines need."""
    files = asked.visit.ask("files_kept")
    if not files.rows:
        return nothing("spells", "No spreadsheets have been brought in")
    # The lead alone is told how many rows there are: beside other numbers they would tell small ones.
    filled = (asked.visit.ask("completeness"),) if asked.exact else ()
    shares = _shares([row for answer in filled for row in answer.records()])
    rows = tuple(
        (
            table_title(row["table_name"]),
            row["partner"],
            f"{row['as_at']:%d/%m/%Y}",
            *((f"{row['rows']:,}", _completeness(shares.get(row["table_name"], {}))) if asked.exact else ()),
        )
        for row in sorted(files.records(), key=lambda row: (list(BY_NAME).index(row["table_name"]), row["partner"]))
    )
    oldest = min(files.records(), key=lambda row: row["as_at"])
    thin = [
        f"{lower_first(table_title(table))}: {lower_first(heading(column))} ({per_cent(share)})"
        for table, columns in shares.items()
        for column, share in columns.items()
        if share < _THIN
    ]
    finding = f"{len(rows)} spreadsheets kept; the oldest speaks for {oldest['as_at'].day} {oldest['as_at']:%B %Y}"
    notes: tuple[str, ...] = (f"Thin, so what is cut by it is weak: {'; '.join(thin)}.",) if thin else ()
    unknown = asked.visit.ask("unknown_children").records()
    notes += tuple(
        f"{table_title(row['table_name'])}: {people(row['children'], not asked.exact)} not in the list of children." for row in unknown
    )
    headings = ("Spreadsheet", "Partner", "Speaks for", *(("Rows", "Filled in, where headlines need it") if asked.exact else ()))
    return Section(finding, grid=Grid(headings, rows, frozenset({3} if asked.exact else ())), answers=(files, *filled), notes=notes)


def _shares(rows: list[dict]) -> dict[str, dict[str, float]]:
    """Share of rows with a value, for the columns that the headlines need."""
    shares: dict[str, dict[str, float]] = {}
    for row in rows:
        if row["rows"] and row["filled"] is not None and row["column_name"] in _NEEDED.get(row["table_name"], ()):
            shares.setdefault(row["table_name"], {})[row["column_name"]] = min(row["filled"] / row["rows"], 1.0)
    return shares


def _completeness(columns: dict[str, float]) -> str:
    return ", ".join(f"{lower_first(heading(column))} {per_cent(share)}" for column, share in columns.items()) or "all that is needed"
