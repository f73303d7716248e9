"""Oversight: who leads, who was seen, whose review is late, and what education children not in school get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.show import overseen
from rollcall.show.asking import Asked
from rollcall.show.figures import bars
from rollcall.show.overseen import TABLES, Divided, key_figure, part_of, without_any
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, capital, people

LIMITS = ("6", "8", "12")
LIMIT_SWITCHES = (Switch("limit", "Limit", tuple((weeks, f"{weeks} weeks") for weeks in LIMITS)),)

_REVIEWS = (("review_to_come", "To come"), ("review_overdue", "Overdue"), ("review_no_date", "Date not recorded"))
_HOURS_BANDS = ("0", "under 5", "5 to under 10", "10 to under 15", "15 to under 20", "20 or more", "not_recorded")
_DUTY = (
    "Education Act 1996, section 19: a council arranges suitable education for children of school age who may not for any period "
    "receive it unless it does."
)


def headline(asked: Asked) -> Headline:
    """How many have somebody to lead, were seen, and have a review to come."""
    if unknown := cannot_say(asked, "how children who are not in school are looked after", "children", "spells"):
        return unknown
    every = figures(asked)
    if not every["children"]:
        return Headline(f"On {asked.on}, no child with SEND was recorded as not in school.", "", key_figures(asked))
    sentence = (
        f"On {asked.on}, of {people(every['children'])} not in school {amount(every['lead_named'])} had a named lead professional, "
        f"{amount(every['seen_within_12_weeks'])} were recorded as seen in the last 12 weeks, "
        f"and {amount(every['review_to_come'])} had a review to come."
    )
    more = (
        f"Nothing is recorded of a lead professional for {amount(every['lead_not_recorded'])}, of a visit for "
        f"{amount(every['seen_not_recorded'])}, and of hours of education for {amount(every['hours_not_recorded'])}: that may be a gap in "
        "the register or in the oversight."
    )
    return Headline(sentence, more, key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Six numbers of what the council has to know, each with what it is a part of."""
    every = figures(asked)
    children = every["children"]
    late = every["review_overdue"] + every["review_no_date"]
    return (
        key_figure("With a named lead professional", "lead_professional_named", every["lead_named"], children),
        key_figure(
            "Seen in the last 12 weeks",
            "seen_in_the_last_12_weeks",
            every["seen_within_12_weeks"],
            children,
            not_recorded=every["seen_not_recorded"],
        ),
        KeyFigure(
            "Review overdue or without a date",
            amount(late),
            measure="review_overdue_or_without_a_date",
            meaning=f"{amount(every['review_overdue'])} overdue, {amount(every['review_no_date'])} without a date, of {people(children)}",
        ),
        key_figure(
            "Part-time timetables with no end date",
            "part_time_with_no_end_date",
            every["part_time_no_end_date"],
            every["part_time"],
            "on a part-time timetable",
        ),
        KeyFigure(
            "In unregistered provision",
            amount(every["unregistered"]),
            measure="in_unregistered_provision",
            meaning=f"Hours are recorded for {amount(every['unregistered_hours_recorded'])} of them",
        ),
        without_any("Without any provision", "without_any_provision", every),
    )


def figures(asked: Asked) -> Mapping[str, Any]:
    """The numbers of all the children, each once."""
    return asked.answer("oversight_figures").records()[0]


def lead(asked: Asked) -> Section:
    """Who has a named lead professional, by category."""
    return overseen.led(asked, _by_category(asked))


def seen(asked: Asked) -> Section:
    """Who was seen lately, by category."""
    return overseen.seen(asked, _by_category(asked))


def reviews(asked: Asked) -> Section:
    """Whose review is to come, overdue, or without a date."""
    children = _by_category(asked)
    every = children.every
    finding = f"Of {people(every['children'])}, {amount(every['review_overdue'])} {_has(every['review_overdue'])} a review that is overdue "
    finding += f"and {amount(every['review_no_date'])} none with a date"
    notes = (
        f"Overdue: {part_of(every['review_overdue'], every['children'])}. The earliest in a child's open periods is before {asked.on}.",
        "A review that was held and whose next date was never entered looks overdue here.",
    )
    return overseen.stacked(asked, children, finding, _REVIEWS, notes)


def part_time(asked: Asked) -> Section:
    """Part-time timetables without an end date, and beyond a limit that the reader sets."""
    answer, every = asked.answer("oversight_figures"), figures(asked)
    limit = asked.choices.get("limit", LIMITS[0])
    all_of_them, endless, beyond = (every[name] for name in ("part_time", "part_time_no_end_date", f"part_time_over_{limit}_weeks"))
    if not all_of_them:
        return nothing("spells", "No child is recorded on a part-time timetable")
    finding = f"{amount(beyond)} of {amount(all_of_them)} part-time timetables have gone on for more than {limit} weeks; "
    finding += f"{amount(endless)} {_has(endless)} no end date"
    figure = bars(
        finding,
        (("On a part-time timetable", all_of_them), (f"For more than {limit} weeks so far", beyond), ("No end date planned", endless)),
        "Timetable",
        asked.as_at,
        asked.source(*TABLES),
    )
    notes = [
        f"More than {limit} weeks: {part_of(beyond, all_of_them, 'on one')}. No end date: {part_of(endless, all_of_them, 'on one')}.",
        "A part-time timetable is for the shortest time necessary, with a time limit. Limits of 6 to 8 weeks are local.",
        "Children, each once. Some are in both lower bars.",
    ]
    if endless == all_of_them:
        notes.append("Not one has an end date: the registers may enter it only when a timetable has ended.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def unregistered(asked: Asked) -> Section:
    """Unregistered provision and its hours a week."""
    answer, every = asked.answer("unregistered_provision_by_hours"), figures(asked)
    rows = sorted(answer.records(), key=lambda row: _HOURS_BANDS.index(row["hours_band"]))
    if not rows:
        return nothing("spells", "No child is recorded in unregistered provision")
    known = every["unregistered_hours_recorded"]
    hours = sum(row["hours"] for row in rows if row["hours"] is not None)
    finding = f"{capital(people(every['unregistered']))} {'is' if every['unregistered'] == 1 else 'are'} in unregistered provision"
    told = f"{amount(known)} of them {'gets' if known == 1 else 'get'} {amount(round(hours, 1))} hours a week together"
    finding += f"; {told}" if known else "; nobody's hours are recorded"
    figure = bars(
        finding,
        ((_hours(row["hours_band"]), row["children"]) for row in rows),
        "Hours a week",
        asked.as_at,
        asked.source(*TABLES),
        quiet=("Not recorded",),
    )
    notes = [f"That is {amount(round(hours / known, 1))} hours a week each, where hours are recorded."] if known else []
    notes.append("The council's duties are the same whether a provider is registered or not.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def provision(asked: Asked) -> Section:
    """Who gets any education, by category."""
    return overseen.provided(asked, _by_category(asked))


def days_without(asked: Asked) -> Section:
    """How long those without any provision have been out, against section 19."""
    answer, every = asked.answer("without_provision_by_days"), figures(asked)
    rows = [row for row in answer.records() if row["band"] != "Unknown"]
    without = every["without_provision"]
    if not without:
        return nothing("spells", "No child is recorded with 0 hours of education")
    longest = max(row["longest_days"] for row in rows if row["longest_days"] is not None)
    over = every["without_provision_over_3_weeks"]
    finding = f"{amount(over)} of {people(without)} without any provision have been out for more than 3 weeks"
    figure = bars(finding, ((row["band"], row["children"]) for row in rows), "Days out of school", asked.as_at, asked.source(*TABLES))
    notes = (
        f"The longest: {amount(longest)} days. Since the period with 0 hours began, holidays among them: there may have been hours before.",
        _DUTY,
        "Those who ask councils about it often ask about more than 15 school days, which are 3 weeks of term.",
        f"{people(every['hours_not_recorded'])} have no hours recorded, and are not among them.".capitalize(),
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def _by_category(asked: Asked) -> Divided:
    return Divided(asked.answer("oversight_by_category"), "category", figures(asked))


def _hours(band: str) -> str:
    return "Not recorded" if band == "not_recorded" else f"{band} hours".capitalize()


def _has(number: int) -> str:
    return "has" if number == 1 else "have"
