"""Diagnostic waits: how long, and is it getting worse?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.answers.statistics import median, percentile
from rollcall.definitions import benchmarks
from rollcall.definitions.codes import ASSESSMENT, WAITING_BANDS
from rollcall.definitions.monthly import Monthly
from rollcall.show import variation
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Mark, Series, Value
from rollcall.show.labels import by_size, label
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, capital, change, listed, lower_first, people, per_cent, weeks

ALL = "all"
LIST_SWITCHES = (
    Switch(
        "list",
        "List",
        ((ALL, "All lists"), *((code, ASSESSMENT.labels[code]) for code in ("autism", "adhd", "neurodevelopmental"))),
        for_the_lead=True,
    ),
)
TABLE = "diagnostic_waits"
_SAYS_13_WEEKS = (
    "NICE asks that an autism assessment starts within three months of referral. There is no such standard for ADHD, so no line."
)
FEWEST = 10  # fewer than this, and a median speaks of single children


def has_history(asked: Asked) -> bool:
    """Whether referrals that ended are kept: a list of open referrals alone cannot say how many waited a year before."""
    return any(row["assessed"] != 0 or row["closed"] != 0 for row in asked.answer("diagnostic_waits_each_month").records()[-12:])


def headline(asked: Asked) -> Headline:
    """How many wait, and how long."""
    if unknown := cannot_say(asked, "who waits for a diagnostic assessment", TABLE):
        return unknown
    now, about = asked.answer("diagnostic_waits_total").records()[0], not asked.exact
    before = asked.year_before("diagnostic_waits_total").records()[0]["waiting"] if has_history(asked) else None
    changed = change(now["waiting"], before, about)
    sentence = (
        f"On {asked.on}, {people(now['waiting'], about, 'referral', 'referrals')} waited for a diagnostic assessment"
        f"{', ' + changed if changed else ''}."
    )
    long = now["waiting_over_52_weeks"]
    more = [
        "No referral has waited for more than 52 weeks."
        if long == 0
        else f"{capital(people(long, about, 'has', 'have'))} waited for more than 52 weeks."
    ]
    autism = next((row for row in asked.answer("diagnostic_waits_by_assessment").records() if row["assessment"] == "autism"), None)
    if autism and autism["waiting"] and autism["waiting_13_weeks"] is not None:
        share = per_cent(autism["waiting_13_weeks"] / autism["waiting"])
        more.append(f"Of those for autism, {share} have waited 13 weeks or longer.")
    return Headline(sentence, " ".join(more), key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """How many wait, and how many beyond 13, 18 and 52 weeks."""
    now = asked.answer("diagnostic_waits_total").records()[0]
    before = asked.year_before("diagnostic_waits_total").records()[0] if has_history(asked) else {}
    about = not asked.exact

    def figure(name: str, measure: str, column: str, trend: tuple[Value, ...] = ()) -> KeyFigure:
        return KeyFigure(name, amount(now[column], about), change(now[column], before.get(column), about), trend, measure)

    months = tuple(asked.answer("diagnostic_waits_each_month").column("waiting")) if before else ()

    return (
        figure("Referrals waiting", "referrals_waiting", "waiting", months),
        figure("Children waiting", "children_waiting", "children"),
        _autism(asked),
        figure("Over 18 weeks", "waiting_over_18_weeks", "waiting_over_18_weeks"),
        figure("Over 52 weeks", "waiting_over_52_weeks", "waiting_over_52_weeks"),
    )


def _autism(asked: Asked) -> KeyFigure:
    """Autism referrals beyond 13 weeks: the one assessment with such a standard."""

    def late(answer: Answer) -> Value:
        return next((row["waiting_13_weeks"] for row in answer.records() if row["assessment"] == "autism"), 0)

    now = late(asked.answer("diagnostic_waits_by_assessment"))
    before = late(asked.year_before("diagnostic_waits_by_assessment")) if has_history(asked) else None
    changed = change(now, before, not asked.exact)
    return KeyFigure("Autism, 13 weeks or longer", amount(now, not asked.exact), changed, measure="autism_waiting_13_weeks")


def by_band(asked: Asked) -> Section:
    """How long they have been waiting: one bar for each assessment, cut by NHS England's bands."""
    answer, totals = asked.answer("diagnostic_waits_by_band"), asked.answer("diagnostic_waits_by_assessment")
    rows = by_size(totals.records(), "assessment", "waiting")
    if not rows:
        return nothing(TABLE)
    waiting = {(row["assessment"], row["band"]): row["waiting"] for row in answer.records()}
    most = rows[0]
    over = most["waiting_over_18_weeks"]
    finding = f"{label('assessment', most['assessment'])} has the longest list, {amount(most['waiting'], not asked.exact)}"
    if over is not None and most["waiting"]:
        finding += f"; {per_cent(over / most['waiting'])} of it over 18 weeks"
    figure = figure_of(
        asked,
        Kind.STACKED,
        finding,
        "referrals",
        tuple(label("assessment", row["assessment"]) for row in rows),
        tuple(
            Series(label("band", band.label), tuple(waiting.get((row["assessment"], band.label), 0) for row in rows))
            for band in WAITING_BANDS
        ),
        "Assessment",
        marks=_thirteen_weeks(asked, rows),
        totals=tuple(row["waiting"] for row in rows),
    )
    return Section(
        finding,
        figure,
        answers=(answer, totals),
        notes=(f"Line: 13 weeks, with {figure.marks[0].label}.", _SAYS_13_WEEKS) if figure.marks else (),
        references=(benchmarks.AUTISM_OPEN, benchmarks.ADHD_UP_TO),
        source=figure.source,
    )


def _thirteen_weeks(asked: Asked, rows: Sequence[Mapping[str, Any]]) -> tuple[Mark, ...]:
    """Where 13 weeks falls on the bar of autism, and on no other."""
    autism = next((row for row in rows if row["assessment"] == "autism"), None)
    if not autism or autism["waiting"] is None or autism["waiting_13_weeks"] is None:
        return ()
    late = autism["waiting_13_weeks"]
    name = label("assessment", "autism")
    return (
        Mark(
            max(autism["waiting"] - late, 0),
            f"{people(late, not asked.exact, 'autism referral', 'autism referrals')} 13 weeks or longer",
            only=name,
        ),
    )


def by_provider(asked: Asked) -> Section:
    """Half and nine in ten, by provider."""
    answer = asked.answer("diagnostic_waits_by_provider")
    rows = by_size(answer.records(), "provider", "waiting")
    if not rows:
        return nothing(TABLE)
    summaries = [summary(row["weeks"]) for row in rows]
    known = [(row, half) for row, (half, _) in zip(rows, summaries, strict=True) if half is not None]
    finding = "Too few wait at any provider to say how long"
    if known:
        slowest, half = max(known, key=lambda pair: pair[1])
        finding = f"At {label('provider', slowest['provider'])}, half have waited {weeks(half)} or longer"
    series = [
        Series("Half have waited less than this", tuple(half for half, _ in summaries)),
        Series("92 in 100 have waited less than this", tuple(most for _, most in summaries)),
    ]
    if asked.exact:
        few = [half is None for half, _ in summaries]
        series.append(Series("Longest", tuple(None if hide else row["longest_weeks"] for row, hide in zip(rows, few, strict=True))))
    figure = figure_of(
        asked, Kind.WHISKERS, finding, "weeks", tuple(label("provider", row["provider"]) for row in rows), tuple(series), "Provider"
    )
    notes = (f"Providers with fewer than {FEWEST} waiting are not summed up.",) if any(half is None for half, _ in summaries) else ()
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def in_and_out(asked: Asked) -> Section:
    """Referred against assessed and closed each month, and the number waiting above."""
    chosen = asked.choices.get("list", ALL)
    answer = asked.answer("diagnostic_waits_each_month" if chosen == ALL else "diagnostic_waits_by_month")
    rows = [row for row in answer.records() if row.get("assessment", ALL) == chosen]
    if not any(row[name] != 0 for row in rows for name in ("waiting", "referred")):
        return (
            nothing(TABLE) if chosen == ALL else Section(f"No referrals for {lower_first(label('assessment', chosen))}", answers=(answer,))
        )
    referred, assessed = (_last_year(rows, name) for name in ("referred", "assessed"))
    finding = "Too few to say whether the list is growing"
    if referred is not None and assessed is not None:
        came = people(referred, not asked.exact, "referral", "referrals")
        finding = f"In twelve months {came} came in and {people(assessed, not asked.exact, 'assessment', 'assessments')} started"
    months, waiting = tuple(row["month_end"] for row in rows), tuple(row["waiting"] for row in rows)
    found = None
    if has_history(asked):
        found = variation.stretches(waiting, months, "down", asked.visit.rebases(Monthly.REFERRALS_WAITING))
    figure = figure_of(
        asked,
        Kind.FLOWS,
        finding,
        "referrals",
        months,
        (
            Series("Referrals waiting at the month end", waiting),
            Series("Referred", tuple(row["referred"] for row in rows)),
            Series("Assessment started", tuple(row["assessed"] for row in rows)),
            Series("Closed", tuple(row["closed"] for row in rows)),
        ),
        "Month",
    )
    if found:
        notes = *variation.told(waiting, months, found, not asked.exact), "Assessed and later closed: counted in the month of each."
    else:
        notes = ("No referral that ended in the last year is in the kept data, so earlier months count only those that still wait.",)
    section = Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)
    return variation.with_limits(section, found, Monthly.REFERRALS_WAITING) if found else section


def in_school_or_not(asked: Asked) -> Section:
    """Median weeks waited by children not in school and in school, side by side."""
    answer = asked.answer("diagnostic_waits_in_and_out_of_school")
    if not answer.rows:
        return nothing(TABLE, "No child in scope is waiting")
    halves: dict[str, dict[bool, float]] = {}
    for row in answer.records():
        half, _ = summary(row["weeks"])
        if half is not None:
            halves.setdefault(row["assessment"], {})[bool(row["in_school"])] = half
    both = {assessment: pair for assessment, pair in halves.items() if len(pair) == 2}
    if not both:
        return Section(
            "Too few wait to compare children in school and not in school", answers=(answer,), source=asked.source(TABLE, "spells")
        )
    order = sorted(both, key=lambda assessment: both[assessment][True] - both[assessment][False])
    widest = max(order, key=lambda assessment: abs(both[assessment][False] - both[assessment][True]))
    out, within = both[widest][False], both[widest][True]
    finding = (
        f"For {lower_first(label('assessment', widest))}, half of the children not in school who wait have waited {weeks(out)} or longer; "
        f"in school, {weeks(within)}"
    )
    figure = figure_of(
        asked,
        Kind.DUMBBELLS,
        finding,
        "weeks",
        tuple(label("assessment", assessment) for assessment in order),
        (
            Series("Not in school", tuple(both[assessment][False] for assessment in order)),
            Series("In school", tuple(both[assessment][True] for assessment in order)),
        ),
        "Assessment",
    )
    left = [lower_first(label("assessment", row["assessment"])) for row in answer.records() if row["assessment"] not in both]
    notes = ["Median weeks waited so far by children in scope. Medians have no intervals here, so no difference is claimed from them."]
    if left:
        notes.append(f"Too few to compare: {listed(list(dict.fromkeys(left)))}.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def summary(value: Any) -> tuple[float | None, float | None]:
    """Median and 92nd percentile of the weeks in an answer: a list for the lead, already summed up for everyone else."""
    if value is None:
        return None, None
    if isinstance(value, Mapping):
        return value["median"], value["percentile_92"]
    return (median(value), percentile(value, 92)) if len(value) >= FEWEST else (None, None)


def figure_of(
    asked: Asked,
    kind: Kind,
    finding: str,
    unit: str,
    along: tuple[Any, ...],
    series: tuple[Series, ...],
    along_name: str,
    marks: tuple[Mark, ...] = (),
    totals: tuple[Value, ...] = (),
) -> Figure:
    return Figure(kind, finding, unit, along, series, along_name, asked.as_at, asked.source(TABLE), marks, totals=totals)


def _last_year(rows: Sequence[Mapping[str, Any]], column: str) -> Value:
    """The sum of the last twelve months, or None when one of them is hidden."""
    values = [row[column] for row in rows[-12:]]
    return None if None in values else sum(values)
