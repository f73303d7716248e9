"""The corrected workbook: a person's own file, with what was found in it marked where it stands."""

from rollcall.intake.corrected.alone import told_of_itself
from rollcall.intake.corrected.marking import as_original, is_called_as_copy, name_of_copy, original_of, write

__all__ = ["as_original", "is_called_as_copy", "name_of_copy", "original_of", "told_of_itself", "write"]
