-- View:  A word as it is recorded, or not_recorded
CREATE MACRO recorded(word) AS coalesce(word::VARCHAR, 'not_recorded');
