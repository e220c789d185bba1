-- What is known last about the data class of each column; the journal has what was known before.

CREATE TABLE column_classes (
    dataset       VARCHAR      NOT NULL,
    column_name   VARCHAR      NOT NULL,
    data_class    VARCHAR,
    kind          VARCHAR,
    confidence    DOUBLE PRECISION NOT NULL,
    state         VARCHAR(10)  NOT NULL,
    reasons       VARCHAR      NOT NULL,
    actor         VARCHAR      NOT NULL,
    decided_at    TIMESTAMP(6) WITH TIME ZONE NOT NULL,
    sequence      BIGINT       NOT NULL,
    PRIMARY KEY (dataset, column_name)
);
