"""Who is asking: the viewer, their role, and what that role may see."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Role(StrEnum):
    """The three kinds of people who use Rollcall."""

    LEAD = "lead"
    COMMISSIONER = "commissioner"
    BOARD = "board"


@dataclass(frozen=True)
class Viewer:
    """A person who has been let in, and the role they were let in with."""

    name: str
    role: Role

    @property
    def sees_exact_numbers(self) -> bool:
        """Whether numbers of people are shown as they are."""
        return self.role is Role.LEAD

    @property
    def sees_children(self) -> bool:
        """Whether lists of children may be shown."""
        return self.role is Role.LEAD

    def as_board(self) -> Viewer:
        """The same person, seeing only what may be shown in a meeting."""
        return replace(self, role=Role.BOARD)
