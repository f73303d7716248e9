-- View:  A word that a partner typed, or "other" when it is not in the official list and local words may not be shown
-- Reads: official_words
CREATE MACRO official(list_name, word, other, local_words) AS CASE
    WHEN word IS NULL THEN 'not_recorded'
    WHEN local_words THEN word
    WHEN list_name || ':' || word IN (SELECT o.column_name || ':' || o.word FROM official_words AS o) THEN word
    ELSE other
END;
