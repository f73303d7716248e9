-- Question: How many children with SEND are not in school, by sex?
-- Reads:    not_in_school, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    sex (text), children (people)
SELECT
    recorded(sex) AS sex,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY min(sex) NULLS LAST;
