"""Checks of published statistics: what they are about, and cells that are no figure."""

from rollcall.definitions.check import LEFT_OUT, Check

CHECKS = (
    Check(
        "published_which",
        "Nothing in this file says whether it counts children in home education or children missing education, so none of it is kept.",
        "Put “ehe” or “cme” into the file's name, as DfE's own name has it, and bring the file in again.",
        True,
        effect=LEFT_OUT,
    ),
    Check(
        "published_unreadable",
        "Cells that hold neither a number nor a sign for a missing one are kept as blank: {cells}.",
        "Compare them with the workbook as NHS England publishes it.",
    ),
)
