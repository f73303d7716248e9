"""Guards of our own making, leaky on purpose or not, over exact answers: what the attack has to see through."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from rollcall.answers.answer import Answer
from rollcall.answers.ask import Visit
from rollcall.attack.attack import Verdict, attack
from rollcall.attack.reading import Look, read
from rollcall.attack.rule import Rule

Hide = Callable[[Answer], Answer]
Cell = tuple[str, int, str]  # question, row, column


class Exact(Rule):
    """No rule at all: every number is what it is."""

    def true_numbers(self, shown: int | None, may_be_none: bool = False) -> tuple[int, int]:
        assert shown is not None
        return shown, shown

    def may_be_shown(self, shown: int) -> bool:
        return True


def by_rule(rule: Rule) -> Hide:
    """A guard that hides and rounds each number by the rule, and looks at nothing else."""

    def hide(answer: Answer) -> Answer:
        return with_numbers(answer, lambda _row, _column, value: rule.shown(value))

    return hide


def hiding(rule: Rule, cells: Sequence[Cell]) -> Hide:
    """The same, and some other numbers too."""

    def hide(answer: Answer) -> Answer:
        chosen = {(row, column) for question, row, column in cells if question == answer.question}
        return with_numbers(answer, lambda row, column, value: None if (row, column) in chosen else rule.shown(value))

    return hide


def with_numbers(answer: Answer, change: Callable[[int, str, int], int | None]) -> Answer:
    """The answer with other numbers of people, and no weeks."""
    rows = tuple(
        tuple(
            change(number, column.name, value) if column.kind == "people" else None if "weeks" in column.kind else value
            for column, value in zip(answer.columns, row, strict=True)
        )
        for number, row in enumerate(answer.rows)
    )
    return replace(answer, rows=rows, protected=True)


def look(
    visit: Visit, rule: Rule, hide: Hide, *asked: str | tuple[str, Mapping[str, str]], day: date | None = None, month: int = 0
) -> list[Look]:
    """What the answers to some questions tell, after a guard has been at them."""
    found = []
    for one in asked:
        question, filters = (one, {}) if isinstance(one, str) else one
        found.append(read(hide(visit.ask(question, day, **filters)), rule, month))
    return found


def attacked(looks: Sequence[Look], rule: Rule) -> Verdict:
    """An attack that knows nothing of what filters could be."""
    return attack(looks, rule, {})
