"""The refusals Rollcall can give, each saying what is wrong, where, and what to do next; and how its own mistakes are logged."""

from __future__ import annotations

import traceback
from pathlib import Path


class RollcallError(Exception):
    """A refusal in one clear sentence that can be shown to a person as it stands."""


class FileRefused(RollcallError):
    """A file, or one of its sheets, could not be read."""


class QuestionRefused(RollcallError):
    """A question that does not exist, or was asked with a value it does not take."""


class AccessRefused(RollcallError):
    """The person asking may not see the answer."""


class PeopleRefused(RollcallError):
    """The file that says who gets in, or the settings of the sign-in, cannot be used."""


class MappingRefused(RollcallError):
    """A file of remembered mappings could not be brought in."""


class StoreRefused(RollcallError):
    """The store could not keep, undo, put back or delete what was asked."""


class ChangedMeanwhile(RollcallError):
    """What was to be saved builds on a version that is not the latest any more."""


class NotFinished(StoreRefused):
    """What was asked is done and stays done; what belongs to it is still to be finished."""


class AuditRefused(RollcallError):
    """What was asked could not be written into the audit log, so it was not done; or the log cannot be read."""


def place_of(mistake: BaseException) -> str:
    """The kind of a mistake of our own and where it was made, for the log. Not its message, which may hold a value from somebody's file."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(mistake.__traceback__)]
    return f"{type(mistake).__name__} at {' > '.join(places)}"
