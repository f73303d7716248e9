"""Links children who have no shared number: by what both files say of them, and by what the lead says of those who could be the same."""
