-- Question: Of the periods out of school that began in the last twelve months, after how many days was each service told?
-- Notes:    0 is the day it began, or before. A row without days counts the periods for which no date is recorded.
-- Reads:    days_told
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    category (text), told_to (text), days (number), periods (people)
SELECT
    days_told.category::VARCHAR AS category,
    days_told.told_to,
    days_told.days,
    count(*) AS periods
FROM days_told($as_at, $filters) AS days_told
GROUP BY ALL
ORDER BY category, days_told.told_to, days_told.days NULLS LAST;
