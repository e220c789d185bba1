-- Everything here can be rebuilt from the journal; nothing here is the only copy of anything.

CREATE TABLE journal_position (
    id            INTEGER      NOT NULL PRIMARY KEY CHECK (id = 1),
    sequence      BIGINT       NOT NULL,
    hash          VARCHAR(64)  NOT NULL,
    genesis       VARCHAR(64)  NOT NULL,
    index_version INTEGER      NOT NULL
);

CREATE TABLE runs (
    id            VARCHAR      NOT NULL PRIMARY KEY,
    pipeline      VARCHAR      NOT NULL,
    pipeline_hash VARCHAR      NOT NULL,
    actor         VARCHAR      NOT NULL,
    state         VARCHAR(20)  NOT NULL,
    started_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    ended_at      TIMESTAMP(6) WITH TIME ZONE,
    sequence      BIGINT       NOT NULL
);
CREATE INDEX runs_by_pipeline ON runs (pipeline, sequence);
CREATE INDEX runs_by_state ON runs (state);

CREATE TABLE run_steps (
    run_id        VARCHAR      NOT NULL REFERENCES runs (id),
    ordinal       INTEGER      NOT NULL,
    step          VARCHAR      NOT NULL,
    step_type     VARCHAR      NOT NULL,
    rows_in       BIGINT       NOT NULL,
    rows_out      BIGINT       NOT NULL,
    rows_filtered BIGINT       NOT NULL,
    rows_rejected BIGINT       NOT NULL,
    rows_combined BIGINT       NOT NULL,
    bytes         BIGINT       NOT NULL,
    millis        BIGINT       NOT NULL,
    PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE run_checks (
    run_id        VARCHAR      NOT NULL REFERENCES runs (id),
    ordinal       INTEGER      NOT NULL,
    step          VARCHAR      NOT NULL,
    name          VARCHAR      NOT NULL,
    action        VARCHAR      NOT NULL,
    row_count     BIGINT       NOT NULL,
    failing_rows  BIGINT       NOT NULL,
    PRIMARY KEY (run_id, ordinal)
);

CREATE TABLE run_outputs (
    run_id        VARCHAR      NOT NULL REFERENCES runs (id),
    ordinal       INTEGER      NOT NULL,
    step          VARCHAR      NOT NULL,
    dataset       VARCHAR      NOT NULL,
    version       VARCHAR,
    row_count     BIGINT       NOT NULL,
    write_mode    VARCHAR      NOT NULL,
    PRIMARY KEY (run_id, ordinal)
);
CREATE INDEX run_outputs_by_dataset ON run_outputs (dataset);

CREATE TABLE datasets (
    name            VARCHAR    NOT NULL PRIMARY KEY,
    current_version VARCHAR    NOT NULL,
    sequence        BIGINT     NOT NULL
);

CREATE TABLE dataset_versions (
    dataset       VARCHAR      NOT NULL REFERENCES datasets (name),
    version       VARCHAR      NOT NULL,
    run_id        VARCHAR,
    row_count     BIGINT       NOT NULL,
    committed_at  TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sequence      BIGINT       NOT NULL,
    PRIMARY KEY (dataset, version)
);

CREATE TABLE lineage_jobs (
    id            BIGINT       NOT NULL PRIMARY KEY,
    pipeline      VARCHAR      NOT NULL,
    pipeline_hash VARCHAR      NOT NULL,
    content_hash  VARCHAR(64)  NOT NULL,
    recorded_at   TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    is_current    BOOLEAN      NOT NULL,
    not_followed  VARCHAR      NOT NULL
);
CREATE INDEX lineage_jobs_by_pipeline ON lineage_jobs (pipeline, is_current);

CREATE TABLE lineage_datasets (
    job_id        BIGINT       NOT NULL REFERENCES lineage_jobs (id),
    dataset       VARCHAR      NOT NULL,
    role          VARCHAR(6)   NOT NULL CHECK (role IN ('INPUT', 'OUTPUT')),
    PRIMARY KEY (job_id, role, dataset)
);

CREATE TABLE lineage_columns (
    job_id        BIGINT       NOT NULL REFERENCES lineage_jobs (id),
    dataset       VARCHAR      NOT NULL,
    ordinal       INTEGER      NOT NULL,
    name          VARCHAR      NOT NULL,
    PRIMARY KEY (job_id, dataset, ordinal)
);

CREATE TABLE lineage_edges (
    job_id         BIGINT      NOT NULL REFERENCES lineage_jobs (id),
    ordinal        INTEGER     NOT NULL,
    source_dataset VARCHAR     NOT NULL,
    source_column  VARCHAR     NOT NULL,
    target_dataset VARCHAR     NOT NULL,
    target_column  VARCHAR     NOT NULL,
    direct         BOOLEAN     NOT NULL,
    how            VARCHAR(20) NOT NULL,
    expression     VARCHAR     NOT NULL,
    PRIMARY KEY (job_id, ordinal)
);

CREATE TABLE control_results (
    sequence      BIGINT       NOT NULL PRIMARY KEY,
    control       VARCHAR      NOT NULL,
    subject       VARCHAR      NOT NULL,
    verdict       VARCHAR(20)  NOT NULL,
    pack          VARCHAR      NOT NULL,
    run_id        VARCHAR,
    details       VARCHAR      NOT NULL,
    decided_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL
);
CREATE INDEX control_results_by_subject ON control_results (subject, sequence);

CREATE TABLE audit_events (
    sequence      BIGINT       NOT NULL PRIMARY KEY,
    at            TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    actor         VARCHAR      NOT NULL,
    action        VARCHAR      NOT NULL,
    subject       VARCHAR      NOT NULL,
    outcome       VARCHAR      NOT NULL,
    details       VARCHAR      NOT NULL,
    hash          VARCHAR(64)  NOT NULL
);
CREATE INDEX audit_events_by_actor ON audit_events (actor, sequence);
CREATE INDEX audit_events_by_action ON audit_events (action, sequence);

CREATE TABLE problems (
    run_id        VARCHAR      NOT NULL REFERENCES runs (id),
    ordinal       INTEGER      NOT NULL,
    code          VARCHAR      NOT NULL,
    severity      VARCHAR(10)  NOT NULL,
    message       VARCHAR      NOT NULL,
    remedy        VARCHAR,
    file          VARCHAR,
    line          INTEGER      NOT NULL,
    column_number INTEGER      NOT NULL,
    pipeline      VARCHAR,
    step          VARCHAR,
    port          VARCHAR,
    field         VARCHAR,
    PRIMARY KEY (run_id, ordinal)
);
