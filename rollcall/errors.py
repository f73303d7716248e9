"""The refusals Rollcall can give: each says what is wrong, where, and what to do next."""


class RollcallError(Exception):
    """A refusal in one clear sentence that can be shown to a person as it stands."""


class FileRefused(RollcallError):
    """A file, or one of its sheets, could not be read."""


class QuestionRefused(RollcallError):
    """A question that does not exist, or was asked with a value it does not take."""


class AccessRefused(RollcallError):
    """The person asking may not see the answer."""


class MappingRefused(RollcallError):
    """A file of remembered mappings could not be brought in."""


class StoreRefused(RollcallError):
    """The store could not keep, undo, put back or delete what was asked."""
