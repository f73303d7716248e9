"""What anybody can know of how the answers to the statements of surveys add up."""

from __future__ import annotations

from rollcall.answers.guard.adding_up import know_parts
from rollcall.answers.guard.cells import Cells, Place
from rollcall.answers.guard.system import System

_QUESTION, _TOTAL = "survey_answers", "survey_answers_total"
_SIDES = {"agreeing": ("strongly_agree", "agree"), "disagreeing": ("disagree", "strongly_disagree")}
_ON_NO_SIDE = ("neither", "dont_know")


def voice(cells: Cells, system: System) -> None:
    """Each statement's answers, on either side and on none, and all statements' in the total.

    What can be reckoned from these (those who do not agree, those whose statements are left out) is a sum of cells, so it is at least 8
    wherever a small one of them is.
    """
    every: list[int] = []
    for key in cells.rows(_QUESTION):
        for side, parts in _SIDES.items():
            know_parts(cells, system, [_cell(cells, part, key) for part in parts], _cell(cells, side, key))
        know_parts(cells, system, [_cell(cells, part, key) for part in (*_SIDES, *_ON_NO_SIDE)], _cell(cells, "answers", key))
        every += [_cell(cells, "answers", key), _cell(cells, "not_said", key)]
    know_parts(cells, system, every, cells.cell(_TOTAL, "answers"))


def _cell(cells: Cells, column: str, key: tuple) -> int:
    return cells.of[Place(_QUESTION, (), column, key)]
