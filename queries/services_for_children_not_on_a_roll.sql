-- Question: Which commissioned services can children on no school roll use?
-- Reads:    services, keeps, recorded
-- Takes:    $filters (filters)
-- Filters:  service, provider
-- Gives:    service (text), provider (text), commissioner (text), open_to_children_not_on_a_roll (text), route_in (text)
SELECT DISTINCT
    recorded(service) AS service,
    recorded(provider) AS provider,
    recorded(commissioner) AS commissioner,
    recorded(open_to_children_not_on_a_roll) AS open_to_children_not_on_a_roll,
    recorded(route_in) AS route_in
FROM services
WHERE keeps(($filters).service, service) AND keeps(($filters).provider, provider)
ORDER BY ALL;
