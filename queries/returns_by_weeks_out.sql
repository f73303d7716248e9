-- Question: How many weeks had children been out when they came back?
-- Notes:    Over the returns of the last six months.
-- Reads:    returns
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    weeks_out (number), children (people)
SELECT
    weeks_out,
    count(DISTINCT child) AS children
FROM returns($as_at, $filters) AS returns
GROUP BY weeks_out
ORDER BY weeks_out;
