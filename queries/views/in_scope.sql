-- View:  The children in scope on a day, with their year group on that day
-- Notes: The two ways into scope are put end to end: an OR of them would look up every child of a million among those who wait
-- Reads: children, is_in_scope, keeps
CREATE MACRO in_scope(as_at, filters) AS TABLE
WITH either_way AS (
    SELECT *
    FROM children
    WHERE in_scope_by_status(as_at, sen_status, school_age_from, school_age_until)
    UNION ALL
    SELECT *
    FROM children
    WHERE in_scope_by_waiting(as_at, child, sen_status, school_age_from, school_age_until)
)
SELECT *
FROM either_way
WHERE keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
