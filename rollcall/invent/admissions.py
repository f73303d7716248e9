"""In-year applications of the invented children: after leaving a roll, and for a move from one school to another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta

from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child

Row = dict[str, object]

_BACK = timedelta(days=600)  # how far the admissions team's list goes back
_APPLIES = {"E": 0.25, "K": 0.8, "N": 0.85}  # of children missing education, for whom somebody applied; a plan names a school instead
_MOVES = {"E": 0.002, "K": 0.022, "N": 0.03}  # of children in school, for whom another was applied for in that time
_OF_A_MOVE: Mapping[str | None, float] = {"offered": 62, "refused": 26, "withdrawn": 6, None: 6}


def in_year_admissions(seed: int, everyone: Sequence[Child], as_at: date) -> list[Row]:
    """One row for each application, from a stream of its own: no other spreadsheet changes with it."""
    chance = Chance(seed, "in-year admissions")
    rows = [row for child in everyone for row in (*_after_leaving(chance, child, as_at), *_for_a_move(chance, child, as_at))]
    return sorted(rows, key=lambda row: (row["application_received_date"], str(row["child_id"])))


def _after_leaving(chance: Chance, child: Child, as_at: date) -> Iterator[Row]:
    """Of a child who was missing education: one application after another, until one is offered or the list ends."""
    for spell in child.spells:
        if spell.category != "cme" or spell.start_date < as_at - _BACK or not chance.happens(_APPLIES[child.sen_status]):
            continue
        lost = spell.start_date if chance.happens(0.9) else None
        back = spell.end_date if spell.outcome == "returned_to_school" else None
        received = place.working_day(spell.start_date + timedelta(days=chance.whole(1, 24)))
        while received <= (back or spell.end_date or as_at):
            decided_on = place.working_day(received + timedelta(days=chance.whole(4, 34)))
            is_last = back is not None and (decided_on >= back - timedelta(days=25) or chance.happens(0.5))
            if is_last and back is not None:
                yield _row(chance, child, received, "offered", min(decided_on, back), lost, back)
                break
            if decided_on > as_at:
                yield _row(chance, child, received, None, None, lost, None)
                break
            yield _row(chance, child, received, chance.pick({"refused": 80, "withdrawn": 20}), decided_on, lost, None)
            received = place.working_day(decided_on + timedelta(days=chance.whole(3, 30)))


def _for_a_move(chance: Chance, child: Child, as_at: date) -> Iterator[Row]:
    """Of a child who has a place and whose parents ask for another."""
    if child.spells or not child.of_school_age(as_at) or not chance.happens(_MOVES[child.sen_status]):
        return
    received = place.working_day(chance.day(as_at - _BACK, as_at - timedelta(days=4)))
    decided_on, became = place.working_day(received + timedelta(days=chance.whole(4, 34))), chance.pick(_OF_A_MOVE)
    first_day = place.school_day(decided_on + timedelta(days=chance.whole(3, 20)))
    if became is None or decided_on > as_at:
        yield _row(chance, child, received, None, None, None, None)
    else:
        yield _row(chance, child, received, became, decided_on, None, first_day if became == "offered" and first_day <= as_at else None)


def _row(
    chance: Chance, child: Child, received: date, decision: str | None, decided_on: date | None, lost: date | None, admitted: date | None
) -> Row:
    near = [school for school in place.SCHOOLS if school.phase == child.schooled.phase]
    dated = chance.happens(0.95)
    return {
        "child_id": child.child_id,
        "application_received_date": received,
        "school_applied_for": chance.one_of(near).name,
        "decision": decision,
        "decision_date": decided_on if dated else None,
        "place_lost_date": lost,
        "admitted_date": admitted,
        "nhs_number": None,
        "upn": None,
    }
