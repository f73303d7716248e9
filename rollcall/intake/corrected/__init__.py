"""The corrected workbook: a person's own file, with what was found in it marked where it stands."""

from rollcall.intake.corrected.marking import name_of_copy, original_of, write

__all__ = ["name_of_copy", "original_of", "write"]
