-- Question: Of the children not in school, who was not seen, has nobody to lead or no provision, by social care status?
-- Notes:    Children, each once, with what all their open periods say together.
-- Reads:    oversight, recorded
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    social_care (text), children (people), seen_within_4_weeks (people), seen_within_6_weeks (people), seen_within_12_weeks (people),
--           seen_not_recorded (people), lead_named (people), lead_nobody (people), lead_not_recorded (people), with_provision (people),
--           by_parents (people), without_provision (people), hours_not_recorded (people)
SELECT
    recorded(social_care) AS social_care,
    count(*) AS children,
    count(*) FILTER (COLUMNS('^seen_')),
    count(*) FILTER (COLUMNS('^lead_')),
    count(*) FILTER (COLUMNS('^(with_provision|by_parents|without_provision|hours_not_recorded)$'))
FROM oversight($as_at, $filters) AS children_out
GROUP BY ALL
ORDER BY min(children_out.social_care) NULLS LAST;
