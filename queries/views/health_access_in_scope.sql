-- View:  The health records of children in scope on a day, in school or not
-- Notes: The two ways into scope are put end to end: an OR of them would look up every record of a million among those who wait
-- Reads: health_access, is_in_scope, keeps
CREATE MACRO health_access_in_scope(as_at, filters) AS TABLE
WITH either_way AS (
    SELECT *
    FROM health_access
    WHERE in_scope_by_status(as_at, sen_status, school_age_from, school_age_until)
    UNION ALL
    SELECT *
    FROM health_access
    WHERE in_scope_by_waiting(as_at, child, sen_status, school_age_from, school_age_until)
)
SELECT *
FROM either_way
WHERE
    keeps((filters).service, service)
    AND keeps((filters).provider, provider)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
