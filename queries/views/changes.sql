-- View:  What changed for each child since one, three, six and twelve months before
-- Reads: changed_since, months_after
CREATE MACRO changes(as_at, filters) AS TABLE
SELECT 1 AS months, * FROM changed_since(as_at, months_after(as_at, -1), filters)
UNION ALL
SELECT 3 AS months, * FROM changed_since(as_at, months_after(as_at, -3), filters)
UNION ALL
SELECT 6 AS months, * FROM changed_since(as_at, months_after(as_at, -6), filters)
UNION ALL
SELECT 12 AS months, * FROM changed_since(as_at, months_after(as_at, -12), filters);
