"""Since last time: who joined the children not in school, who left them, and what changed for those who stayed."""

from __future__ import annotations

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


def headline(asked: Asked) -> Headline:
    """How many there were, who came and who went, and how many there are."""
    if unknown := cannot_say(asked, "what has changed since last time", *_TABLES):
        return unknown
    row = asked.answer(_QUESTION).records()[0]
    gone = row["returned"] + row["left_otherwise"]
    sentence = (
        f"Between {day(row['earlier_day'])} and {asked.on}, {people(row['joined'])} with SEND joined those not in school and "
        f"{amount(gone)} left them, {amount(row['returned'])} of these back to school."
    )
    more = (
        f"{capital(people(row['before']))} were out then, and {amount(row['now'])} now. "
        f"{amount(row['changed_category'])} changed category, and {amount(row['newly_over_52_weeks'])} are newly out for over 52 weeks."
    )
    return Headline(sentence, more)


def changes(asked: Asked) -> Section:
    """Each change since the day that the reader chose, as a number of children."""
    answer = asked.answer(_QUESTION)
    row = answer.records()[0]
    if not row["before"] and not row["now"]:
        return nothing("spells")
    finding = f"{amount(row['before'])} were out on {day(row['earlier_day'])}, {amount(row['joined'])} joined, "
    finding += f"{amount(row['returned'] + row['left_otherwise'])} left, and {amount(row['now'])} are out on {asked.on}"
    along = ((said, row[name]) for name, said in _CHANGES.items())
    figure = bars(finding, along, "Change", asked.as_at, asked.source(*_TABLES))
    notes = (
        "Children in scope on each of the two days, each once. Came back: a period ended by return to school, and no other is open.",
        "Left otherwise: the period ended in another way, or the child is no longer in scope or of school age.",
        "Who joined may have come into scope, or be recorded late. Who joined and left in between is in neither number.",
    )
    return Section(finding, figure, grid=of_answer(answer), answers=(answer,), notes=notes, source=figure.source)
