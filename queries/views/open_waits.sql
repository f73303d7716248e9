-- View:  The referrals waiting on a day, with the days waited
-- Reads: waits
CREATE MACRO open_waits(as_at, filters) AS TABLE
SELECT
    *,
    as_at - referral_received_date AS days
FROM waits(as_at, filters)
WHERE referral_received_date <= as_at AND until > as_at;
