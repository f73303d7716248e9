-- Question: Who may be not in school without being on a register?
-- Notes:    Never counted until the lead accepts them.
-- Reads:    school_year, candidates_found, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    child_id (child), source (text), suggested_category (text), suggested_start_date (date), why (text), sen_status (text),
--           year_group (text), primary_need (text), locality (text), school (text)
SELECT
    child_id,
    source,
    suggested_category,
    suggested_start_date,
    why,
    recorded(sen_status) AS sen_status,
    recorded(year_group($as_at, school_year_born)) AS year_group,
    recorded(primary_need) AS primary_need,
    recorded(locality) AS locality,
    recorded(school_name) AS school
FROM candidates_found($as_at, $filters)
ORDER BY source, child_id
LIMIT $most_rows;
