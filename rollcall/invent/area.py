"""The whole invented area: clean rows for every spreadsheet, which are the truth that the answers are held against."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from rollcall.definitions.calendar import add_years
from rollcall.invent import place
from rollcall.invent.admissions import in_year_admissions
from rollcall.invent.attendance import attendance
from rollcall.invent.chance import Chance
from rollcall.invent.decided_days import with_decided_days
from rollcall.invent.health import health_access, services
from rollcall.invent.identifiers import nhs_numbers
from rollcall.invent.people import Child, people
from rollcall.invent.spell_rows import spell_rows
from rollcall.invent.spells import Register
from rollcall.invent.survey import survey_responses
from rollcall.invent.waits import waits

SEED = 29
CHILDREN = 4000
AS_AT = date(2026, 10, 31)

_OFFERS: Mapping[str | None, float] = {None: 52, "not_offered": 18, "offered": 17, "declined": 13}

Row = dict[str, object]


@dataclass(frozen=True)
class Invented:
    """An area that does not exist. `tables` holds clean rows keyed by declared column names, None where nothing is known.

    A row of a child whom the council does not know has a `child_id`, or only an `nhs_number`, that is in no row of `children`.
    """

    seed: int
    as_at: date
    tables: Mapping[str, list[Row]]


def invent(seed: int = SEED, children: int = CHILDREN, as_at: date = AS_AT) -> Invented:
    """An area with `children` children with a plan or SEN support, some who only wait for a diagnosis, and three years of history."""
    everyone = people(seed, children, as_at)
    Register(seed, everyone, as_at).fill()
    _off_roll_means_no_school(seed, everyone, as_at)
    referrals = waits(seed, everyone, as_at)
    spells = with_decided_days(seed, spell_rows(seed, everyone, as_at), as_at)
    access = health_access(seed, everyone, as_at)
    by_nhs_number = {row["child_id"] for row in (*referrals, *access) if row.get("provider") != place.THERAPIES or "assessment" in row}
    strangers = Chance(seed, "strangers")
    return Invented(
        seed,
        as_at,
        {
            "children": _child_rows(seed, everyone, by_nhs_number),
            "spells": sorted([*spells, *_unknown_spells(strangers, spells)], key=_in_order_of("start_date")),
            "attendance": attendance(seed, everyone, as_at),
            "diagnostic_waits": sorted(
                [*referrals, *_unknown_waits(strangers, referrals, as_at)], key=_in_order_of("referral_received_date")
            ),
            "health_access": access,
            "in_year_admissions": in_year_admissions(seed, everyone, as_at),
            "services": services(),
            "population": _population(seed, everyone, as_at),
            "survey_responses": survey_responses(seed, children, as_at),
        },
    )


def _in_order_of(column: str) -> Callable[[Row], tuple[object, ...]]:
    """Registers and waiting lists are kept in the order in which children were put on them."""
    return lambda row: (row[column], str(row["child_id"]), str(row["nhs_number"]), str(row.get("category") or row.get("assessment")))


def _off_roll_means_no_school(seed: int, everyone: Sequence[Child], as_at: date) -> None:
    """No establishment for children who are on no roll, and for a few of school age whom no register has noticed."""
    chance = Chance(seed, "no establishment")
    for child in everyone:
        unnoticed = not child.spells and child.sen_status != "N" and child.of_school_age(as_at) and chance.happens(0.004)
        if unnoticed or {"cme", "ehe", "eotas"} & set(child.open_on(as_at)):
            child.school = None


def _child_rows(seed: int, everyone: Sequence[Child], by_nhs_number: set[object]) -> list[Row]:
    """What the council's own list holds. It lacks some NHS numbers, but none by which a health partner names the child."""
    chance, offers = Chance(seed, "child rows"), Chance(seed, "early help offers")
    return [
        {
            "child_id": child.child_id,
            "date_of_birth": child.born,
            "sen_status": child.sen_status,
            "upn": child.upn,
            "nhs_number": child.nhs_number if child.upn is None or child.child_id in by_nhs_number or chance.happens(0.9) else None,
            "sex": child.sex,
            "ethnicity": child.ethnicity,
            "primary_need": child.primary_need,
            "locality": child.locality if chance.happens(0.985) else None,
            "social_care": child.social_care,
            "early_help_offered": _offer(offers, child),
            "school_urn": child.school.urn if child.school else None,
            "school_name": child.school.name if child.school else None,
            "sen_setting": None,
            "sen_setting_since": None,
        }
        for child in everyone
    ]


def _offer(chance: Chance, child: Child) -> str | None:
    """What the list says of an offer of early help: seldom anything where the family is open to social care or needs none."""
    word = chance.pick(_OFFERS)
    if child.social_care == "early_help":
        return "offered"
    return word if child.social_care in (None, "none") and child.spells else None


def _unknown_spells(chance: Chance, spells: Sequence[Row]) -> list[Row]:
    """Children on the council's registers whom its SEND list does not know."""
    recent = [row for row in spells if row["end_date"] is None and row["category"] in ("cme", "ehe")]
    chosen = chance.shuffled(recent)[: max(2, round(len(spells) / 500))]
    return [row | {"child_id": f"X{90001 + number}", "last_school": None} for number, row in enumerate(chosen)]


def _unknown_waits(chance: Chance, referrals: Sequence[Row], as_at: date) -> list[Row]:
    """Children on a trust's list whom nobody else names: newly referred, from the far end of the test numbers."""
    taken = {row["nhs_number"] for row in referrals}
    numbers = [number for number in nhs_numbers(990_000) if number not in taken]
    chosen = chance.shuffled([row for row in referrals if row["assessment_start_date"] is None and row["closed_date"] is None])
    return [
        row
        | {
            "child_id": None,
            "nhs_number": number,
            "referral_received_date": place.working_day(as_at - timedelta(days=chance.whole(9, 200))),
        }
        for row, number in zip(chosen[: max(2, round(len(referrals) / 250))], numbers, strict=False)
    ]


def _population(seed: int, everyone: Sequence[Child], as_at: date) -> list[Row]:
    """School census counts of the last two Januaries: the children listed, a few more who are not, and those with no SEN."""
    chance = Chance(seed, "population")
    counted = Counter((child.locality, child.sen_status) for child in everyone if child.of_school_age(as_at))
    rows: list[Row] = []
    this_year = date(as_at.year, 1, 15) if as_at >= date(as_at.year, 1, 15) else date(as_at.year - 1, 1, 15)
    for day, level in ((add_years(this_year, -1), 0.96), (this_year, 1.0)):
        for locality in place.LOCALITIES:
            with_send = counted[locality, "E"] + counted[locality, "K"]
            sizes = {"E": counted[locality, "E"] * 1.01, "K": counted[locality, "K"] * 1.03, "N": with_send * chance.between(4.1, 4.6)}
            rows += [
                {"children": round(size * level), "locality": locality, "sen_status": status, "as_at": day}
                for status, size in sizes.items()
            ]
    return rows
