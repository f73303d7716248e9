"""Whatever a SEN2 return says, its three shapes say the same of each child as a plain reading of the facts does."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.intake.sen2_files import CENSUS, Person, Placement, collect, modules, template
from tests.intake.workbooks import examined, kept

DAYS = st.sampled_from([date(2024, 9, 2), date(2025, 7, 20), CENSUS, date(2026, 1, 16), date(2026, 9, 1)])
PLACEMENTS = st.builds(
    Placement,
    setting=st.sampled_from([None, None, "OLA", "EHE", "NIEO", "OTH"]),
    urn=st.sampled_from([None, "900001", "900002"]),
    ukprn=st.sampled_from([None, None, "10001234"]),
    rank=st.sampled_from([1, 1, 2]),
    entry=DAYS,
    leaving=st.none() | DAYS,
)


@st.composite
def returns(draw: st.DrawFn) -> tuple[Person, ...]:
    """A few children, no two open placements of one child with the same rank and start."""
    people = []
    for number in range(1, draw(st.integers(1, 4)) + 1):
        placements = draw(st.lists(PLACEMENTS, max_size=3, unique_by=lambda one: (one.rank, one.entry)))
        placed = tuple(one for one in placements if one.urn or one.ukprn or one.setting)
        ceased = draw(st.none() | DAYS)
        people.append(Person(number, None, placements=placed, ceased=ceased))
    return tuple(people)


def plainly(one: Person) -> tuple | None:
    """URN, UKPRN, setting and need of a child with an open plan."""
    if one.ceased and one.ceased <= CENSUS:
        return None
    still = [where for where in one.placements if (not where.leaving or where.leaving > CENSUS) and where.entry and where.entry <= CENSUS]
    if not still:
        return (None, None, "NONE", one.needs[0])
    best = min(still, key=lambda where: (where.rank, -where.entry.toordinal() if where.entry else 0))
    setting = None if best.urn or best.ukprn else best.setting
    return (best.urn, best.ukprn if not best.urn else None, setting, one.needs[0])


@given(returns())
@settings(max_examples=40, suppress_health_check=list(HealthCheck), deadline=None)
def test_every_shape_agrees_with_the_plain_reading(people: tuple[Person, ...]) -> None:
    meant = [said for one in people if (said := plainly(one))]
    for sheets in (collect(people), [template(people)], modules(people) if all(one.placements for one in people) else []):
        if sheets:
            rows = kept(examined(*sheets), "children")
            assert [(row["school_urn"], _ukprn(row["school_name"]), row["sen_setting"], row["primary_need"]) for row in rows] == meant


def _ukprn(name: str | None) -> str | None:
    return name.rsplit(" ", 1)[1] if name else None
