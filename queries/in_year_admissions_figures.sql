-- Question: What became of the applications for a school place in the last twelve months?
-- Notes:    Applications received in the twelve months to the day, of children in scope on it. Over three weeks is more than 21 days, from
--           the day received to the decision, or to the day asked about where there is none. A decision before
--           the application has no day that can be.
-- Reads:    school_applications, months_after
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    applications (people), children (people), offered (people), refused (people), withdrawn (people), undecided (people),
--           decided_within_3_weeks (people), decided_later (people), decision_date_not_recorded (people), undecided_over_3_weeks (people),
--           place_lost_not_recorded (people)
WITH applications AS (
    SELECT
        child,
        place_lost_date,
        decision,
        decision IN ('offered', 'refused') AS decided,
        CASE WHEN decision IN ('offered', 'refused') THEN decision_date ELSE $as_at END - application_received_date AS days
    FROM school_applications($as_at, $filters)
    WHERE application_received_date > months_after($as_at, -12)
)
SELECT
    count(*) AS applications,
    count(DISTINCT child) AS children,
    count(*) FILTER (decision = 'offered') AS offered,
    count(*) FILTER (decision = 'refused') AS refused,
    count(*) FILTER (decision = 'withdrawn') AS withdrawn,
    count(*) FILTER (decision IS NULL) AS undecided,
    count(*) FILTER (decided AND days BETWEEN 0 AND 3 * 7) AS decided_within_3_weeks,
    count(*) FILTER (decided AND days > 3 * 7) AS decided_later,
    count(*) FILTER (decided AND coalesce(days < 0, TRUE)) AS decision_date_not_recorded,
    count(*) FILTER (decision IS NULL AND days > 3 * 7) AS undecided_over_3_weeks,
    count(*) FILTER (place_lost_date IS NULL) AS place_lost_not_recorded
FROM applications;
