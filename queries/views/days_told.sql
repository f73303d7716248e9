-- View:  The periods that began in the year to a day, once for each service that is told, with the days until it was
-- Notes: Told before the start is 0 days. No date by the day is NULL, which is not the same as never told
-- Reads: periods_begun
CREATE MACRO days_told(as_at, filters) AS TABLE
WITH begun AS (
    SELECT
        category,
        start_date,
        unnest(['council', 'health', 'social_care']) AS told_to,
        unnest([la_notified_date, health_notified_date, social_care_notified_date]) AS told_on
    FROM periods_begun(as_at, filters)
)
SELECT
    category,
    told_to,
    as_at - start_date AS days_ago,
    CASE WHEN told_on <= as_at THEN greatest(told_on - start_date, 0) END AS days
FROM begun;
