"""The audit log: who did what, and when. It is only added to, and what was changed in it is found."""

from rollcall.audit.action import Action, Leaves, Reason
from rollcall.audit.beginning import beginning
from rollcall.audit.chain import Anchor, Entry
from rollcall.audit.log import audited, read_anchor, read_entries, record
from rollcall.audit.verify import Trouble, Verified, verify, verify_and_read

__all__ = [
    "Action",
    "Anchor",
    "Entry",
    "Leaves",
    "Reason",
    "Trouble",
    "Verified",
    "audited",
    "beginning",
    "read_anchor",
    "read_entries",
    "record",
    "verify",
    "verify_and_read",
]
