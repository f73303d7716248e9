-- Question: How complete is each column?
-- Notes:    Periods without an end are children who are out: beside numbers that are shown, small ones could be worked out.
-- Reads:    kept.versions, spreadsheets
-- Takes:
-- For:      the lead alone
-- Gives:    table_name (text), column_name (text), rows (people), filled (people)
WITH counts AS (
    SELECT
        table_name,
        unnest(counted) AS column_name,
        unnest(filled) AS filled,
        generate_subscripts(counted, 1) AS position,
        rows
    FROM kept.versions
    WHERE active
)
SELECT
    counts.table_name,
    counts.column_name,
    sum(counts.rows)::BIGINT AS rows,
    sum(counts.filled)::BIGINT AS filled
FROM counts
JOIN spreadsheets ON spreadsheets.table_name = counts.table_name AND NOT spreadsheets.published
GROUP BY counts.table_name, spreadsheets.position, counts.column_name
ORDER BY spreadsheets.position, max(counts.position);
