-- Question: What has been kept, from whom, and for which date?
-- Reads:    files_found
-- Takes:    
-- Gives:    partner (text), table_name (text), title (text), as_at (date), rows (people), files (text)
SELECT
    partner,
    table_name,
    title,
    as_at,
    rows,
    files
FROM files_found
ORDER BY partner, table_name;
