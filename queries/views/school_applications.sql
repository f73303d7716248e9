-- View:  Applications for a school place that were received by a day, of children in scope on it whom the filters leave
-- Notes: What was decided after the day, or is said to be undecided, has no decision on it. A decision without a date counts as made
-- Reads: in_year_admissions, is_in_scope, keeps
CREATE MACRO school_applications(as_at, filters) AS TABLE
SELECT
    * EXCLUDE (decision),
    CASE WHEN coalesce(decision_date <= as_at, TRUE) AND decision <> 'undecided' THEN decision END AS decision
FROM in_year_admissions
WHERE
    application_received_date <= as_at
    AND is_in_scope(as_at, child, sen_status, school_age_from, school_age_until)
    AND keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born);
