-- Question: How many referrals wait, by assessment?
-- Notes:    Every open referral, of school age or not. 13 weeks is 91 days or more, over 18 weeks 127, over 52 weeks 365.
-- Reads:    open_waits, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    assessment (text), waiting (people), waiting_13_weeks (people), waiting_over_18_weeks (people),
--           waiting_over_52_weeks (people)
SELECT
    recorded(assessment) AS assessment,
    count(*) AS waiting,
    count(*) FILTER (days >= 91) AS waiting_13_weeks,
    count(*) FILTER (days >= 127) AS waiting_over_18_weeks,
    count(*) FILTER (days >= 365) AS waiting_over_52_weeks
FROM open_waits($as_at, $filters) AS open_waits
GROUP BY ALL
ORDER BY min(open_waits.assessment) NULLS LAST;
