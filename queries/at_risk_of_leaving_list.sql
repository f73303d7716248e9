-- Question: Which children who are in school are at risk of leaving it, by their attendance, suspensions and exclusions?
-- Notes:    Those who missed the largest share of the latest term first.
-- Reads:    terms_compared, children, recorded, school_year
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    child_id (child), why (text), missed (number), possible (number), missed_before (number), possible_before (number),
--           part_time (number), part_time_before (number), suspensions (number), permanent_exclusions (number), sen_status (text),
--           year_group (text), primary_need (text), locality (text), school (text)
SELECT
    children.child_id,
    concat_ws(
        '; ',
        CASE WHEN compared.permanently_excluded THEN 'Permanently excluded' END,
        CASE WHEN compared.suspended THEN 'Suspended' END,
        CASE WHEN compared.absence_rising THEN 'Absence rising' END,
        CASE WHEN compared.part_time_growing THEN 'Part-time sessions growing' END
    ) AS why,
    compared.sessions_missed AS missed,
    compared.sessions_possible AS possible,
    compared.missed_before,
    compared.possible_before,
    compared.part_time,
    compared.part_time_before,
    compared.suspensions,
    compared.permanent_exclusions,
    recorded(compared.sen_status) AS sen_status,
    recorded(year_group($as_at, compared.school_year_born)) AS year_group,
    recorded(compared.primary_need) AS primary_need,
    recorded(compared.locality) AS locality,
    recorded(children.school_name) AS school
FROM terms_compared($as_at, $filters) AS compared
JOIN children ON children.child = compared.child
WHERE compared.absence_rising OR compared.part_time_growing OR compared.suspended OR compared.permanently_excluded
ORDER BY compared.sessions_missed * 1000 // compared.sessions_possible DESC, children.child_id
LIMIT $most_rows;
