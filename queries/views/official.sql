-- View:  A word that a partner typed, or "other" when only the words of an official list may be shown and it is not one of them
CREATE MACRO official(words, word, other) AS CASE
    WHEN word IS NULL THEN 'not_recorded'
    WHEN words IS NULL OR list_contains(words, word) THEN word
    ELSE other
END;
