-- Question: How long have children without any provision been out of school?
-- Notes:    Hours recorded as 0, none above 0, and not home educated. From the start of the earliest open period with 0 hours, in DfE's bands:
--           the registers hold the hours of today, so a child may have had some before.
-- Reads:    oversight, duration_bands
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    band (text), children (people), longest_days (number)
WITH without AS (
    SELECT days_without
    FROM oversight($as_at, $filters) AS children_out
    WHERE without_provision
)
SELECT
    duration_bands.band,
    count(without.days_without) AS children,
    max(without.days_without) AS longest_days
FROM duration_bands
LEFT JOIN without ON
    without.days_without >= duration_bands.days_from
    AND without.days_without <= coalesce(duration_bands.days_to, without.days_without)
GROUP BY duration_bands.position, duration_bands.band
ORDER BY duration_bands.position;
