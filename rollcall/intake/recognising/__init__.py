"""From cells to tables: where a header stands, which spreadsheet kind it is, and what each heading means."""
