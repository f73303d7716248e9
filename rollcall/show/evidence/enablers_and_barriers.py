"""Evidence on enablers and barriers: why children are out, where those are who left school, where they went back to, and who is unseen."""

from __future__ import annotations

from rollcall.show import not_in_school
from rollcall.show.asking import Asked
from rollcall.show.evidence.line import Line, Told
from rollcall.show.evidence.saying import IS_HIDDEN, both, share
from rollcall.show.labels import UNKNOWN, by_size, label
from rollcall.show.sentences import amount, lower_first, people
from rollcall.show.ways_out_of_school import BACK, STILL_OUT, counted

_SPELLS = ("children", "spells")


def _reasons(asked: Asked) -> Told:
    rows = by_size(asked.answer("not_in_school_by_reason").records(), "reason", "children")
    whole, about = not_in_school.figures(asked)["children"], not asked.exact
    known = [row for row in rows if row["reason"] not in UNKNOWN and row["reason"] is not None and row["children"]][:3]
    blank = [row["children"] for row in rows if row["reason"] in UNKNOWN or row["reason"] is None]
    if not known:
        return Told("No reason is recorded for enough children to be named.", IS_HIDDEN if rows else "No reason is recorded.")
    shares = [share(row["children"], whole, about) for row in known]
    words = [f"{lower_first(label('reason', row['reason']))}, {one.words}" for row, one in zip(known, shares, strict=True)]
    without = share(None if None in blank else sum(blank), whole, about)
    thin = "For more than a fifth no reason is known." if whole and None not in blank and sum(blank) > whole / 5 else ""
    return Told(
        f"The reasons recorded most often are: {'; '.join(words)}. For {without.words} no reason is known or it was left blank.",
        both(thin, *(one.thin for one in shares)),
        "A child with several open periods is counted under the reason of each. It is what was recorded, not the family's words.",
    )


def _left(asked: Asked) -> Told:
    rows = asked.answer("ways_out_of_school").records()
    left = sum(row["children"] for row in rows)
    if not left:
        return Told("No child left school in the last twelve months, as far as the registers tell.")
    out, back = (share(counted(rows, now), left, not asked.exact) for now in (STILL_OUT, (BACK,)))
    thin = "" if not_in_school.has_history(asked) else "No period that ended is in the kept data, so whoever has come back is missing."
    return Told(
        f"Of {people(left, not asked.exact)} who left school in the last twelve months, {out.words} were still out and {back.words} were "
        "back in school.",
        both(thin, out.thin, back.thin),
        "Who left lately has had less time to return.",
    )


def _destinations(asked: Asked) -> Told:
    rows = by_size(asked.answer("returns_by_destination").records(), "destination", "children")
    known = [row for row in rows if row["children"]]
    back = asked.answer("returned_in_last_six_months").rows[-1][1]
    if not known:
        return Told("Too few came back in the last six months to say where to.", IS_HIDDEN)
    shares = [share(row["children"], back, not asked.exact) for row in known[:3]]
    words = [f"{lower_first(label('destination', row['destination']))}, {one.words}" for row, one in zip(known[:3], shares, strict=True)]
    return Told(f"Children who came back in the last six months went to: {'; '.join(words)}.", both(*(one.thin for one in shares)))


def _uncounted(asked: Asked) -> Told:
    rows = asked.answer("candidates").records()
    numbers = [row["children"] for row in rows]
    if not rows:
        return Told("No child is found in attendance, on rolls or in the SEN2 return who may be out of school and is on no register.")
    known = sum(number for number in numbers if number is not None)
    more = " and small numbers that are hidden" if None in numbers else ""
    return Told(
        f"Beside those counted, {people(known, not asked.exact)}{more} may be out of school without being on a register, by "
        f"{amount(len(rows))} kinds of sign.",
        both("Nobody has looked at them yet.", IS_HIDDEN if None in numbers else ""),
        "A child can be found by two signs, and is then counted twice here.",
    )


LINES = (
    Line(
        "Why are children not in school?",
        _reasons,
        _SPELLS,
        ("not_in_school_by_reason", "not_in_school_figures"),
        ("reasons_for_not_being_in_school",),
        columns=(("spells", "reason"),),
    ),
    Line(
        "Where are those now who left school in the last twelve months?",
        _left,
        _SPELLS,
        ("ways_out_of_school",),
        ("left_school_and_still_out",),
    ),
    Line(
        "Where do those go who come back?",
        _destinations,
        _SPELLS,
        ("returns_by_destination", "returned_in_last_six_months"),
        ("came_back_in_the_last_six_months",),
    ),
    Line("Who may be out of school without being on a register?", _uncounted, ("children",), ("candidates",)),
)
