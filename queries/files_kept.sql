-- Question: What has been kept, from whom, and for which date?
-- Reads:    kept.versions, spreadsheets
-- Takes:
-- Gives:    partner (text), table_name (text), title (text), as_at (date), rows (people), files (text)
SELECT
    versions.partner,
    versions.table_name,
    spreadsheets.title,
    max(versions.as_at) AS as_at,
    sum(versions.rows)::BIGINT AS rows,
    array_to_string(list_sort(list_distinct(flatten(list(versions.files)))), ', ') AS files
FROM kept.versions AS versions
JOIN spreadsheets ON spreadsheets.table_name = versions.table_name
WHERE versions.active
GROUP BY versions.partner, versions.table_name, spreadsheets.position, spreadsheets.title
ORDER BY versions.partner, spreadsheets.position;
