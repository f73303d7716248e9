-- Question: Is the list growing: referred, assessed and closed each month, and waiting at each month end?
-- Notes:    The 36 month ends on or before the date. A referral that is assessed and later closed is counted in the month of
--           each.
-- Reads:    waits, months, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    month_end (date), assessment (text), referred (people), assessed (people), closed (people), waiting (people)
WITH referrals AS MATERIALIZED (
    SELECT
        assessment,
        referral_received_date,
        assessment_start_date,
        closed_date,
        until
    FROM waits($as_at, $filters)
),
-- joining the list is +1 and leaving it -1, so the number waiting is a running sum
events AS (
    SELECT
        assessment,
        month_number($as_at, referral_received_date) AS number,
        count(*) AS referred,
        0 AS assessed,
        0 AS closed,
        count(*) FILTER (referral_received_date < until) AS waiting
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT assessment, month_number($as_at, assessment_start_date) AS number, 0, count(*), 0, 0
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT assessment, month_number($as_at, closed_date) AS number, 0, 0, count(*), 0
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT assessment, month_number($as_at, until) AS number, 0, 0, 0, -count(*)
    FROM referrals
    WHERE referral_received_date < until
    GROUP BY ALL
),
grid AS (
    SELECT
        assessments.assessment,
        numbers.number,
        sum(events.referred) FILTER (events.number = numbers.number) AS referred,
        sum(events.assessed) FILTER (events.number = numbers.number) AS assessed,
        sum(events.closed) FILTER (events.number = numbers.number) AS closed,
        sum(events.waiting) AS waiting
    FROM (SELECT DISTINCT assessment FROM referrals) AS assessments
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
