-- View:  The children in scope who are in school on a day: the sessions of the latest term in it, and of the term before where it is known
-- Reads: attendance, is_in_scope, is_out, keeps
CREATE MACRO terms_compared(as_at, filters) AS TABLE
WITH latest AS (
    SELECT *
    FROM attendance
    WHERE
        term_starts = (SELECT max(a.term_starts) FROM attendance AS a WHERE a.term_starts <= as_at)
        AND sessions_possible > 0
        AND is_in_scope(as_at, child, sen_status, school_age_from, school_age_until)
        AND NOT is_out(as_at, child)
        AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born)
),
earlier AS (
    SELECT *
    FROM attendance
    WHERE
        child IS NOT NULL
        AND sessions_possible > 0
        AND term_starts = (
            SELECT max(a.term_starts)
            FROM attendance AS a
            WHERE a.term_starts < (SELECT max(b.term_starts) FROM attendance AS b WHERE b.term_starts <= as_at)
        )
)
SELECT
    latest.child,
    latest.sen_status,
    latest.school_year_born,
    latest.primary_need,
    latest.locality,
    latest.sessions_possible,
    latest.sessions_missed,
    latest.sessions_part_time_timetable AS part_time,
    earlier.sessions_possible AS possible_before,
    earlier.sessions_missed AS missed_before,
    earlier.sessions_part_time_timetable AS part_time_before,
    latest.suspensions,
    latest.permanent_exclusions,
    coalesce(latest.suspensions > 0, FALSE) AS suspended,
    coalesce(latest.permanent_exclusions > 0, FALSE) AS permanently_excluded,
    latest.sessions_missed * 10 >= latest.sessions_possible AS persistently_absent,
    coalesce(
        latest.sessions_missed * 10 >= latest.sessions_possible
        AND latest.sessions_missed * earlier.sessions_possible > earlier.sessions_missed * latest.sessions_possible,
        FALSE
    ) AS absence_rising,
    coalesce(
        latest.sessions_part_time_timetable * earlier.sessions_possible
        > earlier.sessions_part_time_timetable * latest.sessions_possible,
        FALSE
    ) AS part_time_growing
FROM latest
LEFT JOIN earlier ON earlier.child = latest.child;
