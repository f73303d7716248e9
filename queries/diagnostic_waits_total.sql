-- Question: How many referrals wait for a diagnostic assessment, and how many children?
-- Notes:    Every open referral, of school age or not. A child with two referrals is one child.
-- Reads:    open_waits
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    waiting (people), children (people), waiting_13_weeks (people), waiting_over_18_weeks (people),
--           waiting_over_52_weeks (people)
SELECT
    count(*) AS waiting,
    count(DISTINCT coalesce(child::VARCHAR, 'unknown ' || unknown_child)) AS children,
    count(*) FILTER (days >= 91) AS waiting_13_weeks,
    count(*) FILTER (days >= 127) AS waiting_over_18_weeks,
    count(*) FILTER (days >= 365) AS waiting_over_52_weeks
FROM open_waits($as_at, $filters) AS open_waits;
