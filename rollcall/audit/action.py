"""What is written down, and in which words: only our own, so that nothing of a child can come into the log."""

from __future__ import annotations

from enum import StrEnum

from rollcall.own_words import OTHER

_LONGEST = 200  # characters of somebody's name


class Action(StrEnum):
    """What somebody did, or tried to do."""

    SIGNED_IN = "signed in"
    SIGNED_OUT = "signed out"
    SESSION_ENDED = "session ended"
    SIGN_IN_REFUSED = "sign-in refused"
    UPLOADED = "uploaded"
    UNDONE = "undone"
    PUT_BACK = "put back"
    DELETED = "deleted"
    RETENTION_CHANGED = "retention changed"
    LIST_VIEWED = "list viewed"
    EXPORTED = "exported"
    MAPPING_IMPORTED = "mapping imported"
    MAPPING_FORGOTTEN = "mapping forgotten"
    CANDIDATES_ACCEPTED = "candidates accepted"
    REFUSED = "refused"
    SETTINGS_CHANGED = "settings changed"
    BACKED_UP = "backed up"
    RESTORED = "restored"
    KEY_CHANGED = "key changed"
    SELF_EVALUATION_SAVED = "self-evaluation saved"
    LIMITS_REBASED = "limits rebased"
    REBASE_WITHDRAWN = "rebase withdrawn"
    ATTACK_RUN = "attack run"
    NOT_DONE = "not done after all"
    NOT_FINISHED = "done, not yet finished"
    LINE_REPAIRED = "unfinished line removed"
    ANCHOR_MISSING = "anchor was missing"
    LOG_MISSING = "log was missing"


class Leaves(StrEnum):
    """What can be taken away beside answers."""

    WORKBOOK_TO_CORRECT = "workbook to correct"
    FINDINGS = "findings"
    MAPPINGS = "mappings"
    BOARD_PACK = "board pack"
    EVERYTHING_SHOWN = "everything shown"
    AUDIT_LOG = "audit log"
    SELF_EVALUATION = "self-evaluation"
    CASE_SAMPLE = "case sample"


class Reason(StrEnum):
    """Why it was done or refused."""

    SIGNED_OUT = "signed out"
    IDLE = "idle for too long"
    ABSOLUTE = "signed in for too long"
    REVOKED = "revoked"
    NO_ROLE = "no role"
    NO_AREA = "no area"
    PROVIDER = "not confirmed by the sign-in provider"
    FORGED = "forged or unknown"
    QUOTA = "over the quota"
    BEYOND_ROLE = "beyond the role"
    NOT_THE_OWNER = "somebody else's"
    BY_AGE = "kept long enough"
    BROKEN_OFF = "broken off before"
    BY_PARTNER = "by partner"
    BY_DATE = "by date"
    ALL = "everything"
    SELF_EVALUATION = "the self-evaluation"
    OF_ANOTHER = "of somebody else"
    OTHER = OTHER


GOES_ON_UNWRITTEN = frozenset(
    {Action.SIGNED_OUT, Action.SESSION_ENDED, Action.SIGN_IN_REFUSED, Action.REFUSED, Action.NOT_DONE, Action.NOT_FINISHED}
)
"""These give nobody anything, so a log that cannot be written does not stop them: the next entry says how many are missing."""


def reason(about: str) -> Reason | None:
    """The reason in our own words, whatever was given; None for none."""
    try:
        return Reason(about) if about else None
    except ValueError:
        return Reason.OTHER


def clean_name(text: str) -> str:
    """A person's, a role's or an area's name in one short line."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_LONGEST]
