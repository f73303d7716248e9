"""Questions on access to health services, by loops over plain rows."""

from __future__ import annotations

from tests.plain.picture import Picture, distinct, recorded


def health_access_by_service(p: Picture) -> list[tuple]:
    groups: dict[tuple, set] = {}
    for child, row in p.health_access():
        groups.setdefault((row.service, not p.is_out(child, p.as_at)), set()).add((child.child_id, row.status))
    statuses = ("in_place", "waiting", "not_referred", "cannot_access", "not_needed")
    return [(*key, *(sum(status == wanted for _, status in of) for wanted in statuses)) for key, of in groups.items()]


def health_access_barriers(p: Picture) -> list[tuple]:
    pairs = [((row.service, recorded(row.barrier)), child) for child, row in p.health_access() if row.barrier is not None]
    return [(*key, children) for key, children in distinct(pairs).items()]


def health_access_by_barrier(p: Picture) -> list[tuple]:
    return list(distinct([(row.barrier, child) for child, row in p.health_access() if row.barrier is not None]).items())


def services_for_children_not_on_a_roll(p: Picture) -> list[tuple]:
    return list({
        (row.service, row.provider, recorded(row.commissioner), row.open_to_children_not_on_a_roll, recorded(row.route_in))
        for row in p.area.services
        if p.keeps("service", row.service) and p.keeps("provider", row.provider)
    })  # fmt: skip
