-- Question: Who may be not in school without being on a register?
-- Notes:    Never counted until the lead accepts them.
-- Reads:    candidates_found, children, school_year, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    child_id (child), source (text), suggested_category (text), suggested_start_date (date), why (text), sen_status
--           (text), year_group (text), primary_need (text), locality (text), school (text)
WITH listed AS (
    SELECT *
    FROM candidates_found($as_at, $filters)
    ORDER BY source, child
    LIMIT $most_rows
)
SELECT
    children.child_id,
    listed.source,
    listed.suggested_category,
    listed.suggested_start_date,
    listed.why,
    recorded(listed.sen_status) AS sen_status,
    recorded(year_group($as_at, listed.school_year_born)) AS year_group,
    recorded(listed.primary_need) AS primary_need,
    recorded(listed.locality) AS locality,
    recorded(children.school_name) AS school
FROM listed
JOIN children ON children.child = listed.child
ORDER BY listed.source, listed.child;
