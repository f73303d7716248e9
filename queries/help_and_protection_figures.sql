-- Question: How many children not in school are open to social care, and of those, who was not seen, has nobody to lead or no provision?
-- Notes:    Children, each once. Open to social care: in need, on a child protection plan, looked after, or known and not said how. Early help
--           is no social care, and is its own number.
-- Reads:    oversight
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- Gives:    children (people), early_help (people), social_care_none (people), social_care_not_recorded (people), open (people),
--           open_seen_within_4_weeks (people), open_seen_within_6_weeks (people), open_seen_within_12_weeks (people),
--           open_seen_not_recorded (people), open_lead_named (people), open_lead_nobody (people), open_lead_not_recorded (people),
--           open_with_provision (people), open_by_parents (people), open_without_provision (people), open_hours_not_recorded (people)
SELECT
    count(*) AS children,
    count(*) FILTER (social_care = 'early_help') AS early_help,
    count(*) FILTER (social_care = 'none') AS social_care_none,
    count(*) FILTER (social_care IS NULL) AS social_care_not_recorded,
    count(*) FILTER (open) AS open,
    count(*) FILTER (open AND COLUMNS('^seen_')) AS 'open_\0',
    count(*) FILTER (open AND COLUMNS('^lead_')) AS 'open_\0',
    count(*) FILTER (open AND COLUMNS('^(with_provision|by_parents|without_provision|hours_not_recorded)$')) AS 'open_\0'
FROM oversight($as_at, $filters) AS children_out;
