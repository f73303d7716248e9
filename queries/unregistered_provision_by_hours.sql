-- Question: How many hours a week do children get in unregistered provision?
-- Notes:    Children in unregistered alternative provision, each once. A child in two of them has the hours of both. The last column adds the
--           hours of the children in the row.
-- Reads:    oversight
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    hours_band (text), children (people), hours (number)
SELECT
    CASE
        WHEN unregistered_hours IS NULL THEN 'not_recorded'
        WHEN unregistered_hours = 0 THEN '0'
        WHEN unregistered_hours < 5 THEN 'under 5'
        WHEN unregistered_hours < 10 THEN '5 to under 10'
        WHEN unregistered_hours < 15 THEN '10 to under 15'
        WHEN unregistered_hours < 20 THEN '15 to under 20'
        ELSE '20 or more'
    END AS hours_band,
    count(*) AS children,
    sum(unregistered_hours) AS hours
FROM oversight($as_at, $filters) AS children_out
WHERE unregistered
GROUP BY ALL
ORDER BY min(unregistered_hours) NULLS LAST;
