-- Question: How long had those waited whose diagnostic assessment started in the last twelve months, by assessment?
-- Notes:    Referrals whose assessment started after the same day a year before, up to the day, of school age or not; weeks are the whole
--           weeks from referral received to the start, in order. Within three months: by the same day of the month three months on.
-- Reads:    waits, months_after, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- For:      the lead alone
-- Gives:    assessment (text), started (people), within_3_months (people), weeks (weeks of people), longest_weeks (longest weeks)
WITH started AS (
    SELECT
        assessment,
        assessment_start_date - referral_received_date AS days,
        assessment_start_date <= months_after(referral_received_date, 3) AS within_3_months
    FROM waits($as_at, $filters) AS waits
    WHERE
        assessment_start_date > months_after($as_at, -12)
        AND assessment_start_date <= $as_at
        AND assessment_start_date >= referral_received_date
)
SELECT
    recorded(assessment) AS assessment,
    count(*) AS started,
    count(*) FILTER (within_3_months) AS within_3_months,
    list(days // 7 ORDER BY days) AS weeks,
    max(days) // 7 AS longest_weeks
FROM started
GROUP BY ALL
ORDER BY min(started.assessment) NULLS LAST;
