-- Question: Which children are waiting for a diagnostic assessment?
-- Notes:    The longest waits first. Of a child that is not in the list of children, the school and the rest are not known.
-- Reads:    school_year, open_waits, is_out, recorded
-- Takes:    $as_at (date), $filters (filters), $most_rows (whole number)
-- Filters:  locality, sen_status, primary_need, year_group, sex, social_care, service, provider
-- Gives:    child_id (child), assessment (text), provider (text), referred (date), weeks (number), in_school (text),
--           support_while_waiting (text), sen_status (text), year_group (text), primary_need (text), locality (text)
SELECT
    recorded(coalesce(open_waits.child_id, open_waits.unknown_child)) AS child_id,
    recorded(open_waits.assessment) AS assessment,
    recorded(open_waits.provider) AS provider,
    open_waits.referral_received_date AS referred,
    open_waits.days // 7 AS weeks,
    CASE WHEN open_waits.child IS NOT NULL THEN NOT is_out($as_at, open_waits.child) END AS in_school,
    recorded(open_waits.support_while_waiting) AS support_while_waiting,
    recorded(open_waits.sen_status) AS sen_status,
    recorded(year_group($as_at, open_waits.school_year_born)) AS year_group,
    recorded(open_waits.primary_need) AS primary_need,
    recorded(open_waits.locality) AS locality
FROM open_waits($as_at, $filters) AS open_waits
ORDER BY referred, child_id, assessment
LIMIT $most_rows;
