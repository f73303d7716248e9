"""Rollcall: who is not in school, who waits, what they cannot reach and who came back, from partners' spreadsheets."""
