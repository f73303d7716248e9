-- Question: Has the family support while the referral waits for a diagnostic assessment?
-- Notes:    Open referrals, of school age or not. Some support: the file names one. None: it says that there is none, or that it was
--           declined. Not recorded is not the same as none.
-- Reads:    open_waits, says_no_support, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- For:      the lead alone
-- Gives:    assessment (text), waiting (people), some_support (people), no_support (people), support_not_recorded (people)
SELECT
    recorded(assessment) AS assessment,
    count(*) AS waiting,
    count(*) FILTER (support_while_waiting IS NOT NULL AND NOT says_no_support(support_while_waiting)) AS some_support,
    count(*) FILTER (says_no_support(support_while_waiting)) AS no_support,
    count(*) FILTER (support_while_waiting IS NULL) AS support_not_recorded
FROM open_waits($as_at, $filters) AS open_waits
GROUP BY ALL
ORDER BY min(open_waits.assessment) NULLS LAST;
