-- Question: How complete is each column?
-- Reads:    completeness_found
-- Takes:    
-- Gives:    table_name (text), column_name (text), rows (people), filled (people)
SELECT
    table_name,
    column_name,
    rows,
    filled
FROM completeness_found
ORDER BY table_name, position;
