-- View:  What happened to the referrals in each month, as changes to the number waiting: joining the list is +1 and leaving it -1, so
--        the number waiting at a month end is a running sum
-- Reads: waits, months
CREATE MACRO wait_events(as_at, filters) AS TABLE
WITH referrals AS MATERIALIZED (
    SELECT
        assessment,
        referral_received_date,
        assessment_start_date,
        closed_date,
        until
    FROM waits(as_at, filters)
)
SELECT
    assessment,
    month_number(as_at, referral_received_date) AS number,
    count(*) AS referred,
    0 AS assessed,
    0 AS closed,
    count(*) FILTER (referral_received_date < until) AS waiting
FROM referrals
GROUP BY ALL
UNION ALL
SELECT assessment, month_number(as_at, assessment_start_date) AS number, 0, count(*), 0, 0
FROM referrals
GROUP BY ALL
UNION ALL
SELECT assessment, month_number(as_at, closed_date) AS number, 0, 0, count(*), 0
FROM referrals
GROUP BY ALL
UNION ALL
SELECT assessment, month_number(as_at, until) AS number, 0, 0, 0, -count(*)
FROM referrals
WHERE referral_received_date < until
GROUP BY ALL;
