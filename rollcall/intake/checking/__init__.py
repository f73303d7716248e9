"""What is wrong with which cell, row or table, and what that moves."""
