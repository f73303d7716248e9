-- Question: How many children who are in school are at risk of leaving it, by their attendance, suspensions and exclusions?
-- Notes:    Persistently absent: missed a tenth or more of the latest term's sessions. At risk: that, and a larger share than in the
--           term before; or a larger share of sessions missed with code C2, part-time timetable; or suspended or permanently excluded
--           in the latest term. Of whom either is recorded is a number of its own: nobody is said to have none.
-- Reads:    terms_compared
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    children (people), with_the_term_before (people), persistently_absent (people), absence_rising (people),
--           part_time_growing (people), suspensions_recorded (people), suspended (people), exclusions_recorded (people),
--           permanently_excluded (people), at_risk (people)
SELECT
    count(*) AS children,
    count(*) FILTER (possible_before IS NOT NULL) AS with_the_term_before,
    count(*) FILTER (persistently_absent) AS persistently_absent,
    count(*) FILTER (absence_rising) AS absence_rising,
    count(*) FILTER (part_time_growing) AS part_time_growing,
    count(suspensions) AS suspensions_recorded,
    count(*) FILTER (suspended) AS suspended,
    count(permanent_exclusions) AS exclusions_recorded,
    count(*) FILTER (permanently_excluded) AS permanently_excluded,
    count(*) FILTER (absence_rising OR part_time_growing OR suspended OR permanently_excluded) AS at_risk
FROM terms_compared($as_at, $filters);
