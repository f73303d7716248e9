"""Two areas whose every word is a canary: where one of them shows in the other, something of the area has got out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType

import pytest

from rollcall.store import Store
from rollcall.store.database_key import VARIABLE
from tests.browser.served import KEY
from tests.show.area import DAY, prepared

NORTH, SOUTH = "northshire", "southshire"
_SIGNS: Mapping[str, str] = MappingProxyType({NORTH: "kestrel", SOUTH: "lapwing"})  # in every word of ours that only one area has
CHILDREN = 60


@contextmanager
def encrypted() -> Iterator[None]:
    """With the key that the served Rollcall of the tests has."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(VARIABLE, KEY)
        yield


def canaries(area: str) -> tuple[str, ...]:
    """What may be said to nobody of another area: references, localities, providers and schools of this one."""
    return (_SIGNS[area], _SIGNS[area].capitalize())


def planted(data: Path) -> None:
    """Keep both areas, each in its folder. They differ in size too, so that a number of one cannot be taken for the other's."""
    for area, more in ((NORTH, 0), (SOUTH, 37)):
        with encrypted():
            store = Store.open(data / area)
        store.keep(_rows(_SIGNS[area], CHILDREN + more), by="a test")
        store.close()


def _rows(sign: str, count: int) -> list:
    named = sign.capitalize()
    every = range(count)
    born = [DAY.replace(year=DAY.year - 6 - n % 9) - timedelta(days=n) for n in every]
    children = [
        {
            "child_id": f"{sign}-{n:04d}",
            "date_of_birth": born[n],
            "sen_status": "EKN"[n % 3] if n % 3 < 2 else "E",
            "sex": "FM"[n % 2],
            "locality": f"{named} {'East' if n % 2 else 'West'}",
            "social_care": "none",
            "school_name": f"{named} Primary",
            "primary_need": ("ASD", "SEMH", "SLCN")[n % 3],
        }
        for n in every
    ]
    spells = [
        {
            "child_id": f"{sign}-{n:04d}",
            "category": ("ehe", "cme", "part_time")[n % 3],
            "start_date": DAY - timedelta(days=20 + n),
            "end_date": DAY - timedelta(days=5) if n % 5 == 0 else None,
            "destination": "mainstream" if n % 5 == 0 else None,
            "lead_professional": f"{named} Team",
            "last_school": f"{named} Primary",
        }
        for n in every
    ]
    waits = [
        {
            "child_id": f"{sign}-{n:04d}",
            "assessment": ("autism", "adhd")[n % 2],
            "referral_received_date": DAY - timedelta(days=30 + 3 * n),
            "provider": f"{named} Trust {n % 2 + 1}",
        }
        for n in every
    ]
    access = [
        {
            "child_id": f"{sign}-{n:04d}",
            "service": ("slt", "ot")[n % 2],
            "status": ("cannot_access", "in_service")[n % 2],
            "referred_date": date(2026, 5, 1),
            "provider": f"{named} Trust {n % 2 + 1}",
        }
        for n in every
    ]
    council, trust = f"{named} Council", f"{named} Trust"
    return [
        prepared("children", children, council),
        prepared("spells", spells, council),
        prepared("diagnostic_waits", waits, trust),
        prepared("health_access", access, trust),
    ]
