"""The dull version of every question: loops over plain rows, slow and obvious, sharing no code with the SQL. It is the judge."""
