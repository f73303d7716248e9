-- Applications for a school place outside the normal round, and what became of them.

CREATE TABLE kept.in_year_admissions (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "application_received_date" DATE,
    "school_applied_for" VARCHAR,
    "decision" VARCHAR,
    "decision_date" DATE,
    "place_lost_date" DATE,
    "admitted_date" DATE,
    "nhs_number" VARCHAR,
    "upn" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
