"""The one matrix of role and capability: what each kind of person may do. Whatever is not in it is refused."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """The kinds of people who use Rollcall."""

    LEAD = "lead"
    COMMISSIONER = "commissioner"
    BOARD = "board"
    ADMINISTRATOR = "administrator"


class Capability(StrEnum):
    """What can be done with Rollcall, each in the words of the matrix in the manual."""

    SEE_PROTECTED_NUMBERS = "See protected numbers, on pages and in meetings"
    SEE_EXACT_NUMBERS = "See exact numbers"
    CUT_BY_SERVICE = "Cut the numbers by one service or one provider"
    FILTER_FREELY = "Combine any filters, and ask about any day"
    LIST_CHILDREN = "See and download lists of children"
    WRITE_THE_SELF_EVALUATION = "Read and write the self-evaluation, and take it away"
    BRING_IN = "Bring in spreadsheets, put them right, undo and put back"
    DECIDE_ABOUT_CHILDREN = "Match children, and accept candidates"
    SEE_WHAT_IS_HELD = "See what is held, of whom and for how long"
    DELETE = "Delete what is held, and set how long it is held"
    CHOOSE_THE_RULE = "Choose the area's rule for small numbers"
    TRY_TO_BREAK_IT = "Attack the protected numbers, to see whether they hold"
    READ_THE_AUDIT_LOG = "Read and verify the audit log"
    MANAGE_PEOPLE = "See who is signed in, and end a session"


_C = Capability
MATRIX: Mapping[Role, frozenset[Capability]] = MappingProxyType(
    {
        Role.LEAD: frozenset(
            {
                _C.SEE_PROTECTED_NUMBERS,
                _C.SEE_EXACT_NUMBERS,
                _C.CUT_BY_SERVICE,
                _C.FILTER_FREELY,
                _C.LIST_CHILDREN,
                _C.WRITE_THE_SELF_EVALUATION,
                _C.BRING_IN,
                _C.DECIDE_ABOUT_CHILDREN,
                _C.SEE_WHAT_IS_HELD,
                _C.DELETE,
                _C.CHOOSE_THE_RULE,
                _C.TRY_TO_BREAK_IT,
            }
        ),
        Role.COMMISSIONER: frozenset({_C.SEE_PROTECTED_NUMBERS, _C.CUT_BY_SERVICE}),
        Role.BOARD: frozenset({_C.SEE_PROTECTED_NUMBERS}),
        Role.ADMINISTRATOR: frozenset(
            {_C.SEE_WHAT_IS_HELD, _C.DELETE, _C.CHOOSE_THE_RULE, _C.TRY_TO_BREAK_IT, _C.READ_THE_AUDIT_LOG, _C.MANAGE_PEOPLE}
        ),
    }
)

# What the file of people may grant beyond a role's own. Whatever is not in it cannot be granted.
GRANTABLE: Mapping[Role, frozenset[Capability]] = MappingProxyType(
    {
        Role.LEAD: frozenset(),
        Role.COMMISSIONER: frozenset({_C.LIST_CHILDREN}),
        Role.BOARD: frozenset(),
        Role.ADMINISTRATOR: frozenset(),
    }
)
