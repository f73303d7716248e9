-- Question: How many children not in school are open to social care, and of those, who was not seen, has nobody to lead or no provision?
-- Notes:    Children, each once. Open to social care: in need, on a child protection plan, looked after, or known and not said how. Early help
--           is no social care, and is its own number.
-- Reads:    oversight
-- Takes:    $as_at (date), $filters (filters)
-- Filters:  locality, sen_status, primary_need, category, year_group, sex, social_care
-- For:      the lead alone
-- Gives:    children (people), early_help (people), social_care_none (people), social_care_not_recorded (people), open (people),
--           open_seen_within_4_weeks (people), open_seen_within_6_weeks (people), open_seen_within_12_weeks (people),
--           open_seen_not_recorded (people), open_lead_named (people), open_lead_nobody (people), open_lead_not_recorded (people),
--           open_with_provision (people), open_by_parents (people), open_without_provision (people), open_hours_not_recorded (people)
WITH children_out AS (
    SELECT
        *,
        coalesce(social_care NOT IN ('none', 'early_help'), FALSE) AS is_open
    FROM oversight($as_at, $filters) AS children_out
)
SELECT
    count(*) AS children,
    count(*) FILTER (social_care = 'early_help') AS early_help,
    count(*) FILTER (social_care = 'none') AS social_care_none,
    count(*) FILTER (social_care IS NULL) AS social_care_not_recorded,
    count(*) FILTER (is_open) AS open,
    count(*) FILTER (is_open AND days_unseen <= 28) AS open_seen_within_4_weeks,
    count(*) FILTER (is_open AND days_unseen <= 42) AS open_seen_within_6_weeks,
    count(*) FILTER (is_open AND days_unseen <= 84) AS open_seen_within_12_weeks,
    count(*) FILTER (is_open AND days_unseen IS NULL) AS open_seen_not_recorded,
    count(*) FILTER (is_open AND lead = 'named') AS open_lead_named,
    count(*) FILTER (is_open AND lead = 'nobody') AS open_lead_nobody,
    count(*) FILTER (is_open AND lead = 'not_recorded') AS open_lead_not_recorded,
    count(*) FILTER (is_open AND provision = 'some') AS open_with_provision,
    count(*) FILTER (is_open AND provision = 'by_parents') AS open_by_parents,
    count(*) FILTER (is_open AND provision = 'nothing') AS open_without_provision,
    count(*) FILTER (is_open AND provision = 'not_recorded') AS open_hours_not_recorded
FROM children_out;
