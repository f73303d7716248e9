"""Since last time: who joined the children not in school, who left them, and what changed for those who stayed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rollcall.show.asking import Asked
from rollcall.show.figures import bars
from rollcall.show.parts import Headline, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, day, people
from rollcall.show.tables import of_answer

_QUESTION, _TABLES = "since_last_time_figures", ("children", "spells")
_CHANGES = {
    "joined": "Joined",
    "returned": "Came back to school",
    "left_otherwise": "Left otherwise",
    "changed_category": "Changed category",
    "newly_over_52_weeks": "Newly out for over 52 weeks",
}
_A_YEAR = "Protected numbers look back to a year before, and to no other day: the lead can look back to any."


def headline(asked: Asked) -> Headline:
    """How many there were, who came and who went, and how many there are."""
    if unknown := cannot_say(asked, "what has changed since last time", *_TABLES):
        return unknown
    row, about = asked.answer(_QUESTION).records()[0], not asked.exact
    days = f"Between {day(row['earlier_day'])} and {asked.on}"
    if row["joined"] is None and _gone(row) is None:
        why = "because small numbers could be worked out from it"
        return Headline(f"{days}, how many children with SEND joined those not in school, and how many left, is hidden, {why}.")
    sentence = (
        f"{days}, {people(row['joined'], about)} with SEND joined those not in school and "
        f"{amount(_gone(row), about)} left them, {amount(row['returned'], about)} of these back to school."
    )
    more = (
        f"{capital(people(row['before'], about))} were out then, and {amount(row['now'], about)} now. "
        f"{capital(amount(row['changed_category'], about))} changed category, "
        f"and {amount(row['newly_over_52_weeks'], about)} are newly out for over 52 weeks."
    )
    return Headline(sentence, more)


def changes(asked: Asked) -> Section:
    """Each change since the day that the reader chose, as a number of children."""
    answer = asked.answer(_QUESTION)
    row = answer.records()[0]
    if not row["before"] and not row["now"]:
        return nothing("spells")
    about = not asked.exact
    finding = f"{capital(amount(row['before'], about))} were out on {day(row['earlier_day'])}, {amount(row['joined'], about)} joined, "
    finding += f"{amount(_gone(row), about)} left, and {amount(row['now'], about)} are out on {asked.on}"
    along = ((said, row[name]) for name, said in _CHANGES.items())
    figure = bars(finding, along, "Change", asked.as_at, asked.source(*_TABLES))
    notes = (
        "Children in scope on each of the two days, each once. Came back: a period ended by return to school, and no other is open.",
        "Left otherwise: the period ended in another way, or the child is no longer in scope or of school age.",
        "Who joined may have come into scope, or be recorded late. Who joined and left in between is in neither number.",
        *((_A_YEAR,) if about else ()),
    )
    return Section(finding, figure, grid=of_answer(answer), answers=(answer,), notes=notes, source=figure.source)


def _gone(row: Mapping[str, Any]) -> int | None:
    """How many left in either way; not said where one of the two is hidden."""
    returned, otherwise = row["returned"], row["left_otherwise"]
    return None if returned is None or otherwise is None else returned + otherwise
