-- View:  In scope on a day: of compulsory school age, and SEN status E or K or a diagnostic wait open that day
-- Reads: diagnostic_waits
CREATE MACRO has_send_status(status) AS (status IN ('E', 'K'));
CREATE MACRO is_in_scope(on_day, of_child, status, age_from, age_until) AS (
    on_day BETWEEN age_from AND age_until
    AND (
        has_send_status(status)
        OR of_child IN (
            SELECT w.child
            FROM diagnostic_waits AS w
            WHERE NOT has_send_status(w.sen_status) AND w.referral_received_date <= on_day AND w.until > on_day
        )
    )
);
