-- What an area sets for itself, which deletions there were, and how many changes have been kept.

CREATE TABLE IF NOT EXISTS kept.settings (
    name VARCHAR,
    value VARCHAR
);

CREATE TABLE kept.deletions (
    deleted_at TIMESTAMP,
    "by" VARCHAR,
    what VARCHAR,
    table_name VARCHAR,
    versions INTEGER,
    rows BIGINT
);

CREATE TABLE kept.changes (
    number BIGINT
);

INSERT INTO kept.changes VALUES (0);
