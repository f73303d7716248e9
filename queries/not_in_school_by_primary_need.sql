-- Question: How many children with SEND are not in school, by primary need?
-- Reads:    not_in_school, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    primary_need (text), children (people)
SELECT
    recorded(primary_need) AS primary_need,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY min(primary_need) NULLS LAST;
