"""Help and protection: children not in school who are open to social care, and who of them nobody sees, leads or teaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.show import overseen
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.labels import label
from rollcall.show.overseen import TABLES, part_of
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, people

_OPEN = "open_"
_OF_OPEN = "open to social care"
_WHOM = f" {_OF_OPEN}"


def headline(asked: Asked) -> Headline:
    """How many are open to social care, and how many of them were seen."""
    if unknown := cannot_say(asked, "which children not in school need help and protection", "children", "spells"):
        return unknown
    every = figures(asked)
    if not every["children"]:
        return Headline(f"On {asked.on}, no child with SEND was recorded as not in school.", "", key_figures(asked))
    sentence = f"On {asked.on}, {amount(every['open'])} of {people(every['children'])} not in school were open to social care"
    if every["open"]:
        sentence += f"; {amount(every['open_seen_within_12_weeks'])} of these were recorded as seen in the last 12 weeks"
    more = f"Social care status is not recorded for {amount(every['social_care_not_recorded'])}, who may be among them."
    return Headline(f"{sentence}.", more if every["social_care_not_recorded"] else "", key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Open to social care, early help, and of those open: seen, led and without provision."""
    every = figures(asked)
    of_open = every["open"]
    return (
        KeyFigure(
            "Open to social care",
            amount(of_open),
            measure="open_to_social_care",
            meaning=f"{capital(part_of(of_open, every['children']))}. Not recorded: {amount(every['social_care_not_recorded'])}",
        ),
        KeyFigure(
            "Early help",
            amount(every["early_help"]),
            measure="early_help_not_in_school",
            meaning=capital(part_of(every["early_help"], every["children"])),
        ),
        KeyFigure(
            "Of those open, seen in the last 12 weeks",
            amount(every["open_seen_within_12_weeks"]),
            measure="open_seen_in_the_last_12_weeks",
            meaning=f"{capital(part_of(every['open_seen_within_12_weeks'], of_open, _OF_OPEN))}. "
            f"Not recorded: {amount(every['open_seen_not_recorded'])}",
        ),
        KeyFigure(
            "Of those open, with a named lead",
            amount(every["open_lead_named"]),
            measure="open_lead_professional_named",
            meaning=f"{capital(part_of(every['open_lead_named'], of_open, _OF_OPEN))}. "
            f"Not recorded: {amount(every['open_lead_not_recorded'])}",
        ),
        KeyFigure(
            "Of those open, without any provision",
            amount(every["open_without_provision"]),
            measure="open_without_any_provision",
            meaning=f"0 hours recorded. For {amount(every['open_hours_not_recorded'])} more no hours are recorded",
        ),
    )


def figures(asked: Asked) -> Mapping[str, Any]:
    """The numbers of all the children, each once."""
    return asked.answer("help_and_protection_figures").records()[0]


def by_status(asked: Asked) -> Section:
    """Children not in school by social care status."""
    answer, every = asked.answer("help_and_protection_by_status"), figures(asked)
    if not answer.rows:
        return nothing("spells")
    finding = f"{amount(every['open'])} of {people(every['children'])} are open to social care"
    finding += f", {amount(every['early_help'])} have early help"
    rows = answer.records()
    figure = Figure(
        Kind.BARS,
        finding,
        "children",
        tuple(label("social_care", row["social_care"]) for row in rows),
        (Series("Children", tuple(row["children"] for row in rows)),),
        "Social care",
        asked.as_at,
        asked.source(*TABLES),
        quiet=("Not recorded",),
    )
    notes = (
        f"Open: {part_of(every['open'], every['children'])}. In need, on a child protection plan, looked after, or known and not said how.",
        "Early help as the list of children has it: whether it was offered and not taken up is not in any spreadsheet.",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def seen(asked: Asked) -> Section:
    """Who was seen lately, by social care status."""
    answer = asked.answer("help_and_protection_by_status")
    return overseen.seen(asked, answer, "social_care", _of_open(asked), _WHOM) if answer.rows else nothing("spells")


def lead(asked: Asked) -> Section:
    """Who has a named lead professional, by social care status."""
    answer = asked.answer("help_and_protection_by_status")
    return overseen.led(asked, answer, "social_care", _of_open(asked), _WHOM) if answer.rows else nothing("spells")


def provision(asked: Asked) -> Section:
    """Who gets any education, by social care status."""
    answer = asked.answer("help_and_protection_by_status")
    return overseen.provided(asked, answer, "social_care", _of_open(asked), _WHOM) if answer.rows else nothing("spells")


def _of_open(asked: Asked) -> Mapping[str, Any]:
    """The numbers of those open to social care, by the names that all children's have."""
    every = figures(asked)
    return {"children": every["open"]} | {name.removeprefix(_OPEN): number for name, number in every.items() if name.startswith(_OPEN)}
