"""From text to values: dates, codes, numbers and identifiers of the rows of data."""
