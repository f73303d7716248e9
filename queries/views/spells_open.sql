-- View:  The spells of known children that are open on a day
-- Reads: spells
CREATE MACRO spells_open(as_at) AS TABLE
SELECT *
FROM spells
WHERE start_date <= as_at AND until > as_at AND child IS NOT NULL;
