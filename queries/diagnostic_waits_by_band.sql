-- Question: How long have the referrals that wait been waiting?
-- Notes:    NHS England's community health bands, in days. Day 365 counts as 365+.
-- Reads:    open_waits, waiting_bands, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    assessment (text), band (text), waiting (people)
WITH lengths AS (
    SELECT
        assessment,
        days,
        count(*) AS waiting
    FROM open_waits($as_at, $filters) AS open_waits
    GROUP BY ALL
),
assessments AS (
    SELECT DISTINCT assessment
    FROM lengths
)
SELECT
    recorded(assessments.assessment) AS assessment,
    waiting_bands.band,
    coalesce(sum(lengths.waiting), 0)::BIGINT AS waiting
FROM assessments
CROSS JOIN waiting_bands
LEFT JOIN lengths
    ON lengths.assessment = assessments.assessment
    AND lengths.days >= waiting_bands.days_from
    AND lengths.days <= coalesce(waiting_bands.days_to, lengths.days)
GROUP BY assessments.assessment, waiting_bands.position, waiting_bands.band
ORDER BY assessments.assessment, waiting_bands.position;
