-- Question: How many children live in each part of the area, by SEN status?
-- Notes:    The latest count taken on or before the date.
-- Reads:    population, keeps, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status
-- Gives:    locality (text), sen_status (text), children (people)
WITH latest AS (
    SELECT max(population.as_at) AS as_at
    FROM population
    WHERE population.as_at <= $as_at
)
SELECT
    recorded(population.locality) AS locality,
    recorded(population.sen_status) AS sen_status,
    sum(population.children)::BIGINT AS children
FROM population
JOIN latest ON latest.as_at = population.as_at
WHERE keeps(($filters).locality, population.locality) AND keeps(($filters).sen_status, population.sen_status)
GROUP BY ALL
ORDER BY min(population.locality) NULLS LAST, min(population.sen_status) NULLS LAST;
