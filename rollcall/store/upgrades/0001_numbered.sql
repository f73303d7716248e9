-- Brings a database of before versions were numbered to the same shape as one that is new.

CREATE SCHEMA IF NOT EXISTS kept;

CREATE TABLE IF NOT EXISTS kept.state (
    fingerprint VARCHAR
);

CREATE SEQUENCE IF NOT EXISTS kept.numbers;

CREATE TABLE IF NOT EXISTS kept.uploads (
    upload_id INTEGER,
    kept_at TIMESTAMP,
    "by" VARCHAR,
    undone BOOLEAN
);

CREATE TABLE IF NOT EXISTS kept.versions (
    version_id INTEGER,
    upload_id INTEGER,
    table_name VARCHAR,
    partner VARCHAR,
    edition VARCHAR,
    as_at DATE,
    files VARCHAR[],
    columns VARCHAR[],
    rows INTEGER,
    counted VARCHAR[],
    filled INTEGER[],
    activated INTEGER,
    active BOOLEAN,
    undone BOOLEAN
);

CREATE TABLE IF NOT EXISTS kept.links (
    upload_id INTEGER,
    partner VARCHAR,
    unlisted VARCHAR,
    listed VARCHAR,
    answer VARCHAR,
    probability DOUBLE
);

CREATE TABLE IF NOT EXISTS kept.mappings (
    mapping_id INTEGER,
    partner VARCHAR,
    label VARCHAR,
    headings VARCHAR[],
    read_as VARCHAR,
    choices VARCHAR,
    saved_at TIMESTAMP,
    imported BOOLEAN
);

CREATE TABLE IF NOT EXISTS kept.profiles (
    mapping_id INTEGER,
    upload_id INTEGER,
    as_at DATE,
    profile VARCHAR
);

CREATE TABLE IF NOT EXISTS kept.children (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "date_of_birth" DATE,
    "sen_status" VARCHAR,
    "upn" VARCHAR,
    "nhs_number" VARCHAR,
    "sex" VARCHAR,
    "ethnicity" VARCHAR,
    "primary_need" VARCHAR,
    "locality" VARCHAR,
    "social_care" VARCHAR,
    "school_urn" VARCHAR,
    "school_name" VARCHAR,
    "sen_setting" VARCHAR,
    "sen_setting_since" DATE,
    "home_educated_flag" BOOLEAN,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "child_id" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "date_of_birth" DATE;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "sen_status" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "upn" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "nhs_number" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "sex" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "ethnicity" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "primary_need" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "locality" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "social_care" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "school_urn" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "school_name" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "sen_setting" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "sen_setting_since" DATE;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "home_educated_flag" BOOLEAN;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.children ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.spells (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "category" VARCHAR,
    "start_date" DATE,
    "end_date" DATE,
    "outcome" VARCHAR,
    "destination" VARCHAR,
    "reason" VARCHAR,
    "last_school" VARCHAR,
    "hours_per_week" DOUBLE,
    "lead_professional" VARCHAR,
    "last_seen_date" DATE,
    "next_review_date" DATE,
    "la_notified_date" DATE,
    "health_notified_date" DATE,
    "social_care_notified_date" DATE,
    "nhs_number" VARCHAR,
    "upn" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "child_id" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "category" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "start_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "end_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "outcome" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "destination" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "reason" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "last_school" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "hours_per_week" DOUBLE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "lead_professional" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "last_seen_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "next_review_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "la_notified_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "health_notified_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "social_care_notified_date" DATE;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "nhs_number" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "upn" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.spells ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.attendance (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "term" VARCHAR,
    "sessions_possible" BIGINT,
    "sessions_missed" BIGINT,
    "sessions_part_time_timetable" BIGINT,
    "nhs_number" VARCHAR,
    "upn" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "child_id" VARCHAR;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "term" VARCHAR;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "sessions_possible" BIGINT;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "sessions_missed" BIGINT;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "sessions_part_time_timetable" BIGINT;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "nhs_number" VARCHAR;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "upn" VARCHAR;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.attendance ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.diagnostic_waits (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "nhs_number" VARCHAR,
    "upn" VARCHAR,
    "assessment" VARCHAR,
    "referral_received_date" DATE,
    "assessment_start_date" DATE,
    "closed_date" DATE,
    "outcome" VARCHAR,
    "provider" VARCHAR,
    "support_while_waiting" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "child_id" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "nhs_number" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "upn" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "assessment" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "referral_received_date" DATE;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "assessment_start_date" DATE;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "closed_date" DATE;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "outcome" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "provider" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "support_while_waiting" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.diagnostic_waits ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.health_access (
    "version_id" INTEGER,
    "position" INTEGER,
    "child_id" VARCHAR,
    "service" VARCHAR,
    "status" VARCHAR,
    "referred_date" DATE,
    "first_seen_date" DATE,
    "barrier" VARCHAR,
    "provider" VARCHAR,
    "nhs_number" VARCHAR,
    "upn" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "child_id" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "service" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "status" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "referred_date" DATE;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "first_seen_date" DATE;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "barrier" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "provider" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "nhs_number" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "upn" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.health_access ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.services (
    "version_id" INTEGER,
    "position" INTEGER,
    "service" VARCHAR,
    "provider" VARCHAR,
    "commissioner" VARCHAR,
    "open_to_children_not_on_a_roll" VARCHAR,
    "route_in" VARCHAR,
    "contact" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "service" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "provider" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "commissioner" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "open_to_children_not_on_a_roll" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "route_in" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "contact" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.services ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.population (
    "version_id" INTEGER,
    "position" INTEGER,
    "children" BIGINT,
    "locality" VARCHAR,
    "sen_status" VARCHAR,
    "as_at" DATE,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "children" BIGINT;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "locality" VARCHAR;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "sen_status" VARCHAR;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "as_at" DATE;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.population ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.published_community_waits (
    "version_id" INTEGER,
    "position" INTEGER,
    "month" DATE,
    "level" VARCHAR,
    "organisation" VARCHAR,
    "organisation_code" VARCHAR,
    "service" VARCHAR,
    "band" VARCHAR,
    "waiting" BIGINT,
    "why_blank" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "month" DATE;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "level" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "organisation" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "organisation_code" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "service" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "band" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "waiting" BIGINT;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "why_blank" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.published_community_waits ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.published_home_education (
    "version_id" INTEGER,
    "position" INTEGER,
    "academic_year" VARCHAR,
    "level" VARCHAR,
    "area_code" VARCHAR,
    "area" VARCHAR,
    "measure" VARCHAR,
    "value" DOUBLE,
    "why_blank" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "academic_year" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "level" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "area_code" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "area" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "measure" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "value" DOUBLE;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "why_blank" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.published_home_education ADD COLUMN IF NOT EXISTS "source_row" INTEGER;

CREATE TABLE IF NOT EXISTS kept.published_figures (
    "version_id" INTEGER,
    "position" INTEGER,
    "series" VARCHAR,
    "data_set" VARCHAR,
    "period" VARCHAR,
    "term" VARCHAR,
    "level" VARCHAR,
    "area_code" VARCHAR,
    "area" VARCHAR,
    "phase" VARCHAR,
    "topic" VARCHAR,
    "breakdown" VARCHAR,
    "sen_group" VARCHAR,
    "other_groups" VARCHAR,
    "measure" VARCHAR,
    "value" DOUBLE,
    "why_blank" VARCHAR,
    "source" VARCHAR,
    "source_row" INTEGER
);
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "version_id" INTEGER;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "position" INTEGER;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "series" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "data_set" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "period" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "term" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "level" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "area_code" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "area" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "phase" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "topic" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "breakdown" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "sen_group" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "other_groups" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "measure" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "value" DOUBLE;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "why_blank" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "source" VARCHAR;
ALTER TABLE kept.published_figures ADD COLUMN IF NOT EXISTS "source_row" INTEGER;
