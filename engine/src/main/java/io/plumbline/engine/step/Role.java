package io.plumbline.engine.step;

/// What part a step plays in a pipeline.
public enum Role {
    /// Brings rows in from a dataset.
    SOURCE,
    /// Makes rows from rows.
    TRANSFORM,
    /// Lets rows through that pass its checks.
    CHECK,
    /// Hands rows to a dataset.
    SINK
}
