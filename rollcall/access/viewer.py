"""Who is asking: the viewer, their role, their area, and what they may do there."""

from __future__ import annotations

from dataclasses import dataclass, replace

from rollcall.access.matrix import MATRIX, Capability, Role


@dataclass(frozen=True)
class Viewer:
    """A person who has been let in, and the role and area they were let in with."""

    name: str
    role: Role
    area: str = ""  # the folder of the area's data inside the data folder; empty where there is one area, on one laptop
    services: tuple[str, ...] = ()  # the services a commissioner may see; empty for all of them
    granted: frozenset[Capability] = frozenset()  # beyond the role's own, such as lists of children for a commissioner
    alone: bool = False  # on one laptop nobody else is there to look after what is kept, so the lead does

    @property
    def capabilities(self) -> frozenset[Capability]:
        """What this person may do."""
        own = MATRIX[self.role] | self.granted
        return own | MATRIX[Role.ADMINISTRATOR] if self.alone and self.role is Role.LEAD else own

    def may(self, capability: Capability) -> bool:
        """Whether this person may do something."""
        return capability in self.capabilities

    @property
    def sees_exact_numbers(self) -> bool:
        """Whether numbers of people are shown as they are."""
        return self.may(Capability.SEE_EXACT_NUMBERS)

    @property
    def sees_children(self) -> bool:
        """Whether lists of children may be shown."""
        return self.may(Capability.LIST_CHILDREN)

    @property
    def sees_all_services(self) -> bool:
        """Whether numbers that count over every health service may be shown, and not of some alone."""
        return self.sees_exact_numbers or not self.services

    def as_board(self) -> Viewer:
        """The same person, seeing only what may be shown in a meeting."""
        return self.seeing_as(Role.BOARD)

    def seeing_as(self, role: Role) -> Viewer:
        """The same person, with no more than what another role has; as they are where that role has something that they have not."""
        if not MATRIX[role] <= self.capabilities:
            return self
        return replace(self, role=role, granted=frozenset(), alone=self.alone and role is self.role)
