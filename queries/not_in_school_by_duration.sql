-- Question: How long have children with SEND been out of school?
-- Notes:    From the earliest open spell, in DfE's eight bands for children missing education.
-- Reads:    not_in_school, duration_bands
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    band (text), children (people)
WITH children_out AS (
    SELECT
        child,
        $as_at - min(start_date) AS days
    FROM not_in_school($as_at, $filters) AS not_in_school
    GROUP BY child
),
lengths AS (
    SELECT
        days,
        count(*) AS children
    FROM children_out
    GROUP BY days
)
SELECT
    duration_bands.band,
    coalesce(sum(lengths.children), 0)::BIGINT AS children
FROM duration_bands
LEFT JOIN lengths ON lengths.days >= duration_bands.days_from AND lengths.days <= coalesce(duration_bands.days_to, lengths.days)
GROUP BY duration_bands.position, duration_bands.band
ORDER BY duration_bands.position;
