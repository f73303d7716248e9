-- Question: Of the periods out of school that began in the last twelve months, of how many was each service told within 3, 10 and 30 days?
-- Notes:    Periods that began at least so many days ago, of children in scope on the day they began. Told before the start counts as
--           told at once. That no date is recorded does not say that nobody was told.
-- Reads:    days_told
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    category (text), told_to (text), within_days (number), periods (people), told (people), told_later (people),
--           no_date_recorded (people)
SELECT
    days_told.category::VARCHAR AS category,
    days_told.told_to,
    limits.within_days,
    count(*) AS periods,
    count(*) FILTER (days_told.days <= limits.within_days) AS told,
    count(*) FILTER (days_told.days > limits.within_days) AS told_later,
    count(*) FILTER (days_told.days IS NULL) AS no_date_recorded
FROM days_told($as_at, $filters) AS days_told
JOIN (SELECT unnest([3, 10, 30]) AS within_days) AS limits ON days_told.days_ago >= limits.within_days
GROUP BY ALL
ORDER BY category, days_told.told_to, limits.within_days;
