-- Question: How many periods out of school began in the last twelve months, and of how many children?
-- Notes:    Of children in scope on the day the period began.
-- Reads:    periods_begun
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    periods (people), children (people)
SELECT
    count(*) AS periods,
    count(DISTINCT child) AS children
FROM periods_begun($as_at, $filters);
