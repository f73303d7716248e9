-- View:  Every referral for a diagnostic assessment that the filters leave, waiting or done
-- Reads: diagnostic_waits, keeps
CREATE MACRO waits(as_at, filters) AS TABLE
SELECT *
FROM diagnostic_waits
WHERE
    keeps_child(filters, locality, sen_status, primary_need, sex, social_care, school_year_born)
    AND keeps((filters).provider, provider)
    AND ((filters).service IS NULL OR list_has_any((filters).service, services_of_provider));
