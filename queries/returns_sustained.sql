-- Question: Did the returns last?
-- Notes:    Each child's last return of the last six months, and whether a spell was open 6 and 12 weeks after it.
-- Reads:    returns, spells
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    weeks (number), returned (people), still_in_school (people), out_again (people), too_recent (people)
WITH last_returns AS (
    SELECT
        child,
        max(end_date) AS returned_on
    FROM returns($as_at, $filters) AS returns
    GROUP BY child
),
looked_at AS (
    SELECT
        last_returns.child,
        weeks.weeks,
        last_returns.returned_on + weeks.weeks * 7 AS on_day
    FROM last_returns
    CROSS JOIN (SELECT unnest([6, 12]) AS weeks) AS weeks
),
out_again AS (
    SELECT DISTINCT
        looked_at.child,
        looked_at.weeks
    FROM looked_at
    JOIN spells ON spells.child = looked_at.child AND spells.start_date <= looked_at.on_day AND spells.until > looked_at.on_day
),
outcomes AS (
    SELECT
        looked_at.weeks,
        looked_at.on_day > $as_at AS too_recent,
        out_again.child IS NOT NULL AS is_out_again
    FROM looked_at
    LEFT JOIN out_again ON out_again.child = looked_at.child AND out_again.weeks = looked_at.weeks
)
SELECT
    weeks.weeks,
    count(outcomes.weeks) AS returned,
    count(outcomes.weeks) FILTER (NOT too_recent AND NOT is_out_again) AS still_in_school,
    count(outcomes.weeks) FILTER (NOT too_recent AND is_out_again) AS out_again,
    count(outcomes.weeks) FILTER (too_recent) AS too_recent
FROM (SELECT unnest([6, 12]) AS weeks) AS weeks
LEFT JOIN outcomes ON outcomes.weeks = weeks.weeks
GROUP BY weeks.weeks
ORDER BY weeks.weeks;
