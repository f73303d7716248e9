-- Question: How many children with SEND are not in school, by year group?
-- Reads:    school_year, not_in_school, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    year_group (text), children (people)
SELECT
    recorded(year_group($as_at, school_year_born)) AS year_group,
    count(DISTINCT child) AS children
FROM not_in_school($as_at, $filters) AS not_in_school
GROUP BY ALL
ORDER BY max(school_year_born) DESC;
