-- Question: How long ago was it decided that a child's provision is made otherwise than in a school?
-- Notes:    Children in EOTAS, each once, by the latest decision under section 61 that is recorded on or before the day. A decision of the
--           same day a year before is a year old at most.
-- Reads:    oversight, months_after
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    decided (text), children (people)
SELECT
    CASE
        WHEN section_61_decision_date IS NULL THEN 'not_recorded'
        WHEN section_61_decision_date >= months_after($as_at, -12) THEN 'within 1 year'
        WHEN section_61_decision_date >= months_after($as_at, -24) THEN '1 to 2 years'
        WHEN section_61_decision_date >= months_after($as_at, -36) THEN '2 to 3 years'
        ELSE 'over 3 years'
    END AS decided,
    count(*) AS children
FROM oversight($as_at, $filters) AS children_out
WHERE eotas
GROUP BY ALL
ORDER BY max(section_61_decision_date) DESC NULLS LAST;
