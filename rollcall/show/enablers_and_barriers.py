"""Enablers and barriers: why are children not in school, which schools have they left, and who may leave next?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from rollcall.answers.statistics import funnel, newcombe, wilson
from rollcall.definitions.codes import SEN_STATUS
from rollcall.show.asking import Asked
from rollcall.show.figures import Figure, Kind, Mark, Series, bars
from rollcall.show.labels import NOT_RECORDED, UNKNOWN, label
from rollcall.show.parts import Headline, KeyFigure, Section, cannot_say, nothing
from rollcall.show.sentences import amount, capital, listed, people, per_cent
from rollcall.show.tables import Grid

_FEWEST = 10
_MOST_REASONS = 8
_MOST_NAMED = 3
_WITH = ("E", "K")
_ABSENCE = "Persistently absent: missed a tenth or more of the sessions of the latest term."
_NOT_HELD = "Suspensions and exclusions are in no attendance that was brought in."
School = tuple[str, int, int]
"""A school's name, how many of its children are not in school, and how many with SEND are on its roll and in school."""


def headline(asked: Asked) -> Headline:
    """How many may leave next, and which schools more have left than chance explains."""
    if unknown := cannot_say(asked, "why children leave school", "children", "spells"):
        return unknown
    risk = _risk(asked)
    sentence = f"On {asked.on}, nobody can say who is at risk of leaving school: attendance of two terms has not been brought in."
    if _can_tell(risk):
        of_all = f"{amount(risk['at_risk'])} of {people(risk['children'])} with SEND in school"
        sentence = f"On {asked.on}, {of_all} {'was' if risk['at_risk'] == 1 else 'were'} at risk of leaving it, by {_signs(risk)}."
    return Headline(sentence, f"{_lost_more(asked)}.", key_figures(asked))


def key_figures(asked: Asked) -> tuple[KeyFigure, ...]:
    """Who may leave next, and of how many who left the school is not known."""
    risk = _risk(asked)
    share = wilson(risk["persistently_absent"], risk["children"]) if risk["children"] >= _FEWEST else None
    absent = f"Of {people(risk['children'])} in school with sessions in the latest term."
    if share:
        of_all = per_cent(risk["persistently_absent"] / risk["children"])
        absent += f" That is {of_all}, 95% interval {per_cent(share[0])} to {per_cent(share[1])}."
    both = "with_the_term_before"
    compared = f"Of {people(risk['with_the_term_before'])} with sessions in the term before too."
    unplaced = next((row["not_in_school"] for row in asked.answer("not_in_school_by_school").records() if row["school"] == NOT_RECORDED), 0)
    suspended = f"Of {people(risk['suspensions_recorded'])} for whom it is recorded."
    if risk["exclusions_recorded"]:
        suspended += f" Permanently excluded: {amount(risk['permanently_excluded'])} of {people(risk['exclusions_recorded'])}."

    def counted(name: str, column: str, of: str, measure: str, meaning: str) -> KeyFigure:
        return KeyFigure(name, amount(risk[column]) if risk[of] else "not known", measure=measure, meaning=meaning)

    return (
        KeyFigure(
            "At risk of leaving",
            amount(risk["at_risk"]) if _can_tell(risk) else "not known",
            measure="at_risk_of_leaving",
            meaning=f"Of {people(risk['children'])} in school with sessions in the latest term"
            + (f", by {_signs(risk)}." if _can_tell(risk) else "."),
        ),
        counted("Persistently absent", "persistently_absent", "children", "persistently_absent", absent),
        counted(
            "Part-time sessions growing", "part_time_growing", both, "part_time_growing", f"A larger share missed with code C2. {compared}"
        ),
        counted("Suspended in the latest term", "suspended", "suspensions_recorded", "suspended_in_the_latest_term", suspended),
        KeyFigure(
            "Not in school, school not recorded",
            amount(unplaced),
            measure="school_not_recorded",
            meaning="No open period names their last school, and no list of children names one.",
        ),
    )


def reasons(asked: Asked) -> Section:
    """Reasons by SEN status: of the children not in school with each status, for how many each reason is recorded."""
    answer, of_each = asked.answer("not_in_school_by_reason_and_sen_status"), asked.answer("not_in_school_by_sen_status")
    children = {row["sen_status"]: row["children"] for row in of_each.records() if row["sen_status"] in _WITH}
    found = {(row["reason"], row["sen_status"]): row["children"] for row in answer.records()}
    if not found:
        return nothing("spells", "No child is recorded as not in school")
    if any(children.get(status, 0) < _FEWEST for status in _WITH):
        too_few = "Too few children of each SEN status to compare their reasons"
        return Section(too_few, answers=(answer, of_each), source=asked.source("spells"))
    every = sorted({reason for reason, _ in found}, key=lambda one: (-sum(found.get((one, status), 0) for status in _WITH), one))
    shown = [one for one in every if one not in UNKNOWN][:_MOST_REASONS] + [one for one in every if one in UNKNOWN]
    apart = [one for one in shown if one not in (*UNKNOWN, "Other") and _differs(one, found, children, len(shown))]
    finding = "No reason is recorded more often for one SEN status than for the other, beyond chance"
    if apart:
        widest = max(apart, key=lambda one: abs(_share(one, "E", found, children) - _share(one, "K", found, children)))
        with_plan, support = (per_cent(_share(widest, status, found, children)) for status in _WITH)
        finding = f"{label('reason', widest)}: {with_plan} of those with an EHC plan, {support} of those with SEN support"
    figure = Figure(
        Kind.DUMBBELLS,
        finding,
        "per cent of children not in school",
        tuple(label("reason", one) for one in shown),
        tuple(_shares(status, shown, found, children) for status in _WITH),
        "Reason",
        asked.as_at,
        asked.source("spells"),
        percent=True,
    )
    notes = (
        f"Of {listed([f'{people(children[status])} with {SEN_STATUS.labels[status]}' for status in _WITH])}. A child with several open "
        "periods is counted under the reason of each.",
        "The lines are 95% intervals (Wilson). A difference is named when Newcombe's interval of it, widened for so "
        "many comparisons, leaves out none.",
    )
    return Section(finding, figure, answers=(answer, of_each), notes=notes, source=figure.source)


def schools(asked: Asked) -> Section:
    """The share of each school's children with SEND who are not in school, by how many those are, beside what chance would leave."""
    answer = asked.answer("not_in_school_by_school")
    rows = _schools(asked)
    if not rows:
        return nothing("children")
    rated = _rated(rows)
    grid = _grid(rows)
    source = asked.source("children", "spells")
    if len(rated) < _FEWEST:
        return Section("Too few schools have children on a roll to compare them", grid=grid, answers=(answer,), source=source)
    average = _average(rated)
    limits = [funnel(average, out + on_roll) or (0.0, 1.0) for _, out, on_roll in rated]
    finding = _lost_more(asked)
    figure = Figure(
        Kind.FUNNEL,
        finding,
        "per cent of children with SEND",
        tuple(name for name, *_ in rated),
        (
            Series(
                "Not in school",
                tuple(out / (out + on_roll) * 100 for _, out, on_roll in rated),
                tuple(low * 100 for low, _ in limits),
                tuple(high * 100 for _, high in limits),
            ),
            Series("Children with SEND on its roll, and those who left it", tuple(out + on_roll for _, out, on_roll in rated)),
        ),
        "School",
        asked.as_at,
        source,
        marks=(Mark(average * 100, "All schools"),),
        percent=True,
    )
    left = sum(1 for name, out, on_roll in rows if not on_roll and out)
    notes = [
        "Between the dashed lines a school lies by chance alone 998 times in 1,000 when it is like all others (Wilson).",
        "Outside them is a question to ask, not a judgement: schools differ in the children they teach. The roll is today's.",
    ]
    if left:
        notes.append(f"{left} {'school has' if left == 1 else 'schools have'} no child on roll in the list, so no share: see the rows.")
    return Section(finding, figure, grid, answers=(answer,), notes=tuple(notes), source=source)


def at_risk(asked: Asked) -> Section:
    """Who is in school and may leave it: persistent absence that rises, and part-time sessions that grow."""
    answer = asked.answer("at_risk_of_leaving_figures")
    risk = _risk(asked)
    if not risk["children"]:
        return nothing("attendance", "Nobody who is in school has sessions in the latest term")
    finding = f"{capital(people(risk['absence_rising']))} persistently absent, and more than in the term before"
    steps = (
        ("In school, with sessions in the latest term", "children"),
        ("With sessions in the term before too", "with_the_term_before"),
        ("Persistently absent", "persistently_absent"),
        ("Persistently absent, and rising", "absence_rising"),
        ("Part-time sessions growing", "part_time_growing"),
        *((("Suspended", "suspended"),) if risk["suspensions_recorded"] else ()),
        *((("Permanently excluded", "permanently_excluded"),) if risk["exclusions_recorded"] else ()),
    )
    figure = bars(
        finding,
        ((name, risk[column]) for name, column in steps),
        "Children with SEND",
        asked.as_at,
        asked.source("attendance"),
        quiet=tuple(name for name, _ in steps[:2]),
    )
    notes = (
        f"{_ABSENCE} Rising: a larger share than in the term before. Growing: a larger share of sessions with code C2.",
        "One child's terms differ by chance too: this is a list to look at, and no forecast.",
        _sent_home(risk),
    )
    return Section(finding, figure, answers=(answer,), notes=notes, source=figure.source)


def _can_tell(risk: Mapping[str, int]) -> bool:
    """Whether anything is known by which a child could be at risk."""
    return any(risk[name] for name in ("with_the_term_before", "suspensions_recorded", "exclusions_recorded"))


def _signs(risk: Mapping[str, int]) -> str:
    """What the risk is told by."""
    sent_home = risk["suspensions_recorded"] or risk["exclusions_recorded"]
    return listed(
        [
            *(["two terms' attendance"] if risk["with_the_term_before"] else []),
            *(["the latest term's suspensions and exclusions"] if sent_home else []),
        ]
    )


def _sent_home(risk: Mapping[str, int]) -> str:
    """Of how many suspensions and exclusions are recorded: whoever has no number may have been suspended too."""
    if not risk["suspensions_recorded"] and not risk["exclusions_recorded"]:
        return _NOT_HELD
    suspensions, exclusions = people(risk["suspensions_recorded"]), people(risk["exclusions_recorded"])
    return f"Suspensions of the latest term are recorded for {suspensions}, permanent exclusions for {exclusions}."


def _risk(asked: Asked) -> dict[str, int]:
    return asked.answer("at_risk_of_leaving_figures").records()[0]


def _schools(asked: Asked) -> list[School]:
    rows = asked.answer("not_in_school_by_school").records()
    return [(row["school"], row["not_in_school"], row["on_roll"]) for row in rows if row["school"] != NOT_RECORDED]


def _rated(rows: Sequence[School]) -> list[School]:
    """Those of which the list of children tells a roll: without one there is no share."""
    return [row for row in rows if row[2]]


def _average(rated: Sequence[School]) -> float:
    return sum(out for _, out, _ in rated) / sum(out + on_roll for _, out, on_roll in rated)


def _lost_more(asked: Asked) -> str:
    """Which schools lie above the limits."""
    rated = _rated(_schools(asked))
    if len(rated) < _FEWEST:
        return "Too few schools have children on their roll in the list to say which more have left"
    average = _average(rated)
    above = [name for name, out, on_roll in rated if (limits := funnel(average, out + on_roll)) and out / (out + on_roll) > limits[1]]
    if not above:
        return f"Of {len(rated)} schools, none has more children not in school than chance explains"
    named = listed([*above[:_MOST_NAMED], *([f"{len(above) - _MOST_NAMED} more"] if len(above) > _MOST_NAMED else [])])
    has = "has" if len(above) == 1 else "have"
    return f"Of {len(rated)} schools, {len(above)} {has} more children not in school than chance explains: {named}"


def _grid(rows: Sequence[School]) -> Grid:
    return Grid(
        ("School", "Not in school", "On roll and in school", "Share not in school (95% interval)"),
        tuple((name, amount(out), amount(on_roll) if on_roll else "none listed", _rate(out, on_roll)) for name, out, on_roll in rows),
        frozenset({1, 2}),
    )


def _rate(out: int, on_roll: int) -> str:
    bounds = wilson(out, out + on_roll) if on_roll else None
    return f"{per_cent(out / (out + on_roll))} ({per_cent(bounds[0])} to {per_cent(bounds[1])})" if bounds else "no share"


def _share(reason: str, status: str, found: dict[Any, int], children: dict[str, int]) -> float:
    return found.get((reason, status), 0) / children[status]


def _differs(reason: str, found: dict[Any, int], children: dict[str, int], compared: int) -> bool:
    """Whether Newcombe's interval of the difference leaves out none, at a level that allows for so many comparisons (Bonferroni)."""
    with_plan, support = (found.get((reason, status), 0) for status in _WITH)
    bounds = newcombe(with_plan, children["E"], support, children["K"], confidence=1 - 0.05 / compared)
    return bounds is not None and (bounds[0] > 0 or bounds[1] < 0)


def _shares(status: str, reasons_: Sequence[str], found: dict[Any, int], children: dict[str, int]) -> Series:
    values = [_share(reason, status, found, children) for reason in reasons_]
    bounds = [wilson(found.get((reason, status), 0), children[status]) or (0.0, 0.0) for reason in reasons_]
    name = SEN_STATUS.labels[status]
    return Series(
        name,
        tuple(value * 100 for value in values),
        tuple(low * 100 for low, _ in bounds),
        tuple(high * 100 for _, high in bounds),
    )
