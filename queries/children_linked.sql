-- Question: How were the children found whom no list has by a number?
-- Notes:    Of each partner's rows that are in use: linked for sure, said by a person to be listed, could be a listed child, or like none.
-- Reads:    kept.links, kept.versions
-- Takes:
-- For:      the lead alone
-- Gives:    partner (text), answer (text), children (people)
WITH in_use AS (SELECT DISTINCT upload_id, partner FROM kept.versions WHERE active),
told AS (
    SELECT
        links.partner,
        links.unlisted,
        arg_min(links.answer, list_position(['said_same', 'sure', 'possible', 'none'], links.answer)) AS answer
    FROM kept.links AS links
    SEMI JOIN in_use ON in_use.upload_id = links.upload_id AND in_use.partner = links.partner
    GROUP BY links.partner, links.unlisted
)
SELECT
    partner,
    answer,
    count(*) AS children
FROM told
GROUP BY ALL
ORDER BY partner, answer;
