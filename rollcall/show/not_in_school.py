"""Not in school: who, how many, for how long, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from rollcall.answers.answer import Answer
from rollcall.answers.statistics import wilson
from rollcall.definitions import benchmarks
from rollcall.definitions.codes import CATEGORY, DURATION_BANDS, DURATION_UNKNOWN, SEN_STATUS, SOCIAL_CARE
from rollcall.definitions.monthly import Monthly
from rollcall.show import variation
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series, Value, bars
from rollcall.show.labels import FILTERS, NOT_RECORDED, UNKNOWN, being, by_size, in_order, label, short_category
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, capital, change, listed, lower_first, month, people
from rollcall.show.tables import of_answer

WHO = ("sen_status", "primary_need", "year_group", "locality", "social_care", "sex")
WHO_SWITCHES = (
    Switch("who", "By", tuple((name, FILTERS[name]) for name in WHO)),
    Switch("as", "Shown as", (("count", "Number"), ("rate", "For every 1,000 with SEND"))),
)
_YEAR_GROUPS = ("Reception", *(f"Year {year}" for year in range(1, 12)))
_WHAT, _TABLES = "how many children are not in school", ("children", "spells")
_PER = 1000
_SEND = ("E", "K")
_MOST_REASONS = 10


def has_history(asked: Asked) -> bool:
    """Whether the kept data reaches a year back: a list of open periods alone cannot say how many there were then."""
    year = asked.answer("not_in_school_by_month").records()[-13:]
    return bool(year) and year[0]["children"] != 0 and any(month["spells_ended"] != 0 for month in year[1:])


def sentence(asked: Asked) -> str:
    """How many children are not in school, and how that has changed."""
    if unknown := cannot_say(asked, _WHAT, *_TABLES):
        return unknown.sentence
    now, before = figures(asked), figures_before(asked)
    changed = change(now["children"], before.get("children"), not asked.exact)
    who = people(now["children"], not asked.exact)
    return f"On {asked.on}, {who} with SEND of school age were not in school{', ' + changed if changed else ''}."


def headline(asked: Asked) -> Headline:
    """How many, the largest group, and how many have been out long."""
    if unknown := cannot_say(asked, _WHAT, *_TABLES):
        return unknown
    about, by_category = not asked.exact, by_size(asked.answer("not_in_school_by_category").records(), "category", "children")
    more = []
    if by_category and by_category[0]["children"]:
        most = by_category[0]
        more.append(f"The largest group, {amount(most['children'], about)}, is {being(most['category'])}.")
    if (long := figures(asked)["out_for_over_52_weeks"]) != 0:
        more.append(f"{capital(people(long, about))} {'has' if long == 1 else 'have'} been out for more than 52 weeks.")
    return Headline(sentence(asked), " ".join(more), key_figures(asked))


def figures(asked: Asked) -> dict[str, Value]:
    """Children not in school, and those with a plan, out long, looked after, or in several categories."""
    return asked.answer("not_in_school_figures").records()[0]


def figures_before(asked: Asked) -> dict[str, Value]:
    """The same a year before; nothing when the kept data does not reach so far."""
    return asked.year_before("not_in_school_figures").records()[0] if has_history(asked) else {}


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """The numbers that matter most, each with its change since a year before."""
    now, before, about = figures(asked), figures_before(asked), not asked.exact

    def figure(name: str, measure: str, column: str, trend: tuple[Value, ...] = ()) -> KeyFigure:
        return KeyFigure(name, amount(now[column], about), change(now[column], before.get(column), about), trend, measure)

    months = tuple(asked.answer("not_in_school_by_month").column("children")) if before else ()

    return (
        figure("Not in school", "not_in_school", "children", months),
        figure("With an EHC plan", "not_in_school_with_a_plan", "with_a_plan"),
        figure("Out for over 52 weeks", "out_for_over_52_weeks", "out_for_over_52_weeks"),
        figure("Looked after", "looked_after_not_in_school", "looked_after"),
        figure("In more than one category", "in_more_than_one_category", "in_more_than_one_category"),
    )


def by_category(asked: Asked) -> Section:
    """How many, by category, with a tick for a year before."""
    answer = asked.answer("not_in_school_by_category")
    rows = by_size(answer.records(), "category", "children")
    if not rows:
        return nothing("spells", "No child is recorded as not in school")
    before = (
        {row["category"]: row["children"] for row in asked.year_before("not_in_school_by_category").records()} if has_history(asked) else {}
    )
    most = rows[0]
    finding = f"The largest group is {being(most['category'])}: {people(most['children'], not asked.exact)}"
    figure = bars(
        finding, ((label("category", row["category"]), row["children"]) for row in rows), "Category", asked.as_at, asked.source("spells")
    )
    if before:
        year_before = Series("A year before", tuple(before.get(row["category"], 0) for row in rows))
        figure = replace(figure, series=(*figure.series, year_before))
    return Section(
        figure.title,
        figure,
        answers=(answer,),
        notes=_overlapping(asked),
        references=(benchmarks.HOME_EDUCATED, benchmarks.MISSING_EDUCATION, benchmarks.OTHERWISE_THAN_AT_SCHOOL),
        source=figure.source,
    )


def _overlapping(asked: Asked) -> tuple[str, ...]:
    now, several = (figures(asked)[column] for column in ("children", "in_more_than_one_category"))
    if several == 0:
        return ()
    are = "is" if several == 1 else "are"
    about = not asked.exact
    return (f"{capital(people(several, about))} {are} in more than one category, so the bars add to more than {amount(now, about)}.",)


def overlap(asked: Asked) -> Section:
    """Which categories children are in at the same time."""
    answer = asked.answer("not_in_school_overlap")
    pairs = {(row["category"], row["other_category"]): row["children"] for row in answer.records()}
    found = [code for code in CATEGORY.labels if any(code in pair for pair in pairs)]
    if not pairs:
        return Section("No child is in more than one category", answers=(answer,), source=asked.source("spells"))
    largest = max((pair for pair in pairs if pairs[pair]), key=lambda pair: pairs[pair] or 0, default=None)
    finding = "Too few children are in more than one category to say which"
    if largest:
        are = "is" if pairs[largest] == 1 else "are"
        finding = f"{capital(people(pairs[largest], not asked.exact))} {are} both {being(largest[0])} and {being(largest[1])}"
    figure = Figure(
        Kind.MATRIX,
        finding,
        "children",
        tuple(short_category(code) for code in found),
        tuple(Series(short_category(one), tuple(0 if one == two else pairs.get((one, two), 0) for two in found)) for one in found),
        "Category",
        asked.as_at,
        asked.source("spells"),
    )
    return Section(finding, figure, answers=(answer,), source=figure.source)


def through_time(asked: Asked) -> Section:
    """How many at each month end, and how many periods started and ended in each month."""
    answer = asked.answer("not_in_school_by_month")
    months = answer.records()
    if not any(month["children"] != 0 for month in months):
        return nothing("spells")
    ends, children = tuple(month["month_end"] for month in months), tuple(month["children"] for month in months)
    # Fewer is not better in itself: home education is a choice that a family may make.
    found = None
    if has_history(asked):
        found = variation.stretches(children, ends, "neither", asked.visit.rebases(Monthly.NOT_IN_SCHOOL))
    finding = f"{capital(people(children[-1], not asked.exact))} at the end of {month(ends[-1])}"
    if found and found.latest and children[-1] is not None:
        finding += f": {variation.beside_the_usual(found.latest)}"
    figure = Figure(
        Kind.FLOWS,
        finding,
        "children",
        ends,
        (Series("Children not in school at the month end", children), *_moves(months)),
        "Month",
        asked.as_at,
        asked.source("spells"),
    )
    notes = (
        variation.told(children, ends, found, not asked.exact)
        if found
        else ("No period that ended is in the kept data, so earlier months count only children who are still out.",)
    )
    if not asked.exact:
        notes = (*notes, "How many periods started and ended in a month is for the lead alone: small numbers could be worked out from it.")
    section = Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)
    return variation.with_limits(section, found, Monthly.NOT_IN_SCHOOL) if found else section


def _moves(months: Sequence[Mapping[str, Any]]) -> list[Series]:
    """Periods started and ended in each month, where the viewer is told of any."""
    names = {"Periods started": "spells_started", "Periods ended": "spells_ended"}
    if all(month["spells_started"] is None for month in months):
        return []
    return [Series(name, tuple(month[column] for month in months)) for name, column in names.items()]


def by_duration(asked: Asked) -> Section:
    """How long they have been out, in DfE's bands."""
    answer = asked.answer("not_in_school_by_duration")
    rows = [row for row in answer.records() if row["band"] != DURATION_UNKNOWN or row["children"] != 0]
    if not any(row["children"] != 0 for row in rows):
        return nothing("spells")
    long = figures(asked)["out_for_over_52_weeks"]
    finding = f"{capital(people(long, not asked.exact))} {'has' if long == 1 else 'have'} been out for more than 52 weeks"
    figure = bars(finding, ((row["band"], row["children"]) for row in rows), "Time out", asked.as_at, asked.source("spells"))
    return Section(
        finding,
        figure,
        answers=(answer,),
        notes=("Counted from the start of the earliest period that is still open.",),
        references=(benchmarks.MISSING_EDUCATION_DURATIONS[DURATION_BANDS[-1].label],),
        source=figure.source,
    )


def by_reason(asked: Asked) -> Section:
    """Why, in DfE's reasons, with what is not known always shown."""
    answer = asked.answer("not_in_school_by_reason")
    rows = by_size(answer.records(), "reason", "children")
    if not rows:
        return nothing("spells")
    known = [row for row in rows if row["reason"] not in UNKNOWN]
    finding = "No reason is recorded"
    if known and known[0]["children"]:
        finding = (
            f"{label('reason', known[0]['reason'])} is the reason recorded most often, for {people(known[0]['children'], not asked.exact)}"
        )
    drawn = [*known[:_MOST_REASONS], *(row for row in rows if row["reason"] in UNKNOWN)]
    figure = bars(
        finding,
        ((label("reason", row["reason"]), row["children"]) for row in drawn),
        "Reason",
        asked.as_at,
        asked.source("spells"),
        quiet=tuple(label("reason", row["reason"]) for row in drawn if row["reason"] in UNKNOWN),
    )
    notes = ["DfE's reasons. Grey: not known."]
    if left := known[_MOST_REASONS:]:
        notes.append(f"{len(left)} more reasons, each for fewer children, are in the rows.")
    return Section(finding, figure, grid=of_answer(answer), answers=(answer,), notes=tuple(notes), source=figure.source)


def who(asked: Asked) -> Section:
    """Who they are, by what the reader chose: as a count, or for every 1,000 children with SEND where that is known."""
    by = asked.choices.get("who", WHO[0])
    answer = asked.answer(f"not_in_school_by_{by}")
    order = {"year_group": _YEAR_GROUPS, "sen_status": tuple(SEN_STATUS.labels), "social_care": tuple(SOCIAL_CARE.labels)}.get(by)
    rows = in_order(answer.records(), by, order) if order else by_size(answer.records(), by, "children")
    if not rows:
        return nothing("spells")
    if asked.choices.get("as") == "rate":
        return _rates(asked, by, rows, answer)
    most = max((row for row in rows if row["children"] and row[by] != NOT_RECORDED), key=lambda row: row["children"], default=None)
    finding = (
        f"{FILTERS[by]}: {label(by, most[by])} has the most, {people(most['children'], not asked.exact)}"
        if most
        else f"By {lower_first(FILTERS[by])}"
    )
    figure = bars(
        finding,
        ((label(by, row[by]), row["children"]) for row in rows),
        FILTERS[by],
        asked.as_at,
        asked.source("spells", "children"),
        quiet=tuple(label(by, row[by]) for row in rows if row[by] in UNKNOWN),
    )
    return Section(finding, figure, answers=(answer,), source=figure.source)


def _rates(asked: Asked, by: str, rows: list[dict[str, Any]], answer: Answer) -> Section:
    """Children not in school for every 1,000 children with SEND, with Wilson's interval."""
    living = _living(asked, by)
    if not living:
        why = f"A rate by {lower_first(FILTERS[by])} needs the number of children with SEND in each: choose locality or SEN status"
        return Section(why, needs="population") if by in ("locality", "sen_status") else Section(why)
    if left := [lower_first(FILTERS[name]) for name in asked.filters if name not in asked.visit.takes("population_by_locality")]:
        return Section(f"A rate cannot be narrowed by {listed(left)}: the number of children with SEND in each is not known")
    if by == "locality":
        if not asked.exact:
            return Section("A rate by locality is for the lead alone, since small numbers could be worked out from it: choose SEN status")
        answer = _with_send_status(asked).answer(f"not_in_school_by_{by}")
        rows = by_size(answer.records(), by, "children")
    known = [row for row in rows if living.get(row[by])]
    shares = [None if row["children"] is None else row["children"] / living[row[by]] * _PER for row in known]
    bounds = [wilson(row["children"], living[row[by]]) for row in known]
    figure = Figure(
        Kind.DOTS,
        f"Not in school for every 1,000 children with SEND, by {lower_first(FILTERS[by])}",
        "per 1,000 children",
        tuple(label(by, row[by]) for row in known),
        (
            Series(
                "Per 1,000 children with SEND",
                tuple(shares),
                tuple(bound[0] * _PER if bound else None for bound in bounds),
                tuple(bound[1] * _PER if bound else None for bound in bounds),
            ),
        ),
        FILTERS[by],
        asked.as_at,
        asked.source("spells", "children", "population"),
    )
    notes = (
        "Children with an EHC plan or SEN support, of all such children. Who is in scope for a diagnostic wait alone is in neither number.",
        "The line is the 95% interval (Wilson): where two lines overlap, the difference may be chance.",
    )
    return Section(figure.title, figure, answers=(answer, asked.answer("population_by_locality")), notes=notes, source=figure.source)


def _with_send_status(asked: Asked) -> Asked:
    """The same, of the children who have an EHC plan or SEN support: those that a population counts."""
    wanted = asked.filters.get("sen_status", _SEND)
    return replace(asked, filters={**asked.filters, "sen_status": tuple(status for status in wanted if status in _SEND)})


def _living(asked: Asked, by: str) -> dict[str, int]:
    """Children with SEND by locality or SEN status, where the population is known."""
    found: dict[str, int] = {}
    for row in asked.answer("population_by_locality").records() if by in ("locality", "sen_status") else []:
        if row["sen_status"] in _SEND and row["children"]:
            found[row[by]] = found.get(row[by], 0) + row["children"]
    return found
