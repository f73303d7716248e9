"""The corrected workbook."""
