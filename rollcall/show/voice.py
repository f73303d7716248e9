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
from rollcall.show.sentences import amount, day, listed, lower_first, people, per_cent
from rollcall.show.tables import HIDDEN, Grid

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
_ROUNDED = "Shares are worked out from rounded numbers."
_FEW = "A statement that very few of a group answered is not shown, nor is whether there is one."


@dataclass(frozen=True)
class Statement:
    """One statement that one group of people was asked about, and how many gave each answer."""

    group: str
    text: str
    counts: Mapping[str, int | None]
    agreeing: int | None  # strongly or not
    disagreeing: int | None
    answers: int  # what shares are out of
    first: date | None
    last: date | None

    @property
    def has_enough(self) -> bool:
        """Whether enough people answered for a share."""
        return self.answers >= _FEWEST

    @property
    def has_share(self) -> bool:
        """Whether a share may be given: enough answered, and how many of them agree is not hidden."""
        return self.has_enough and self.agreeing is not None

    @property
    def share(self) -> float:
        """The share that agrees."""
        assert self.agreeing is not None
        return self.agreeing / self.answers

    @property
    def share_against(self) -> float:
        """The share that disagrees."""
        assert self.disagreeing is not None
        return self.disagreeing / self.answers

    @property
    def interval(self) -> Interval:
        """Wilson's 95% interval of the share that agrees."""
        assert self.agreeing is not None
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
    enough, about = [one for one in statements(asked) if one.has_share], not asked.exact
    answers = asked.answer("survey_answers_total").records()[0]["answers"]
    if not enough:
        sentence = f"On {asked.on}, no statement of a survey had the {_FEWEST} answers from one group that a share needs."
        if about:
            sentence = (
                f"On {asked.on}, no share of any statement of a survey could be shown: a share needs {_FEWEST} answers from one group."
            )
        return Headline(sentence, key_figures=_key_figures(asked, enough))
    agreed = sum(one.most_agree for one in enough)
    shown = "whose shares can be shown, put" if about else "put"
    sentence = (
        f"On {asked.on}, more than half of those who had answered agreed with {agreed} of the {len(enough)} statements {shown} "
        f"{listed([f'to {_whom(group)}' for group in RESPONDENT_GROUP.labels if any(one.group == group for one in enough)])}."
    )
    least = min(enough, key=lambda one: (one.share, one.text))
    low, high = least.interval
    more = (
        f"Least agreed with: “{least.text.rstrip('.')}”, by {_of_all(asked, least.agreeing, least)}, "
        f"{per_cent(least.share)} (95% interval {per_cent(low)} to {per_cent(high)}). "
        f"In all, {people(answers, about, 'answer', 'answers')} are kept."
    )
    return Headline(sentence, more, _key_figures(asked, enough))


def _key_figures(asked: Asked, enough: list[Statement]) -> tuple[KeyFigure, ...]:
    agreed, not_agreed = sum(one.most_agree for one in enough), sum(one.most_do_not for one in enough)
    help_ = "" if asked.exact else f"Of the statements whose shares can be shown. {_ROUNDED}"
    return tuple(
        KeyFigure(label, amount(number), measure=measure, help=help_)
        for label, number, measure in (
            ("Statements most agree with", agreed, "statements_most_agree_with"),
            ("Statements fewer than half agree with", not_agreed, "statements_fewer_than_half_agree_with"),
            ("Too close to half to say", len(enough) - agreed - not_agreed, "statements_too_close_to_say"),
        )
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
        return _none_of(group, asked)
    drawn = [one for one in mine if one.has_enough]
    if not drawn:
        return Section(f"Fewer than {_FEWEST} {_whom(group)} answered, too few to draw", grid=_counts(mine), answers=(answer,))
    finding = _most_disagreed(group, asked, drawn)
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
        finding,
        figure,
        grid=_counts(mine),
        answers=(answer,),
        notes=("Counts of answers. Neither and don't know are on no side, and stand beside the bars.", *_left_out(mine, asked)),
        source=figure.source,
        when=_when(mine, asked),
    )


def _none_of(group: str, asked: Asked) -> Section:
    if asked.exact or asked.missing(_TABLE):
        return nothing(_TABLE, f"No answer of {_whom(group)} is kept")
    answer = asked.answer("survey_answers")
    return Section(f"No answer of {_whom(group)} can be shown", answers=(answer,), notes=(_FEW,), source=asked.source(_TABLE))


def _most_disagreed(group: str, asked: Asked, drawn: list[Statement]) -> str:
    """With which statement most disagree, of those of which that is shown."""
    known = [one for one in drawn if one.disagreeing is not None]
    most = max(known, key=lambda one: (one.share_against, one.text), default=None)
    if most and most.disagreeing:
        where = "" if len(known) == len(drawn) else ", where that is shown"
        return f"Most disagreed with{where}: “{most.text.rstrip('.')}”, by {_of_all(asked, most.disagreeing, most)}"
    if len(known) == len(drawn):
        return f"None of the {_whom(group)} who answered disagree with a statement"
    return f"How many of the {_whom(group)} disagree is hidden"


def _shares_of(group: str, asked: Asked) -> Section:
    """The share that agrees with each statement, with its interval."""
    answer, mine = asked.answer("survey_answers"), _of(group, asked)
    drawn = sorted((one for one in mine if one.has_share), key=lambda one: (-one.share, one.text))
    if not mine:
        return _none_of(group, asked)
    if not drawn:
        finding = f"Fewer than {_FEWEST} {_whom(group)} answered, too few for a share"
        if any(one.has_enough for one in mine):
            finding = f"How many of the {_whom(group)} agree is hidden, so no share is shown"
        return Section(finding, answers=(answer,), source=asked.source(_TABLE))
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
        *(() if asked.exact else (_ROUNDED,)),
        *_left_out(mine, asked),
        *_without_share(mine),
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source, when=_when(mine, asked))


def statements(asked: Asked) -> list[Statement]:
    """Every statement that a group was asked about, by group, those first with which most agree."""
    found = [
        Statement(
            row["respondent_group"],
            row["question"],
            {code: row[code] for code in (*_DRAWN, "not_said")},
            row["agreeing"],
            row["disagreeing"],
            row["answers"],
            row["first_answered"],
            row["last_answered"],
        )
        for row in asked.answer("survey_answers").records()
    ]
    order = list(RESPONDENT_GROUP.labels)
    return sorted(found, key=lambda one: (order.index(one.group), -_share_or_none(one), one.text))


def _share_or_none(one: Statement) -> float:
    return one.share if one.answers and one.agreeing is not None else 0


def _of(group: str, asked: Asked) -> list[Statement]:
    return [one for one in statements(asked) if one.group == group]


def _counts(mine: list[Statement]) -> Grid:
    """Every count, of the statements that are not drawn too; a share and its interval where there are enough answers."""
    headings = ("Statement", *_DRAWN.values(), "Answers", "Agree, strongly or not", "95% interval", "Does not apply or not said")
    rows = tuple(
        (
            one.text,
            *(_counted(one.counts[code]) for code in _DRAWN),
            amount(one.answers),
            per_cent(one.share) if one.has_share else HIDDEN if one.has_enough else "too few",
            " to ".join(map(per_cent, one.interval)) if one.has_share else "",
            _counted(one.counts["not_said"]),
        )
        for one in mine
    )
    return Grid(headings, rows, frozenset({*range(1, len(headings))} - {len(_DRAWN) + 3}))


def _counted(number: int | None) -> str:
    return HIDDEN if number is None else amount(number)


def _of_all(asked: Asked, number: int | None, one: Statement) -> str:
    """18 of 40 parents and carers."""
    return f"{amount(number, not asked.exact)} of {amount(one.answers, not asked.exact)} {_whom(one.group)}"


def _left_out(mine: list[Statement], asked: Asked) -> tuple[str, ...]:
    few = [f"“{one.text.rstrip('.')}”" for one in mine if not one.has_enough]
    left = (f"Fewer than {_FEWEST} answered, so not drawn: {listed(few)}.",) if few else ()
    return left if asked.exact else (*left, _FEW)


def _without_share(mine: list[Statement]) -> tuple[str, ...]:
    hidden = [f"“{one.text.rstrip('.')}”" for one in mine if one.has_enough and not one.has_share]
    return (f"How many agree is hidden, so not drawn: {listed(hidden)}.",) if hidden else ()


def _when(mine: list[Statement], asked: Asked) -> str:
    """From the first answer to the last, where there are dates and the reader is given them."""
    if not asked.exact:
        return f"up to {asked.on}"
    first = min((one.first for one in mine if one.first), default=None)
    last = max((one.last for one in mine if one.last), default=None)
    return f"{day(first)} to {day(last)}" if first and last else f"up to {asked.on}, without dates"


def _whom(group: str) -> str:
    return lower_first(RESPONDENT_GROUP.labels[group])


def _percent(shares: tuple[Any, ...]) -> tuple[float, ...]:
    return tuple(share * 100 for share in shares)
