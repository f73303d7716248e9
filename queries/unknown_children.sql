-- Question: How many children in each spreadsheet are not in the list of children?
-- Reads:    unknown_children_found
-- Takes:    
-- Gives:    table_name (text), children (people)
SELECT
    table_name,
    children
FROM unknown_children_found
WHERE children > 0
ORDER BY table_name;
