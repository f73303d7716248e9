-- View:  Children in scope who may be not in school without an open spell that says so, and what makes one think so
-- Reads: children, attendance, spells_open, is_out, is_in_scope, keeps
CREATE MACRO candidates_found(as_at, filters) AS TABLE
WITH severe_absence AS (
    SELECT
        child, sen_status, sex, primary_need, locality, social_care, school_year_born, school_age_from, school_age_until,
        'attendance' AS source,
        'severely_absent' AS suggested_category,
        term_starts AS suggested_start_date,
        term AS why
    FROM attendance
    WHERE
        term_starts = (SELECT max(a.term_starts) FROM attendance AS a WHERE a.term_starts <= as_at)
        AND sessions_possible > 0
        AND sessions_missed * 2 >= sessions_possible
        AND child NOT IN (SELECT s.child FROM spells_open(as_at) AS s WHERE s.category = 'severely_absent')
),
home_educated AS (
    SELECT
        child, sen_status, sex, primary_need, locality, social_care, school_year_born, school_age_from, school_age_until,
        'home_educated_flag' AS source,
        'ehe' AS suggested_category,
        told_at AS suggested_start_date,
        'Marked as home educated in the list of children' AS why
    FROM children
    WHERE home_educated_flag AND child NOT IN (SELECT s.child FROM spells_open(as_at) AS s WHERE s.category = 'ehe')
),
no_establishment AS (
    SELECT
        child, sen_status, sex, primary_need, locality, social_care, school_year_born, school_age_from, school_age_until,
        'no_establishment' AS source,
        'cme' AS suggested_category,
        told_at AS suggested_start_date,
        'No school in the list of children' AS why
    FROM children
    WHERE
        school_recorded
        AND school_urn IS NULL
        AND school_name IS NULL
        AND home_educated_flag IS NOT TRUE
        AND coalesce(sen_setting, 'OTH') IN ('OTH', 'NEET')
        AND NOT is_out(as_at, child)
),
sen2_placement AS (
    SELECT
        child, sen_status, sex, primary_need, locality, social_care, school_year_born, school_age_from, school_age_until,
        CASE WHEN sen_setting = 'OLA' THEN 'sen2_eotas' WHEN sen_setting IN ('EHE', 'OPA') THEN 'sen2_ehe' ELSE 'sen2_cme' END AS source,
        CASE WHEN sen_setting = 'OLA' THEN 'eotas' WHEN sen_setting IN ('EHE', 'OPA') THEN 'ehe' ELSE 'cme' END AS suggested_category,
        coalesce(sen_setting_since, told_at) AS suggested_start_date,
        'SEN2 setting ' || sen_setting AS why
    FROM children
    WHERE
        sen_setting IN ('OLA', 'EHE', 'OPA')
        OR (sen_setting IN ('NIEC', 'NIEO', 'NONE') AND school_urn IS NULL AND school_name IS NULL)
),
placed_elsewhere AS (
    SELECT *
    FROM sen2_placement
    WHERE CASE
        WHEN suggested_category = 'cme' THEN NOT is_out(as_at, child)
        ELSE (child, suggested_category) NOT IN (SELECT (s.child, s.category::VARCHAR) FROM spells_open(as_at) AS s)
    END
),
found AS (
    SELECT * FROM severe_absence
    UNION ALL
    SELECT * FROM home_educated
    UNION ALL
    SELECT * FROM no_establishment
    UNION ALL
    SELECT * FROM placed_elsewhere
)
SELECT *
FROM found
WHERE
    is_in_scope(as_at, child, sen_status, school_age_from, school_age_until)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
