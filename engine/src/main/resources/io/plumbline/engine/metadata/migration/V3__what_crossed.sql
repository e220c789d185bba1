CREATE TABLE run_shipments (
    run_id        VARCHAR      NOT NULL REFERENCES runs (id),
    ordinal       INTEGER      NOT NULL,
    connection    VARCHAR      NOT NULL,
    relation      VARCHAR      NOT NULL,
    row_count     BIGINT       NOT NULL,
    bytes         BIGINT       NOT NULL,
    whole         BOOLEAN      NOT NULL,
    PRIMARY KEY (run_id, ordinal)
);
