"""Referrals for a diagnostic assessment: more come in than are seen, so the lists grow and have long tails."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from rollcall.definitions.calendar import add_months, add_years, month_end
from rollcall.invent import place
from rollcall.invent.chance import Chance
from rollcall.invent.people import Child

HISTORY_MONTHS = 36
_RUN_IN_MONTHS = 72


@dataclass(frozen=True)
class Pathway:
    """How one assessment is asked for and reached."""

    referrals_a_year: float  # for every 4,000 children, in the last year
    weeks: float  # median weeks from referral to the start of the assessment, for a referral made a year before the end
    spread: float  # of the logarithm of the weeks
    ages: tuple[int, int]
    needs: Mapping[str | None, float]  # how likely, by primary need; anything else is 1
    provider: str


PATHWAYS: Mapping[str, Pathway] = {
    "autism": Pathway(205, 106, 0.55, (2, 17), {"ASD": 0.5, "SLCN": 1.8, "SEMH": 1.9}, place.COMMUNITY_TRUST),
    "adhd": Pathway(150, 92, 0.58, (6, 17), {"SEMH": 2.6, "ASD": 1.6}, place.MENTAL_HEALTH_TRUST),
    "neurodevelopmental": Pathway(42, 78, 0.58, (2, 8), {"SLCN": 1.8, "SLD": 1.6}, place.COMMUNITY_TRUST),
    "language": Pathway(62, 24, 0.75, (3, 11), {"SLCN": 4.0}, place.THERAPIES),
    "dcd": Pathway(36, 32, 0.70, (5, 14), {"PD": 3.0, "SPLD": 2.0}, place.THERAPIES),
    "sensory": Pathway(40, 9, 0.80, (2, 16), {"HI": 5.0, "VI": 5.0, "MSI": 6.0}, place.COMMUNITY_TRUST),
    "learning_disability": Pathway(18, 36, 0.70, (4, 16), {"MLD": 4.0, "SLD": 3.0}, place.COMMUNITY_TRUST),
    "fasd": Pathway(6, 90, 0.60, (3, 15), {}, place.COMMUNITY_TRUST),
    "tic": Pathway(10, 26, 0.70, (6, 16), {}, place.COMMUNITY_TRUST),
    "mental_health": Pathway(95, 15, 0.85, (7, 17), {"SEMH": 4.0, "ASD": 1.5}, place.MENTAL_HEALTH_TRUST),
}
_WAITING_FOR_ONE = 5.0  # a child with no SEN recorded is on the council's list because of a referral
_OUT_OF_SCHOOL = 3.4  # how much likelier a child with a spell is to have been referred ...
_LONGER = 1.5  # ... and how much longer the wait is, with no school to chase it
_YEARLY_LONGER = 1.06
_YEARLY_MORE = 1.10
_OLDER_AUTISM = 11  # from here on the mental health trust assesses for autism

SUPPORT: Mapping[str | None, float] = {
    "Parent workshop": 20, "Keyworker telephone call": 9, "Early help": 6, "Online resources": 12, "School strategies plan": 6,
    "Sensory advice clinic": 3, None: 44,
}  # fmt: skip
_SEEN_OUTCOMES: Mapping[str | None, float] = {"diagnosed": 68, "not_diagnosed": 24, "other": 3, None: 5}
_UNSEEN_OUTCOMES: Mapping[str | None, float] = {"rejected": 50, "withdrawn": 35, "moved_away": 15}


def waits(seed: int, children: Sequence[Child], as_at: date) -> list[dict[str, object]]:
    """Every referral open in the three years before `as_at`, in the order received."""
    chance = Chance(seed, "waits")
    scale = sum(child.sen_status != "N" for child in children) / 4000
    rows: list[dict[str, object]] = []
    taken: set[tuple[str, str]] = set()
    for assessment, pathway in PATHWAYS.items():
        running = tuple(accumulate(_likely(child, pathway) for child in children))
        first = add_months(as_at.replace(day=1), 1 - HISTORY_MONTHS - _RUN_IN_MONTHS)
        while first <= as_at:
            years_back = (as_at - first).days / 365
            for _ in range(chance.count(scale * pathway.referrals_a_year / 12 / _YEARLY_MORE**years_back * _season(first))):
                received = place.working_day(chance.day(first, min(month_end(first), as_at)))
                child = _somebody(chance, children, running, pathway, received)
                if child is not None and received <= as_at and (child.child_id, assessment) not in taken:
                    taken.add((child.child_id, assessment))
                    rows.append(_referral(chance, child, assessment, received, as_at))
            first = add_months(first, 1)
    rows += _for_those_with_none(chance, children, rows, taken, as_at)
    since = add_months(as_at.replace(day=1), 1 - HISTORY_MONTHS)
    kept = [row for row in rows if (row["closed_date"] or row["assessment_start_date"] or as_at) >= since]  # type: ignore[operator]
    return sorted(kept, key=lambda row: (row["referral_received_date"], row["child_id"], row["assessment"]))


def _for_those_with_none(
    chance: Chance, children: Sequence[Child], rows: Sequence[dict[str, object]], taken: set[tuple[str, str]], as_at: date
) -> list[dict[str, object]]:
    """An open referral for each child with no SEN recorded who has none: that is why the council knows the child.
    One in seven has none: children on a register who turned out to be in no one's scope."""
    waiting = {row["child_id"] for row in rows if row["assessment_start_date"] is None and row["closed_date"] is None}
    more: list[dict[str, object]] = []
    for child in children:
        if child.sen_status != "N" or child.child_id in waiting or chance.happens(1 / 7):
            continue
        age = (as_at - child.born).days // 365
        fits = {
            name: path.referrals_a_year
            for name, path in PATHWAYS.items()
            if path.ages[0] <= age <= path.ages[1] and (child.child_id, name) not in taken
        }
        if fits:
            assessment = chance.pick(fits)
            weeks = chance.share() ** 1.4 * chance.skewed(PATHWAYS[assessment].weeks, PATHWAYS[assessment].spread)
            received = max(place.working_day(as_at - timedelta(days=round(7 * weeks) + 5)), place.working_day(add_years(child.born, 2)))
            if received <= as_at:
                still = {"assessment_start_date": None, "closed_date": None, "outcome": None}
                more.append(_referral(chance, child, assessment, received, as_at) | still)
    return more


def _somebody(chance: Chance, children: Sequence[Child], running: Sequence[float], pathway: Pathway, received: date) -> Child | None:
    lowest, highest = pathway.ages
    for _ in range(30):
        child = children[chance.place(running)]
        if add_years(child.born, lowest) <= received < add_years(child.born, highest + 1):
            return child
    return None


def _referral(chance: Chance, child: Child, assessment: str, received: date, as_at: date) -> dict[str, object]:
    pathway = PATHWAYS[assessment]
    years_before = (as_at - received).days / 365 - 1
    longer = _LONGER if _has_been_out(child, received, as_at) else 1.0
    days = 7 * chance.skewed(pathway.weeks * longer / _YEARLY_LONGER**years_before, pathway.spread)
    seen: date | None = place.working_day(received + timedelta(days=max(3, round(days))))
    closed: date | None = place.working_day(seen + timedelta(days=chance.whole(20, 130))) if seen else None
    outcome: str | None
    if chance.happens(0.08):
        seen, closed, outcome = None, place.working_day(received + timedelta(days=chance.whole(10, 200))), chance.pick(_UNSEEN_OUTCOMES)
    else:
        outcome = chance.pick(_SEEN_OUTCOMES)
    if seen is not None and seen > as_at:
        seen = None
        closed = None
    if closed is not None and closed > as_at:
        closed = None
    provider = pathway.provider
    if assessment == "autism" and received >= add_years(child.born, _OLDER_AUTISM):
        provider = place.MENTAL_HEALTH_TRUST
    return {
        "child_id": child.child_id,
        "nhs_number": child.nhs_number,
        "upn": None,
        "assessment": assessment,
        "referral_received_date": received,
        "assessment_start_date": seen,
        "closed_date": closed,
        "outcome": outcome if closed is not None else None,
        "provider": provider,
        "support_while_waiting": chance.pick(SUPPORT),
    }


def _has_been_out(child: Child, received: date, as_at: date) -> bool:
    return any(spell.start_date <= as_at and (spell.end_date is None or spell.end_date > received) for spell in child.spells)


def _likely(child: Child, pathway: Pathway) -> float:
    likely = pathway.needs.get(child.primary_need, 1.0)
    if child.sen_status == "N":
        likely *= _WAITING_FOR_ONE
    if child.sen_status == "E":
        likely *= 0.7
    return likely * (_OUT_OF_SCHOOL if child.spells else 1.0)


def _season(month: date) -> float:
    return (1.05, 1.0, 1.15, 0.85, 1.05, 1.1, 1.0, 0.55, 0.95, 1.15, 1.2, 0.95)[month.month - 1]
