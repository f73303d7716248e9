-- View:  Each child not in school on a day, once, with the basis on which a Children Not in School register would hold the child, and its fields
-- Notes: The basis is read from the category and the list of children (Education Act 1996 s.436B, not in force when last read): the council
--        decides. (c) part-time at certain institutions cannot be told from what partners send
-- Reads: not_in_school, children
CREATE MACRO register(as_at, filters) AS TABLE
WITH children_out AS (
    SELECT
        child,
        list(DISTINCT category) AS categories,
        bool_or(category IN ('cme', 'ehe')) AS off_roll,
        bool_or(category IN ('eotas', 'unregistered_ap')) AS either,
        bool_or(category IN ('flexi_schooled', 'part_time')) AS by_agreement,
        min(start_date) AS since,
        min(hours_per_week) AS hours_per_week,
        arg_max(reason, (start_date, reason)) AS reason,
        arg_max(last_school, (start_date, last_school)) AS last_school
    FROM not_in_school(as_at, filters)
    GROUP BY child
)
SELECT
    children_out.* EXCLUDE (off_roll, either, by_agreement),
    CASE
        WHEN off_roll THEN 'a'
        WHEN either AND school_recorded AND school_urn IS NULL AND school_name IS NULL THEN 'a'
        WHEN either AND (school_urn IS NOT NULL OR school_name IS NOT NULL) THEN 'b'
        WHEN by_agreement THEN 'b'
        WHEN either THEN 'not_known'
        ELSE 'none'
    END AS basis,
    children.child_id,
    children.date_of_birth,
    children.sex,
    children.ethnicity,
    children.sen_status,
    children.primary_need,
    children.social_care
FROM children_out
JOIN children ON children.child = children_out.child;
