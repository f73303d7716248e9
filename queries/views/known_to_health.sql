-- View:  Whom health services know by a day: referred for an assessment, in a service's place or waiting for one, referred to it or seen
-- Notes: A service that a child needs and was never referred to does not know the child.
-- Reads: diagnostic_waits, health_access
CREATE MACRO known_to_health(as_at) AS TABLE
SELECT
    child,
    unknown_child
FROM diagnostic_waits
WHERE referral_received_date <= as_at
UNION
SELECT
    child,
    unknown_child
FROM health_access
WHERE status IN ('in_place', 'waiting') OR referred_date <= as_at OR first_seen_date <= as_at;
