-- View:  The children in scope on a day, with their year group on that day
-- Reads: children, is_in_scope, keeps
CREATE MACRO in_scope(as_at, filters) AS TABLE
SELECT
    *,
    year_group(as_at, school_year_born) AS year_group
FROM children
WHERE
    is_in_scope(as_at, child, sen_status, school_age_from, school_age_until)
    AND keeps_child(filters, as_at, locality, sen_status, primary_need, sex, social_care, school_year_born);
