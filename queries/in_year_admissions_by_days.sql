-- Question: How long do children go without a school place before they get another?
-- Notes:    Children in scope who lost a place by the day, each once, by the last place that they lost, in DfE's bands. With a new place: their
--           first day there was in the twelve months to the day. Still without: no first day at a school since, unless every application was
--           withdrawn. An offer that is not taken up yet is no first day. A first day before the day lost, in one row, is no day without.
-- Reads:    school_applications, duration_bands, months_after
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    band (text), new_place (people), still_without (people), still_without_and_offered (people), longest_days_without (number)
WITH lost AS (
    SELECT
        *,
        max(place_lost_date) FILTER (place_lost_date <= $as_at) OVER (PARTITION BY child) AS lost_on
    FROM school_applications($as_at, $filters)
),
since_then AS (
    SELECT
        *,
        coalesce(place_lost_date = lost_on, FALSE) OR application_received_date >= lost_on AS for_this
    FROM lost
    WHERE lost_on IS NOT NULL
),
each_child AS (
    SELECT
        lost_on,
        min(greatest(admitted_date, lost_on)) FILTER (
            admitted_date <= $as_at AND (admitted_date >= lost_on OR place_lost_date = lost_on)
        ) AS admitted_on,
        bool_or(for_this AND decision IS DISTINCT FROM 'withdrawn') AS still_wanted,
        bool_or(for_this AND decision IS NOT DISTINCT FROM 'offered') AS offered
    FROM since_then
    GROUP BY child, lost_on
),
counted AS (
    SELECT
        coalesce(admitted_on, $as_at) - lost_on AS days,
        admitted_on > months_after($as_at, -12) AS new_place,
        admitted_on IS NULL AND still_wanted AS still_without,
        admitted_on IS NULL AND still_wanted AND offered AS still_without_and_offered
    FROM each_child
)
SELECT
    duration_bands.band,
    count(*) FILTER (counted.new_place) AS new_place,
    count(*) FILTER (counted.still_without) AS still_without,
    count(*) FILTER (counted.still_without_and_offered) AS still_without_and_offered,
    max(counted.days) FILTER (counted.still_without) AS longest_days_without
FROM duration_bands
LEFT JOIN counted ON
    counted.days >= duration_bands.days_from
    AND counted.days <= coalesce(duration_bands.days_to, counted.days)
GROUP BY duration_bands.position, duration_bands.band
ORDER BY duration_bands.position;
