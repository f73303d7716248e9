-- Question: How long do children go without a school place before they get another?
-- Notes:    Children in scope who lost a place by the day, each once, by the last place that they lost, in DfE's bands. With a new place: their
--           first day there was in the twelve months to the day. Still without: no first day at a school since, unless every application was
--           withdrawn. An offer that is not taken up yet is no first day.
-- Reads:    school_applications, duration_bands, months_after
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    band (text), new_place (people), still_without (people), longest_days_without (number)
WITH lost AS (
    SELECT
        *,
        max(place_lost_date) FILTER (place_lost_date <= $as_at) OVER (PARTITION BY child) AS lost_on
    FROM school_applications($as_at, $filters)
),
each_child AS (
    SELECT
        lost_on,
        min(admitted_date) FILTER (admitted_date BETWEEN lost_on AND $as_at) AS admitted_on,
        bool_or(decision IS DISTINCT FROM 'withdrawn' AND place_lost_date = lost_on) AS still_wanted
    FROM lost
    WHERE lost_on IS NOT NULL
    GROUP BY child, lost_on
),
counted AS (
    SELECT
        coalesce(admitted_on, $as_at) - lost_on AS days,
        admitted_on > months_after($as_at, -12) AS new_place,
        admitted_on IS NULL AND still_wanted AS still_without
    FROM each_child
)
SELECT
    duration_bands.band,
    count(*) FILTER (counted.new_place) AS new_place,
    count(*) FILTER (counted.still_without) AS still_without,
    max(counted.days) FILTER (counted.still_without) AS longest_days_without
FROM duration_bands
LEFT JOIN counted ON
    counted.days >= duration_bands.days_from
    AND counted.days <= coalesce(duration_bands.days_to, counted.days)
GROUP BY duration_bands.position, duration_bands.band
ORDER BY duration_bands.position;
