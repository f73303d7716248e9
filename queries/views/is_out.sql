-- View:  Whether a child has an open spell on a day, in any category
-- Reads: spells_open
CREATE MACRO is_out(as_at, of_child) AS (of_child IN (SELECT open_spells.child FROM spells_open(as_at) AS open_spells));
