"""The threats that Rollcall is kept safe from, and the table of what was tried against each: `python -m tests.security`."""
