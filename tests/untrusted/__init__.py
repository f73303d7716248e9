"""Text that means harm, in spreadsheets of every kind, and what must not come of it."""
