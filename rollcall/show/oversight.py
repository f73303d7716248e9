"""Oversight: who leads, who was seen, whose review is late, what was checked and decided, and what education children get."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.show import overseen
from rollcall.show.asking import Asked
from rollcall.show.figures import Value, bars
from rollcall.show.overseen import TABLES, Divided, key_figure, never_recorded, noted, out_of, together, without_any
from rollcall.show.parts import Headline, KeyFigure, Section, Switch, cannot_say, nothing
from rollcall.show.sentences import amount, capital, people

LIMITS = ("6", "8", "12")
LIMIT_SWITCHES = (Switch("limit", "Limit", tuple((weeks, f"{weeks} weeks") for weeks in LIMITS), for_the_lead=True),)

_REVIEWS = (("review_to_come", "To come"), ("review_overdue", "Overdue"), ("review_no_date", "Date not recorded"))
_HOURS_BANDS = ("0", "under 5", "5 to under 10", "10 to under 15", "15 to under 20", "20 or more", "not_recorded")
_DECIDED = {
    "within 1 year": "In the last 12 months",
    "1 to 2 years": "1 to 2 years ago",
    "2 to 3 years": "2 to 3 years ago",
    "over 3 years": "More than 3 years ago",
    "not_recorded": "Not recorded",
}
_NO_DAY = "Agreed day not recorded"
_FOUND = (
    "A check says that somebody looked, and not what they found. A child whose home education is found unsuitable counts as missing "
    "education."
)
_SECTION_61 = (
    "Children and Families Act 2014, section 61: a council may arrange special educational provision otherwise than in a school, where it "
    "would be inappropriate for it to be made in any school."
)
_DUTY = (
    "Education Act 1996, section 19: a council arranges suitable education for children of school age who may not for any period "
    "receive it unless it does."
)
_REGISTERED_OR_NOT = "The council's duties are the same whether a provider is registered or not."


def headline(asked: Asked) -> Headline:
    """How many have somebody to lead, were seen, and have a review to come."""
    if unknown := cannot_say(asked, "how children who are not in school are looked after", "children", "spells"):
        return unknown
    every, about = figures(asked), not asked.exact
    if every["children"] == 0:
        return Headline(f"On {asked.on}, no child with SEND was recorded as not in school.", "", key_figures(asked))
    sentence = (
        f"On {asked.on}, of {people(every['children'], about)} not in school {amount(every['lead_named'], about)} had a named lead "
        f"professional, {amount(every['seen_within_12_weeks'], about)} were recorded as seen in the last 12 weeks, "
        f"and {amount(every['review_to_come'], about)} had a review to come."
    )
    more = (
        f"Nothing is recorded of a lead professional for {amount(every['lead_not_recorded'], about)}, of a visit for "
        f"{amount(every['seen_not_recorded'], about)}, and of hours of education for {amount(every['hours_not_recorded'], about)}: that "
        "may be a gap in the register or in the oversight."
    )
    return Headline(sentence, more, key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Six numbers of what the council has to know, each with what it is a part of."""
    every, about = figures(asked), not asked.exact
    children = every["children"]
    overdue, dateless = amount(every["review_overdue"], about), amount(every["review_no_date"], about)
    return (
        key_figure(asked, "With a named lead professional", "lead_professional_named", every["lead_named"], children),
        key_figure(
            asked,
            "Seen in the last 12 weeks",
            "seen_in_the_last_12_weeks",
            every["seen_within_12_weeks"],
            children,
            not_recorded=(every["seen_not_recorded"],),
        ),
        KeyFigure(
            "Review overdue or without a date",
            amount(together(every["review_overdue"], every["review_no_date"]), about),
            measure="review_overdue_or_without_a_date",
            meaning=f"{capital(overdue)} overdue, {dateless} without a date, of {people(children, about)}",
        ),
        key_figure(
            asked,
            "Part-time timetables with no end date",
            "part_time_with_no_end_date",
            every["part_time_no_end_date"],
            every["part_time"],
            "on a part-time timetable",
        ),
        KeyFigure(
            "In unregistered provision",
            amount(every["unregistered"], about),
            measure="in_unregistered_provision",
            meaning=f"Hours are recorded for {amount(every['unregistered_hours_recorded'], about)} of them",
        ),
        without_any(asked, "Without any provision", "without_any_provision", every),
    )


def figures(asked: Asked) -> Mapping[str, Any]:
    """The numbers of all the children, each once."""
    return asked.answer("oversight_figures").records()[0]


def lead(asked: Asked) -> Section:
    """Who has a named lead professional."""
    return overseen.led(asked, _children(asked))


def seen(asked: Asked) -> Section:
    """Who was seen lately."""
    return overseen.seen(asked, _children(asked))


def reviews(asked: Asked) -> Section:
    """Whose review is to come, overdue, or without a date."""
    children = _children(asked)
    every, about = children.every, not asked.exact
    late = every["review_overdue"]
    finding = f"Of {people(every['children'], about)}, {amount(late, about)} {_has(late)} a review that is overdue "
    finding += f"and {amount(every['review_no_date'], about)} none with a date"
    share, earliest = noted(asked, ("Overdue", late), every["children"]), f"earliest in a child's open periods is before {asked.on}."
    notes = (
        f"{share[0]} The {earliest}" if share else f"Overdue: the {earliest}",
        "A review that was held and whose next date was never entered looks overdue here.",
    )
    return overseen.stacked(asked, children, "Next review", finding, _REVIEWS, notes)


def suitability(asked: Asked) -> Section:
    """For whom it was checked whether home education is suitable, and how long ago."""
    answer, every, about = asked.answer("oversight_figures"), figures(asked), not asked.exact
    children = people(every["home_educated"], about, "home-educated child", "home-educated children")
    if every["home_educated"] == 0:
        return nothing("spells", "No child is recorded as home educated")
    within, longer, unknown = (every[f"suitability_{when}"] for when in ("within_12_months", "longer_ago", "not_recorded"))
    if never_recorded(asked, "suitability_checked_date", within, longer):
        finding = f"Nobody can say for how many of {children} suitability was checked: {_no_day(asked)}"
        return Section(finding, answers=(answer,), notes=(_FOUND,), source=asked.source(*TABLES))
    some = out_of(within, every["home_educated"], about, "home-educated child", "home-educated children")
    finding = f"For {some} suitability was checked in the last 12 months; "
    finding += f"for {amount(unknown, about)} no check is recorded"
    figure = bars(
        finding,
        (("In the last 12 months", within), ("Longer ago", longer), ("Not recorded", unknown)),
        "Suitability last checked",
        asked.as_at,
        asked.source(*TABLES),
        quiet=("Not recorded",),
    )
    notes = (
        " ".join([*noted(asked, ("In the last 12 months", within), every["home_educated"]), "12 months are our choice."]),
        f"Not recorded is not the same as not checked. A check after {asked.on} says nothing of that day.",
        _FOUND,
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def section_61(asked: Asked) -> Section:
    """For whom in EOTAS the decision under section 61 is recorded, and how long ago it was made."""
    every, about = figures(asked), not asked.exact
    answer = asked.answer("section_61_decisions_by_age" if asked.exact else "oversight_figures")
    children = people(every["eotas"], about, "child in EOTAS", "children in EOTAS")
    if every["eotas"] == 0:
        return nothing("spells", "No child is recorded in EOTAS")
    decided, unknown = every["section_61_recorded"], every["section_61_not_recorded"]
    if never_recorded(asked, "section_61_decision_date", decided):
        finding = f"Nobody can say for how many of {children} there is a decision under section 61: {_no_day(asked)}"
        return Section(finding, answers=(answer,), notes=(_SECTION_61,), source=asked.source(*TABLES))
    some = out_of(decided, every["eotas"], about, "child in EOTAS", "children in EOTAS")
    finding = f"For {some} a decision under section 61 is recorded; for {amount(unknown, about)} none is"
    rows: list[tuple[str, Value]] = [("Recorded", decided), ("Not recorded", unknown)]
    if asked.exact:
        by_age = {row["decided"]: row["children"] for row in answer.records()}
        rows = [(name, by_age.get(age, 0)) for age, name in _DECIDED.items()]
    figure = bars(finding, rows, "Decided", asked.as_at, asked.source(*TABLES), quiet=("Not recorded",))
    notes = (
        " ".join([*noted(asked, ("Recorded", decided), every["eotas"]), "Not recorded is not the same as not decided."]),
        f"No source that we read says how long a decision stays current: all are counted,{' by their age,' if asked.exact else ''} and "
        "none is called too old.",
        f"The latest decision in a child's open periods. One after {asked.on} says nothing of that day.",
        _SECTION_61,
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def part_time(asked: Asked) -> Section:
    """Part-time timetables beyond the day that was agreed for full time, without an end date, and for the lead beyond a limit to be set."""
    answer, every, about = asked.answer("oversight_figures"), figures(asked), not asked.exact
    limit = asked.choices.get("limit", LIMITS[0])
    all_of_them, endless, beyond = (every[name] for name in ("part_time", "part_time_no_end_date", f"part_time_over_{limit}_weeks"))
    if all_of_them == 0:
        return nothing("spells", "No child is recorded on a part-time timetable")
    without_end, timetables = ("No end date", endless), ("part-time timetable", "part-time timetables")
    rows = [("On a part-time timetable", all_of_them), ("No end date planned", endless)]
    if asked.exact:
        finding = f"{amount(beyond)} of {amount(all_of_them)} {timetables[1]} have gone on for more than {limit} weeks; "
        finding += f"{amount(endless)} {_has(endless)} no end date"
        rows.insert(1, (f"For more than {limit} weeks so far", beyond))
        shares = noted(asked, (f"More than {limit} weeks", beyond), all_of_them, "on one", without_end)
    else:
        finding = f"{capital(out_of(endless, all_of_them, about, *timetables))} have no end date"
        shares = noted(asked, without_end, all_of_them, "on one")
    notes = [*shares, "A part-time timetable is for the shortest time necessary, with a time limit. Limits of 6 to 8 weeks are local."]
    passed, to_come, unknown = (every[f"part_time_{when}"] for when in ("day_passed", "day_to_come", "no_day_agreed"))
    if never_recorded(asked, "agreed_full_time_date", passed, to_come):
        nowhere = "in no file" if asked.exact else "for none of them"
        notes.append(f"By which day a child was agreed to be full time again is recorded {nowhere}.")
    else:
        finding += f"; {amount(passed, about)} {'is' if passed == 1 else 'are'} beyond the agreed day"
        rows += [("Agreed day has passed", passed), ("Agreed day to come", to_come), (_NO_DAY, unknown)]
        beyond_it = noted(asked, ("Beyond the day agreed", passed), all_of_them, "on one", again=True)
        notes.append(" ".join([*beyond_it, f"For {amount(unknown, about)} no day is recorded."]))
        notes.append("The earliest agreed day in a child's open periods. A day that was moved on and never entered looks passed here.")
    figure = bars(finding, rows, "Timetable", asked.as_at, asked.source(*TABLES), quiet=(_NO_DAY,))
    notes.append("Children, each once. Some are in several of the lower bars.")
    if asked.exact and endless == all_of_them:
        notes.append("Not one has an end date: the registers may enter it only when a timetable has ended.")
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def unregistered(asked: Asked) -> Section:
    """Unregistered provision and its hours a week; for others than the lead, for how many hours are recorded."""
    if not asked.exact:
        return _unregistered_in_all(asked)
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
    notes.append(_REGISTERED_OR_NOT)
    return Section(finding, figure, answers=(answer,), notes=tuple(notes), source=figure.source)


def _unregistered_in_all(asked: Asked) -> Section:
    answer, every = asked.answer("oversight_figures"), figures(asked)
    all_of_them, known = every["unregistered"], every["unregistered_hours_recorded"]
    if all_of_them == 0:
        return nothing("spells", "No child is recorded in unregistered provision")
    finding = f"{capital(people(all_of_them, about=True))} are in unregistered provision; "
    finding += "nobody's hours are recorded" if known == 0 else f"hours are recorded for {amount(known, about=True)} of them"
    rows = [("In unregistered provision", all_of_them), ("Hours are recorded", known)]
    figure = bars(finding, rows, "Unregistered provision", asked.as_at, asked.source(*TABLES))
    return Section(finding, figure, answers=(answer,), notes=(_REGISTERED_OR_NOT,), source=figure.source)


def provision(asked: Asked) -> Section:
    """Who gets any education."""
    return overseen.provided(asked, _children(asked))


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


def _children(asked: Asked) -> Divided:
    """By category for the lead, and all together for others: small numbers could be worked out from the categories."""
    if not asked.exact:
        return Divided(asked.answer("oversight_figures"), "", figures(asked))
    return Divided(asked.answer("oversight_by_category"), "category", figures(asked))


def _no_day(asked: Asked) -> str:
    return "no file records the day" if asked.exact else "the day is recorded for none of them"


def _hours(band: str) -> str:
    return "Not recorded" if band == "not_recorded" else f"{band} hours".capitalize()


def _has(number: Value) -> str:
    return "has" if number == 1 else "have"
