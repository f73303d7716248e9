"""Files with seeded damage: whatever comes, the server goes on and says in a sentence what is wrong."""
