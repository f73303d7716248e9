-- What people answered in surveys, and what a partnership writes in its self-evaluation, version by version.

CREATE TABLE kept.survey_responses (
    "version_id" INTEGER,
    "position" INTEGER,
    "response" VARCHAR,
    "respondent_group" VARCHAR,
    "question" VARCHAR,
    "answer" VARCHAR,
    "answered_on" DATE,
    "source" VARCHAR,
    "source_row" INTEGER
);

-- Nothing is changed in place: a later version of a text or an action is a row of its own, and says on which one it builds.
CREATE TABLE kept.self_evaluation_texts (
    number INTEGER,
    theme VARCHAR,
    part VARCHAR,
    text VARCHAR,
    author VARCHAR,
    written_at TIMESTAMP,
    version INTEGER,
    based_on INTEGER
);

CREATE TABLE kept.self_evaluation_actions (
    number INTEGER,
    theme VARCHAR,
    action VARCHAR,
    owner VARCHAR,
    due_date DATE,
    state VARCHAR,
    author VARCHAR,
    written_at TIMESTAMP,
    version INTEGER,
    based_on INTEGER
);
