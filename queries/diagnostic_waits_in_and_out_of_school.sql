-- Question: Do children who are not in school wait longer for an assessment?
-- Notes:    Open referrals of children of school age; weeks are the whole weeks each has waited, in order.
-- Reads:    open_waits, is_out, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    assessment (text), in_school (text), waiting (people), weeks (weeks of people)
WITH school_age AS (
    SELECT
        assessment,
        days // 7 AS weeks,
        NOT is_out($as_at, child) AS in_school
    FROM open_waits($as_at, $filters) AS open_waits
    WHERE $as_at BETWEEN school_age_from AND school_age_until
)
SELECT
    recorded(assessment) AS assessment,
    in_school,
    count(*) AS waiting,
    list(weeks ORDER BY weeks) AS weeks
FROM school_age
GROUP BY ALL
ORDER BY min(school_age.assessment), in_school;
