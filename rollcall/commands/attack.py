"""`python -m rollcall attack`: attack what boards and commissioners can see, over many areas and sessions, and say what broke."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TYPE_CHECKING

from rollcall.commands import Adder

if TYPE_CHECKING:
    from rollcall.attack.session import Attacked

HOLDS, BROKEN = 0, 1
SESSIONS_AN_AREA = 100
_SHOWN = 10  # broken numbers that are told with what gives them away; of the others it is said which they are


def add(command: Adder) -> None:
    """Put the command on the parser."""
    attack = command(
        "attack", _attack, "Attack the numbers that boards and commissioners see of invented areas (0 when they hold, else 1)."
    )
    attack.add_argument(
        "--sessions",
        type=int,
        default=5000,
        metavar="N",
        help="how many random sessions, over one area for each hundred, beside all of each area at once",
    )
    attack.add_argument("--seed", type=int, default=1, metavar="N", help="another seed attacks other areas by other sessions")


def _attack(given: argparse.Namespace) -> int:
    began = time.monotonic()
    done = list(attack_areas(given.seed, given.sessions, processes=os.cpu_count() or 1))
    broken = ["\n    ".join([f"{name}: {breach}", *breach.evidence]) for name, area in done for breach in area.breaches]
    for name, value in (
        ("areas", len(done)),
        ("random sessions", sum(area.sessions for _, area in done)),
        ("of everything at once", sum(area.attacks - area.sessions for _, area in done)),
        ("numbers shown", sum(area.shown for _, area in done)),
        ("hidden numbers attacked", sum(area.hidden for _, area in done)),
        ("numbers tried to find out", sum(area.targets for _, area in done)),
        ("integer programs solved", sum(area.solved for _, area in done)),
        ("questions refused", sum(area.refused for _, area in done)),
        ("downloads read", sum(area.downloads for _, area in done)),
        ("numbers broken", len(broken)),
        ("seconds", round(time.monotonic() - began)),
    ):
        print(f"{name:<26}{value:>14,}")
    for number, breach in enumerate(broken):
        print(breach if number < _SHOWN else breach.partition("\n")[0])
    return BROKEN if broken else HOLDS


def attack_areas(seed: int, sessions: int, processes: int = 1) -> Iterator[tuple[str, Attacked]]:
    """Attack one area after another, or several at a time, until so many random sessions were attacked."""
    plans = [
        (seed * 10_000 + number, min(SESSIONS_AN_AREA, sessions - done)) for number, done in enumerate(range(0, sessions, SESSIONS_AN_AREA))
    ]
    if processes == 1:
        yield from (attack_area(*plan) for plan in plans)
        return
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        yield from pool.map(attack_area, *zip(*plans, strict=True))


def attack_area(seed: int, sessions: int) -> tuple[str, Attacked]:
    """Attack the area of a seed: everything that can be seen of it, as a board, as a commissioner and as both, then random sessions.

    Each of the rules for small numbers has its turn.
    """
    from rollcall.access import Role, Viewer
    from rollcall.answers.ask import Visit
    from rollcall.answers.protect import SETTING
    from rollcall.answers.rule import RULES
    from rollcall.attack.rule import Rule
    from rollcall.attack.session import Area, Door, attack_sessions
    from rollcall.commands.attacked_areas import MONTHS, SIZES, area_of_small_groups, as_known_on, invented_area, kept
    from rollcall.export.download import to_csv

    kind = seed % (2 * len(SIZES))  # every other one has small groups
    tables = invented_area(seed, SIZES[kind // 2]) if kind % 2 else area_of_small_groups(seed)
    rule = list(RULES.values())[seed % len(RULES)]
    name = f"area {seed} ({f'{SIZES[kind // 2]:,} invented children' if kind % 2 else 'small groups'}; {rule.title})"
    stores = [kept([(as_known_on(tables, day), day) for day in MONTHS[: number + 1]]) for number in range(len(MONTHS))]
    for store in stores:
        store.set_setting(SETTING, rule.name)
    roles: dict[str, list[Door]] = {
        role.value: [Visit(Viewer("An attacker", role), store) for store in stores] for role in (Role.BOARD, Role.COMMISSIONER)
    }
    area = Area(roles, Rule(rule.fewest, rule.nearest), to_csv)
    found = attack_sessions(area, sessions, lambda _done, _of: None, seed)
    for store in stores:
        store.close()
    return name, found
