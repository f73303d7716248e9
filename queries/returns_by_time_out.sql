-- Question: How long had the children who came back in the last six months been out?
-- Notes:    In DfE's bands for children missing education. A child who came back twice is counted in the band of each return.
-- Reads:    returns, duration_bands
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    band (text), children (people)
WITH lengths AS (
    SELECT
        child,
        greatest(end_date - start_date, 0) AS days
    FROM returns($as_at, $filters) AS returns
)
SELECT
    duration_bands.band,
    count(DISTINCT lengths.child) AS children
FROM duration_bands
LEFT JOIN lengths ON lengths.days >= duration_bands.days_from AND lengths.days <= coalesce(duration_bands.days_to, lengths.days)
GROUP BY duration_bands.position, duration_bands.band
ORDER BY duration_bands.position;
