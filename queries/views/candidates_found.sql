-- View:  Children in scope who may be not in school without an open spell that says so, and what makes one think so
-- Reads: children, attendance, spells_open, is_out, is_in_scope, keeps
CREATE MACRO candidates_found(as_at, filters) AS TABLE
WITH severe_absence AS (
    SELECT
        attendance.child,
        'attendance' AS source,
        'severely_absent' AS suggested_category,
        attendance.term_starts AS suggested_start_date,
        attendance.term AS why
    FROM attendance
    WHERE
        attendance.term_starts = (SELECT max(a.term_starts) FROM attendance AS a WHERE a.term_starts <= as_at)
        AND attendance.sessions_possible > 0
        AND attendance.sessions_missed * 2 >= attendance.sessions_possible
        AND attendance.child NOT IN (SELECT s.child FROM spells_open(as_at) AS s WHERE s.category = 'severely_absent')
),
home_educated AS (
    SELECT
        children.child,
        'home_educated_flag' AS source,
        'ehe' AS suggested_category,
        children.told_at AS suggested_start_date,
        'Marked as home educated in the list of children' AS why
    FROM children
    WHERE children.home_educated_flag AND children.child NOT IN (SELECT s.child FROM spells_open(as_at) AS s WHERE s.category = 'ehe')
),
no_establishment AS (
    SELECT
        children.child,
        'no_establishment' AS source,
        'cme' AS suggested_category,
        children.told_at AS suggested_start_date,
        'No school in the list of children' AS why
    FROM children
    WHERE
        children.school_recorded
        AND children.school_urn IS NULL
        AND children.school_name IS NULL
        AND children.home_educated_flag IS NOT TRUE
        AND NOT is_out(as_at, children.child)
),
found AS (
    SELECT * FROM severe_absence
    UNION ALL
    SELECT * FROM home_educated
    UNION ALL
    SELECT * FROM no_establishment
)
SELECT
    children.*,
    found.source,
    found.suggested_category,
    found.suggested_start_date,
    found.why
FROM found
JOIN children ON children.child = found.child
WHERE
    is_in_scope(as_at, children.child, children.sen_status, children.school_age_from, children.school_age_until)
    AND keeps_child(
        filters, children.locality, children.sen_status, children.primary_need, children.sex, children.social_care,
        children.school_year_born
    );
