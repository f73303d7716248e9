-- Question: Which children may be not in school without being on a register?
-- Notes:    Never counted until the lead accepts them.
-- Reads:    candidates_found
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- Gives:    source (text), suggested_category (text), children (people)
SELECT
    source,
    suggested_category,
    count(*) AS children
FROM candidates_found($as_at, $filters)
GROUP BY ALL
ORDER BY source, suggested_category;
