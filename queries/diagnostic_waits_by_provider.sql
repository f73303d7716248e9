-- Question: How long have the referrals at each provider been waiting?
-- Notes:    Every open referral, of school age or not; weeks are the whole weeks each has waited, in order.
-- Reads:    open_waits, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    provider (text), waiting (people), weeks (weeks of people), longest_weeks (longest weeks)
SELECT
    recorded(provider) AS provider,
    count(*) AS waiting,
    list(days // 7 ORDER BY days) AS weeks,
    max(days) // 7 AS longest_weeks
FROM open_waits($as_at, $filters) AS open_waits
GROUP BY ALL
ORDER BY min(open_waits.provider) NULLS LAST;
