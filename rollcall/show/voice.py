"""Voice: with which statements do children, parents and professionals agree, and with which do they not?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from rollcall.answers.statistics import Interval, wilson
from rollcall.definitions.survey import RESPONDENT_GROUP
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Series
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, day, listed, lower_first, per_cent
from rollcall.show.tables import Grid

_TABLE = "survey_responses"
_FEWEST = 10
_DRAWN = {
    "agree": "Agree",
    "strongly_agree": "Strongly agree",
    "disagree": "Disagree",
    "strongly_disagree": "Strongly disagree",
    "neither": "Neither",
    "dont_know": "Don't know",
}
_BESIDE = ("neither", "dont_know")  # on no side, so they are numbers beside the bars
_OUT_OF = "everybody who answered it, those who do not know among them, without those to whom it does not apply"


@dataclass(frozen=True)
class Statement:
    """One statement that one group of people was asked about, and how many gave each answer."""

    group: str
    text: str
    counts: Mapping[str, int]
    first: date | None
    last: date | None

    @property
    def agreeing(self) -> int:
        """How many agree, strongly or not."""
        return self.counts["agree"] + self.counts["strongly_agree"]

    @property
    def disagreeing(self) -> int:
        """How many disagree, strongly or not."""
        return self.counts["disagree"] + self.counts["strongly_disagree"]

    @property
    def answers(self) -> int:
        """What shares are out of."""
        return sum(self.counts[answer] for answer in _DRAWN)

    @property
    def has_enough(self) -> bool:
        """Whether a share may be given."""
        return self.answers >= _FEWEST

    @property
    def share(self) -> float:
        """The share that agrees."""
        return self.agreeing / self.answers

    @property
    def interval(self) -> Interval:
        """Wilson's 95% interval of the share that agrees."""
        found = wilson(self.agreeing, self.answers)
        assert found
        return found

    @property
    def most_agree(self) -> bool:
        """Whether more than half agree, beyond chance."""
        return self.interval[0] > 0.5

    @property
    def most_do_not(self) -> bool:
        """Whether fewer than half agree, beyond chance."""
        return self.interval[1] < 0.5


def headline(asked: Asked) -> Headline:
    """With how many statements most people agree, and with which fewest do."""
    if unknown := cannot_say(asked, "what children, parents and professionals think", _TABLE):
        return unknown
    enough = [one for one in statements(asked) if one.has_enough]
    answers = asked.answer("survey_answers_total").records()[0]["answers"]
    if not enough:
        sentence = f"On {asked.on}, no statement of a survey had the {_FEWEST} answers from one group that a share needs."
        return Headline(sentence, key_figures=_key_figures(enough))
    agreed = sum(one.most_agree for one in enough)
    sentence = (
        f"On {asked.on}, more than half of those who had answered agreed with {agreed} of the {len(enough)} statements put "
        f"{listed([f'to {_whom(group)}' for group in RESPONDENT_GROUP.labels if any(one.group == group for one in enough)])}."
    )
    least = min(enough, key=lambda one: (one.share, one.text))
    low, high = least.interval
    more = (
        f"Least agreed with: “{least.text.rstrip('.')}”, by {amount(least.agreeing)} of {amount(least.answers)} {_whom(least.group)}, "
        f"{per_cent(least.share)} (95% interval {per_cent(low)} to {per_cent(high)}). In all, {amount(answers)} answers are kept."
    )
    return Headline(sentence, more, _key_figures(enough))


def _key_figures(enough: list[Statement]) -> tuple[KeyFigure, ...]:
    agreed, not_agreed = sum(one.most_agree for one in enough), sum(one.most_do_not for one in enough)
    return (
        KeyFigure("Statements most agree with", amount(agreed), measure="statements_most_agree_with"),
        KeyFigure("Statements fewer than half agree with", amount(not_agreed), measure="statements_fewer_than_half_agree_with"),
        KeyFigure("Too close to half to say", amount(len(enough) - agreed - not_agreed), measure="statements_too_close_to_say"),
    )


def children(asked: Asked) -> Section:
    """What children and young people answered."""
    return _answers_of("child", asked)


def parents(asked: Asked) -> Section:
    """What parents and carers answered."""
    return _answers_of("parent", asked)


def professionals(asked: Asked) -> Section:
    """What professionals answered."""
    return _answers_of("professional", asked)


def agreeing_children(asked: Asked) -> Section:
    """The share of children and young people that agrees with each statement."""
    return _shares_of("child", asked)


def agreeing_parents(asked: Asked) -> Section:
    """The share of parents and carers that agrees with each statement."""
    return _shares_of("parent", asked)


def agreeing_professionals(asked: Asked) -> Section:
    """The share of professionals that agrees with each statement."""
    return _shares_of("professional", asked)


def _answers_of(group: str, asked: Asked) -> Section:
    """Counts of the answers, agreement to the right and disagreement to the left; beside them those on no side."""
    answer, mine = asked.answer("survey_answers"), _of(group, asked)
    if not mine:
        return nothing(_TABLE, f"No answer of {_whom(group)} is kept")
    drawn = [one for one in mine if one.has_enough]
    if not drawn:
        return Section(f"Fewer than {_FEWEST} {_whom(group)} answered, too few to draw", grid=_counts(mine), answers=(answer,))
    most = max(drawn, key=lambda one: (one.disagreeing / one.answers, one.text))
    finding = f"Most disagreed with: “{most.text.rstrip('.')}”, by {amount(most.disagreeing)} of {amount(most.answers)} {_whom(group)}"
    if not most.disagreeing:
        finding = f"None of the {_whom(group)} who answered disagree with a statement"
    figure = Figure(
        Kind.DIVERGING,
        finding,
        "answers",
        tuple(one.text for one in drawn),
        tuple(Series(name, tuple(one.counts[code] for one in drawn), context=code in _BESIDE) for code, name in _DRAWN.items()),
        "Statement",
        asked.as_at,
        asked.source(_TABLE),
    )
    return Section(
        finding, figure, grid=_counts(mine), answers=(answer,), notes=_notes(mine), source=figure.source, when=_when(mine, asked)
    )


def _shares_of(group: str, asked: Asked) -> Section:
    """The share that agrees with each statement, with its interval."""
    answer, mine = asked.answer("survey_answers"), _of(group, asked)
    drawn = sorted((one for one in mine if one.has_enough), key=lambda one: (-one.share, one.text))
    if not mine:
        return nothing(_TABLE, f"No answer of {_whom(group)} is kept")
    if not drawn:
        return Section(f"Fewer than {_FEWEST} {_whom(group)} answered, too few for a share", answers=(answer,), source=asked.source(_TABLE))
    agreed, against = [sum(each) for each in zip(*((one.most_agree, one.most_do_not) for one in drawn), strict=True)]
    finding = f"More than half of {_whom(group)} agree with {agreed or 'none'} of {len(drawn)} statements"
    finding += f", fewer than half with {against or 'none'}"
    if agreed + against < len(drawn):
        finding += f"; {len(drawn) - agreed - against} {'is' if len(drawn) - agreed - against == 1 else 'are'} too close to half to say"
    low, high = zip(*(one.interval for one in drawn), strict=True)
    figure = Figure(
        Kind.DOTS,
        finding,
        "per cent",
        tuple(one.text for one in drawn),
        (Series("Agree", tuple(one.share * 100 for one in drawn), _percent(low), _percent(high)),),
        "Statement",
        asked.as_at,
        asked.source(_TABLE),
        percent=True,
    )
    notes = (
        f"The share that agrees, strongly or not, out of {_OUT_OF}. The lines are 95% intervals (Wilson).",
        "People chose to answer, so they may think otherwise than those who did not: no interval allows for that.",
        *_notes(mine)[1:],
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source, when=_when(mine, asked))


def statements(asked: Asked) -> list[Statement]:
    """Every statement that a group was asked about, by group, those first with which most agree."""
    found = [
        Statement(
            row["respondent_group"],
            row["question"],
            {code: row[code] for code in (*_DRAWN, "not_said")},
            row["first_answered"],
            row["last_answered"],
        )
        for row in asked.answer("survey_answers").records()
    ]
    order = list(RESPONDENT_GROUP.labels)
    return sorted(found, key=lambda one: (order.index(one.group), -(one.share if one.answers else 0), one.text))


def _of(group: str, asked: Asked) -> list[Statement]:
    return [one for one in statements(asked) if one.group == group]


def _counts(mine: list[Statement]) -> Grid:
    """Every count, of the statements that are not drawn too; a share and its interval where there are enough answers."""
    headings = ("Statement", *_DRAWN.values(), "Answers", "Agree, strongly or not", "95% interval", "Does not apply or not said")
    rows = tuple(
        (
            one.text,
            *(amount(one.counts[code]) for code in _DRAWN),
            amount(one.answers),
            per_cent(one.share) if one.has_enough else "too few",
            " to ".join(map(per_cent, one.interval)) if one.has_enough else "",
            amount(one.counts["not_said"]),
        )
        for one in mine
    )
    return Grid(headings, rows, frozenset({*range(1, len(headings))} - {len(_DRAWN) + 3}))


def _notes(mine: list[Statement]) -> tuple[str, ...]:
    few = [f"“{one.text.rstrip('.')}”" for one in mine if not one.has_enough]
    left = (f"Fewer than {_FEWEST} answered, so not drawn: {listed(few)}.",) if few else ()
    return "Counts of answers. Neither and don't know are on no side, and stand beside the bars.", *left


def _when(mine: list[Statement], asked: Asked) -> str:
    """From the first answer to the last; nothing where no answer has a date."""
    first = min((one.first for one in mine if one.first), default=None)
    last = max((one.last for one in mine if one.last), default=None)
    return f"{day(first)} to {day(last)}" if first and last else f"up to {asked.on}, without dates"


def _whom(group: str) -> str:
    return lower_first(RESPONDENT_GROUP.labels[group])


def _percent(shares: tuple[Any, ...]) -> tuple[float, ...]:
    return tuple(share * 100 for share in shares)
