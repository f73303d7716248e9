"""Help and protection: children not in school who are open to social care, and who of them nobody sees, leads or teaches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.definitions.codes import EARLY_HELP_OFFERED
from rollcall.show import overseen
from rollcall.show.asking import Asked
from rollcall.show.figures import bars
from rollcall.show.labels import NOT_RECORDED, label
from rollcall.show.overseen import TABLES, Divided, key_figure, noted, out_of, part_of, without_any
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, people

_OPEN = "open_"
_HAS = "has_early_help"
_NO_OFFERS = "The list of children says nothing of offers of early help: a column Early help offered would."
_OF_OPEN = "open to social care"
_STATUSES = (
    ("open", "Open to social care"),
    ("early_help", "Early help"),
    ("social_care_none", "None"),
    ("social_care_not_recorded", "Not recorded"),
)


def headline(asked: Asked) -> Headline:
    """How many are open to social care, and how many of them were seen."""
    if unknown := cannot_say(asked, "which children not in school need help and protection", "children", "spells"):
        return unknown
    every, about = figures(asked), not asked.exact
    if every["children"] == 0:
        return Headline(f"On {asked.on}, no child with SEND was recorded as not in school.", "", key_figures(asked))
    some = out_of(every["open"], every["children"], about)
    sentence = f"On {asked.on}, {some} not in school were open to social care"
    if every["open"] != 0:
        sentence += f"; {amount(every['open_seen_within_12_weeks'], about)} of these were recorded as seen in the last 12 weeks"
    more = f"Social care status is not recorded for {amount(every['social_care_not_recorded'], about)}, who may be among them."
    return Headline(f"{sentence}.", more if every["social_care_not_recorded"] != 0 else "", key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Open to social care, early help, and of those open: seen, led and without provision."""
    every, of_open = figures(asked), _open(asked).every
    return (
        key_figure(
            asked,
            "Open to social care",
            "open_to_social_care",
            every["open"],
            every["children"],
            not_recorded=(every["social_care_not_recorded"],),
        ),
        key_figure(asked, "Early help", "early_help_not_in_school", every["early_help"], every["children"]),
        key_figure(
            asked,
            "Of those open, seen in the last 12 weeks",
            "open_seen_in_the_last_12_weeks",
            of_open["seen_within_12_weeks"],
            every["open"],
            _OF_OPEN,
            (of_open["seen_not_recorded"],),
        ),
        key_figure(
            asked,
            "Of those open, with a named lead",
            "open_lead_professional_named",
            of_open["lead_named"],
            every["open"],
            _OF_OPEN,
            (of_open["lead_not_recorded"],),
        ),
        without_any(asked, "Of those open, without any provision", "open_without_any_provision", of_open),
    )


def figures(asked: Asked) -> Mapping[str, Any]:
    """The numbers of all the children, each once."""
    return asked.answer("help_and_protection_figures").records()[0]


def by_status(asked: Asked) -> Section:
    """Children not in school by social care status; for others than the lead, all who are open to it together."""
    every, about = figures(asked), not asked.exact
    answer = asked.answer("help_and_protection_by_status" if asked.exact else "help_and_protection_figures")
    if every["children"] == 0:
        return nothing("spells")
    finding = f"{capital(out_of(every['open'], every['children'], about))} are open to social care"
    finding += f", {amount(every['early_help'], about)} have early help"
    rows = [(name, every[column]) for column, name in _STATUSES]
    if asked.exact:
        rows = [(label("social_care", row["social_care"]), row["children"]) for row in answer.records()]
    figure = bars(finding, rows, "Social care", asked.as_at, asked.source(*TABLES), quiet=("Not recorded",))
    share = noted(asked, ("Open", every["open"]), every["children"])
    open_is = "n need, on a child protection plan, looked after, or known and not said how."
    notes = (
        f"{share[0]} I{open_is}" if share else f"Open: i{open_is}",
        f"Early help as the social care status of the list of children has it.{' To whom it was offered is told beside.' * asked.exact}",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def early_help(asked: Asked) -> Section:
    """Of those who are not open to social care: who has early help, and to whose families it was offered."""
    answer = asked.answer("early_help_offered")
    many = {row["early_help"]: row["children"] for row in answer.records()}
    if not many:
        return nothing("spells", "No child not in school is without social care")
    whole, has, unknown = sum(many.values()), many.get(_HAS, 0), many.get(NOT_RECORDED, 0)
    source = asked.source("children", "spells")
    finding = f"Of {people(whole)} not open to social care, {amount(has)} {'has' if has == 1 else 'have'} early help"
    if whole == has + unknown:
        return Section(f"{finding}; of the others no offer is recorded", answers=(answer,), notes=(_NO_OFFERS,), source=source)
    more, declined = (many.get(word, 0) for word in ("offered", "declined"))
    finding += f" and it was offered to {amount(more + declined)} more"
    figure = bars(
        finding,
        ((label("early_help", word), many[word]) for word in (_HAS, *EARLY_HELP_OFFERED.labels, NOT_RECORDED) if word in many),
        "Early help",
        asked.as_at,
        source,
        quiet=("Not recorded",),
    )
    notes = (
        f"Has early help or was offered it: {part_of(has + more + declined, whole)}. Of {amount(declined)} the offer was declined.",
        f"For {people(unknown)} nothing is recorded: an offer may have been made.",
        "Children whose social care status is not recorded are among them.",
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=source)


def seen(asked: Asked) -> Section:
    """Who was seen lately of those open to social care."""
    return overseen.seen(asked, _open(asked))


def lead(asked: Asked) -> Section:
    """Who of those open to social care has a named lead professional."""
    return overseen.led(asked, _open(asked))


def provision(asked: Asked) -> Section:
    """Who of those open to social care gets any education."""
    return overseen.provided(asked, _open(asked))


def _open(asked: Asked) -> Divided:
    """By social care status for the lead, with the numbers of those open to social care by the names that all children's have."""
    every, by = figures(asked), "social_care" if asked.exact else ""
    answer = asked.answer("help_and_protection_by_status" if by else "help_and_protection_figures")
    of_open = {name.removeprefix(_OPEN): number for name, number in every.items() if name.startswith(_OPEN)}
    return Divided(answer, by, {"children": every["open"]} | of_open, f" {_OF_OPEN}")
