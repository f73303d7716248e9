"""Joins the tables of a SEN2 return: whose row is whose, who has an open plan, where they are placed, and what they need most."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from rollcall.definitions.sen_settings import NO_PLACEMENT
from rollcall.intake.recognising.stated import stated_day
from rollcall.intake.sector.sen2_fields import IDS
from rollcall.intake.sector.sen2_parts import Part
from rollcall.intake.values.numerals import whole_number

_LAST = 99  # a rank that is not given comes after all that are
_OWNERS = ("persons", "requests", "assessments", "named_plans", "active_plans")  # tables that say whose an identifier is, parents first
_ROUNDS = 4  # how many tables an identifier can be away from its person
_NOBODY_KNOWS = date.min

Case = tuple[str, str]  # a person, and a request of theirs; "" where a table cannot tell the request
Owners = dict[int, list[str | None]]  # a table's identity -> whose each of its rows is


@dataclass(frozen=True)
class Placed:
    """Where a child with a plan is placed first of all."""

    urn: str | None = None
    ukprn: str | None = None
    setting: str | None = None
    since: date | None = None


@dataclass(frozen=True, eq=False)
class Return:
    """One SEN2 return, its tables joined."""

    parts: tuple[Part, ...]
    as_at: date
    owners: Owners
    with_plan: frozenset[str]
    placed: dict[str, Placed] | None  # None when no table of the return says where anybody is placed
    needs: dict[str, str]

    @property
    def persons(self) -> Part:
        """Who everybody is."""
        return next(part for part in self.parts if "persons" in part.kinds)


@dataclass
class _Joining:
    parts: Sequence[Part]
    as_at: date
    today: date
    requests: dict[str, dict[str, str]]  # which request an active plan, an assessment or a named plan belongs to
    by_id: dict[str, dict[str, str]] = field(default_factory=lambda: {name: {} for name in IDS})  # whose an identifier is


def can_be_joined(parts: Sequence[Part]) -> bool:
    """Whether the tables say both who everybody is and who has a plan."""
    told = {kind for part in parts for kind in part.kinds}
    return "persons" in told and bool(told & {"active_plans", "named_plans", "placements", "needs"})


def join(parts: Sequence[Part], today: date) -> Return:
    """Put the tables of one return together."""
    joining = _Joining(parts, _census_day(parts, today), today, _requests_through(parts))
    owners = _owners(joining)
    ceased = _ceased(joining, owners)
    with_plan = _with_plan(joining, owners, ceased)
    return Return(
        tuple(parts), joining.as_at, owners, with_plan, _placed(joining, owners, ceased, with_plan), _needs(joining, owners, ceased)
    )


def _census_day(parts: Sequence[Part], today: date) -> date:
    """The reference date of the return; else the day of the export, by its file's name; else today."""
    for part in parts:
        if "header" in part.kinds:
            days = [day for day in part.dates("reference_date", today) if day]
            if days:
                return min(max(days), today)
    named = [stated[0] for part in parts if (stated := stated_day((), part.sheet.file, today))]
    return min(max(named, default=today), today)


def _owners(joining: _Joining) -> Owners:
    """Whose each row of each table is: by its person, or by the request or plan that it belongs to."""
    owners: Owners = {id(part): [None] * part.count for part in joining.parts}
    ordered = sorted(
        joining.parts, key=lambda part: min((_OWNERS.index(kind) for kind in part.kinds if kind in _OWNERS), default=len(_OWNERS))
    )
    for _ in range(_ROUNDS):
        before = sum(map(len, joining.by_id.values()))
        for part in ordered:
            ids = {name: part.ids(name) for name in IDS if name in part.fields}
            mine = owners[id(part)]
            for row in range(part.count):
                who = mine[row] or _who(ids, row, joining.by_id)
                mine[row] = who
                if who is not None:
                    for name, values in ids.items():
                        if (value := values[row]) is not None:
                            joining.by_id[name].setdefault(value, who)
        if sum(map(len, joining.by_id.values())) == before:
            break
    return owners


def _who(ids: dict[str, list[str | None]], row: int, by_id: dict[str, dict[str, str]]) -> str | None:
    if "person_id" in ids and (person := ids["person_id"][row]) is not None:
        return person
    return next((who for name, values in ids.items() if (value := values[row]) and (who := by_id[name].get(value))), None)


def _cases(part: Part, joining: _Joining, owners: Owners) -> list[Case | None]:
    """The case that each row belongs to: the person, and the request where the table can tell it."""
    if "requests_id" in part.fields:
        requests = part.ids("requests_id")
    else:
        name = next((name for name in joining.requests if name in part.fields), None)
        requests = [joining.requests[name].get(one or "") for one in part.ids(name)] if name else [None] * part.count
    return [(who, request or "") if who is not None else None for who, request in zip(owners[id(part)], requests, strict=True)]


def _requests_through(parts: Sequence[Part]) -> dict[str, dict[str, str]]:
    """Which request an active plan, an assessment or a named plan belongs to."""
    found: dict[str, dict[str, str]] = {"active_plan_id": {}, "named_plan_id": {}, "assessment_id": {}}
    for name in ("active_plan_id", "assessment_id"):
        for part in parts:
            if name in part.fields and "requests_id" in part.fields:
                found[name] |= {own: of for own, of in zip(part.ids(name), part.ids("requests_id"), strict=True) if own and of}
    for part in parts:
        if "named_plan_id" in part.fields and "assessment_id" in part.fields:
            pairs = zip(part.ids("named_plan_id"), part.ids("assessment_id"), strict=True)
            found["named_plan_id"] |= {own: found["assessment_id"][of] for own, of in pairs if own and of in found["assessment_id"]}
    return found


def _ceased(joining: _Joining, owners: Owners) -> dict[Case, bool]:
    """For each case that had a plan issued, whether the latest of its plans has ceased by the day of the return."""
    latest: dict[Case, tuple[date, bool]] = {}
    for part in joining.parts:
        if "named_plans" in part.kinds:
            starts, ends = part.dates("plan_start", joining.today), part.dates("plan_ceased", joining.today)
            for case, start, end in zip(_cases(part, joining, owners), starts, ends, strict=True):
                if case and (start or end) and (case not in latest or (start or _NOBODY_KNOWS) >= latest[case][0]):
                    latest[case] = (start or _NOBODY_KNOWS, end is not None and end <= joining.as_at)
    return {case: ceased for case, (_, ceased) in latest.items()}


def _is_open(case: Case | None, ceased: dict[Case, bool]) -> bool:
    """Whether a row belongs to a plan that has not ceased: by its request, or by its person when the row cannot tell the request."""
    if case is None:
        return False
    if case in ceased:
        return not ceased[case]
    of_person = [over for (who, _), over in ceased.items() if who == case[0]] if not case[1] else []
    return not of_person or not all(of_person)


def _with_plan(joining: _Joining, owners: Owners, ceased: dict[Case, bool]) -> frozenset[str]:
    found = {who for (who, _), over in ceased.items() if not over}
    for part in joining.parts:
        if part.kinds & {"active_plans", "placements", "needs"}:
            found |= {case[0] for case in _cases(part, joining, owners) if case and _is_open(case, ceased)}
    return frozenset(found)


def _placed(joining: _Joining, owners: Owners, ceased: dict[Case, bool], with_plan: frozenset[str]) -> dict[str, Placed] | None:
    """Each child's first open placement; where no table has placements, the school that the plan names."""
    found: dict[str, tuple[tuple[int, int], Placed]] = {}
    parts = [part for part in joining.parts if "placements" in part.kinds] or [
        part for part in joining.parts if "plan_details" in part.kinds
    ]
    if not parts:
        return None
    for part in parts:
        ranks, urns, ukprns, settings = part.texts("rank"), part.texts("urn"), part.texts("ukprn"), part.texts("setting")
        entries, leavings = part.dates("entry_date", joining.today), part.dates("leaving_date", joining.today)
        for row, case in enumerate(_cases(part, joining, owners)):
            entry, leaving = entries[row], leavings[row]
            over = (leaving is not None and leaving <= joining.as_at) or (entry is not None and entry > joining.as_at)
            if case is None or over or not _is_open(case, ceased) or not (urns[row] or ukprns[row] or settings[row]):
                continue
            order = (_rank(ranks[row]), -(entry or _NOBODY_KNOWS).toordinal())
            if case[0] not in found or order < found[case[0]][0]:
                setting = None if urns[row] or ukprns[row] else settings[row]
                found[case[0]] = (order, Placed(_whole(urns[row]), _whole(ukprns[row]), setting, entry))
    nowhere = Placed(setting=NO_PLACEMENT)
    return {who: found[who][1] if who in found else nowhere for who in with_plan}


def _needs(joining: _Joining, owners: Owners, ceased: dict[Case, bool]) -> dict[str, str]:
    """Each child's primary type of need."""
    found: dict[str, tuple[int, str]] = {}
    for part in joining.parts:
        if "needs" in part.kinds:
            rows = zip(_cases(part, joining, owners), part.texts("need"), part.texts("need_rank"), strict=True)
            for case, need, rank in rows:
                if case and need and _is_open(case, ceased) and (case[0] not in found or _rank(rank) < found[case[0]][0]):
                    found[case[0]] = (_rank(rank), need)
    return {who: need for who, (_, need) in found.items()}


def _rank(text: str | None) -> int:
    plain = (text or "").removesuffix(".0")
    return whole_number(plain) or _LAST


def _whole(text: str | None) -> str | None:
    return text.strip().removesuffix(".0") if text else None
