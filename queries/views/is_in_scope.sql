-- View:  In scope on a day: of compulsory school age, and SEN status E or K or a diagnostic wait open that day
-- Reads: diagnostic_waits
CREATE MACRO has_send_status(status) AS (status IN ('E'::sen_status_code, 'K'::sen_status_code));
-- The waits that bring a child into scope: those of children who are not in it by their SEN status
CREATE MACRO waits_that_count() AS TABLE
SELECT
    child,
    referral_received_date,
    until
FROM diagnostic_waits
WHERE NOT has_send_status(sen_status);
CREATE MACRO in_scope_by_status(on_day, status, age_from, age_until) AS (on_day BETWEEN age_from AND age_until AND has_send_status(status));
CREATE MACRO in_scope_by_waiting(on_day, of_child, status, age_from, age_until) AS (
    on_day BETWEEN age_from AND age_until
    AND NOT has_send_status(status)
    AND of_child IN (SELECT w.child FROM waits_that_count() AS w WHERE w.referral_received_date <= on_day AND w.until > on_day)
);
CREATE MACRO is_in_scope(on_day, of_child, status, age_from, age_until) AS (
    on_day BETWEEN age_from AND age_until
    AND (
        has_send_status(status)
        OR of_child IN (SELECT w.child FROM waits_that_count() AS w WHERE w.referral_received_date <= on_day AND w.until > on_day)
    )
);
