-- Question: Who may be not in school without being on a register?
-- Notes:    Never counted until the lead accepts them.
-- Reads:    candidates_found, children, school_year, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    child_id (child), source (text), suggested_category (text), suggested_start_date (date), why (text), sen_status
--           (text), year_group (text), primary_need (text), locality (text), school (text)
SELECT
    children.child_id,
    found.source,
    found.suggested_category,
    found.suggested_start_date,
    found.why,
    recorded(found.sen_status) AS sen_status,
    recorded(year_group($as_at, found.school_year_born)) AS year_group,
    recorded(found.primary_need) AS primary_need,
    recorded(found.locality) AS locality,
    recorded(children.school_name) AS school
FROM candidates_found($as_at, $filters) AS found
JOIN children ON children.child = found.child
ORDER BY found.source, children.child_id
LIMIT $most_rows;
