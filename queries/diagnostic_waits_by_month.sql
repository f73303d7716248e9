-- Question: Is the list growing: referred, assessed and closed each month, and waiting at each month end?
-- Notes:    The 36 month ends on or before the date. A referral that is assessed and later closed is counted in the month of
--           each.
-- Reads:    wait_events, months, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- For:      the lead alone
-- Gives:    month_end (date), assessment (text), referred (people), assessed (people), closed (people), waiting (people)
WITH events AS MATERIALIZED (
    SELECT * FROM wait_events($as_at, $filters)
),
grid AS (
    SELECT
        assessments.assessment,
        numbers.number,
        sum(events.referred) FILTER (events.number = numbers.number) AS referred,
        sum(events.assessed) FILTER (events.number = numbers.number) AS assessed,
        sum(events.closed) FILTER (events.number = numbers.number) AS closed,
        sum(events.waiting) AS waiting
    FROM (SELECT DISTINCT assessment FROM events) AS assessments
    CROSS JOIN months($as_at) AS numbers
    LEFT JOIN events ON events.assessment = assessments.assessment AND events.number <= numbers.number
    GROUP BY ALL
)
SELECT
    months.month_end,
    recorded(grid.assessment) AS assessment,
    coalesce(grid.referred, 0)::BIGINT AS referred,
    coalesce(grid.assessed, 0)::BIGINT AS assessed,
    coalesce(grid.closed, 0)::BIGINT AS closed,
    coalesce(grid.waiting, 0)::BIGINT AS waiting
FROM grid
JOIN months($as_at) AS months ON months.number = grid.number
ORDER BY months.month_end, grid.assessment;
