-- Question: Are all lists together growing: referred, assessed and closed each month, and waiting at each month end?
-- Notes:    The 36 month ends on or before the date. A referral that is assessed and later closed is counted in the month of each.
-- Reads:    waits, months
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    month_end (date), referred (people), assessed (people), closed (people), waiting (people)
WITH referrals AS MATERIALIZED (
    SELECT
        referral_received_date,
        assessment_start_date,
        closed_date,
        until
    FROM waits($as_at, $filters)
),
-- joining the list is +1 and leaving it -1, so the number waiting is a running sum
events AS (
    SELECT
        month_number($as_at, referral_received_date) AS number,
        count(*) AS referred,
        0 AS assessed,
        0 AS closed,
        count(*) FILTER (referral_received_date < until) AS waiting
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT month_number($as_at, assessment_start_date) AS number, 0, count(*), 0, 0
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT month_number($as_at, closed_date) AS number, 0, 0, count(*), 0
    FROM referrals
    GROUP BY ALL
    UNION ALL
    SELECT month_number($as_at, until) AS number, 0, 0, 0, -count(*)
    FROM referrals
    WHERE referral_received_date < until
    GROUP BY ALL
)
SELECT
    months.month_end,
    coalesce(sum(events.referred) FILTER (events.number = months.number), 0)::BIGINT AS referred,
    coalesce(sum(events.assessed) FILTER (events.number = months.number), 0)::BIGINT AS assessed,
    coalesce(sum(events.closed) FILTER (events.number = months.number), 0)::BIGINT AS closed,
    coalesce(sum(events.waiting), 0)::BIGINT AS waiting
FROM months($as_at) AS months
LEFT JOIN events ON events.number <= months.number
GROUP BY months.month_end
ORDER BY months.month_end;
