-- Question: Is the list growing: referred, assessed and closed each month, and waiting at each month end?
-- Notes:    The 36 month ends on or before the date. A referral that is assessed and later closed is counted in the month of each.
-- Reads:    waits, months, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    month_end (date), assessment (text), referred (people), assessed (people), closed (people), waiting (people)
WITH events AS (
    SELECT assessment, referral_received_date AS on_day, 1 AS referred, 0 AS assessed, 0 AS closed, 0 AS waiting
    FROM waits($as_at, $filters)
    UNION ALL
    SELECT assessment, assessment_start_date AS on_day, 0 AS referred, 1 AS assessed, 0 AS closed, 0 AS waiting
    FROM waits($as_at, $filters)
    UNION ALL
    SELECT assessment, closed_date AS on_day, 0 AS referred, 0 AS assessed, 1 AS closed, 0 AS waiting
    FROM waits($as_at, $filters)
    UNION ALL
    SELECT assessment, referral_received_date AS on_day, 0 AS referred, 0 AS assessed, 0 AS closed, 1 AS waiting
    FROM waits($as_at, $filters)
    WHERE referral_received_date < until
    UNION ALL
    SELECT assessment, until AS on_day, 0 AS referred, 0 AS assessed, 0 AS closed, -1 AS waiting
    FROM waits($as_at, $filters)
    WHERE referral_received_date < until
),
by_month AS (
    SELECT
        assessment,
        greatest(month_number($as_at, on_day), -1) AS number,
        sum(referred) AS referred,
        sum(assessed) AS assessed,
        sum(closed) AS closed,
        sum(waiting) AS waiting
    FROM events
    WHERE on_day <= $as_at
    GROUP BY ALL
),
assessments AS (
    SELECT DISTINCT assessment
    FROM by_month
),
every_month AS (
    SELECT
        assessments.assessment,
        numbers.number,
        coalesce(by_month.referred, 0) AS referred,
        coalesce(by_month.assessed, 0) AS assessed,
        coalesce(by_month.closed, 0) AS closed,
        sum(coalesce(by_month.waiting, 0)) OVER (PARTITION BY assessments.assessment ORDER BY numbers.number) AS waiting
    FROM assessments
    CROSS JOIN (SELECT range - 1 AS number FROM range(37)) AS numbers
    LEFT JOIN by_month ON by_month.assessment = assessments.assessment AND by_month.number = numbers.number
)
SELECT
    months.month_end,
    recorded(every_month.assessment) AS assessment,
    every_month.referred::BIGINT AS referred,
    every_month.assessed::BIGINT AS assessed,
    every_month.closed::BIGINT AS closed,
    every_month.waiting::BIGINT AS waiting
FROM every_month
JOIN months($as_at) AS months ON months.number = every_month.number
ORDER BY months.month_end, every_month.assessment;
