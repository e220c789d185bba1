package io.plumbline.engine.exec;

/// The stages of a run, in order. Nothing is visible before COMMIT.
public enum RunStage {
    /// Sources and outputs are opened.
    PREPARE,
    /// Rows come from source systems.
    SHIP,
    /// Rows are put to the checks.
    CHECK,
    /// Rows are written to where nobody sees them yet.
    WRITE,
    /// Rows of each step are counted, files are looked at again.
    ACCOUNT,
    /// What was written becomes visible.
    COMMIT
}
