"""The gate: everything a served Rollcall answers passes here, and only a live session gets further than the sign-in."""
