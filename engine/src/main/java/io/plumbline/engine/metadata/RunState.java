package io.plumbline.engine.metadata;

/// How far a run has come.
public enum RunState {
    /// Started, and nothing else is known.
    RUNNING,
    /// Ended; every output is visible.
    COMPLETE,
    /// Ended by a failure; no output is visible.
    FAILED,
    /// Ended by a person; no output is visible.
    CANCELLED,
    /// Its process was killed, or the power cut, before it could say how it ended.
    INTERRUPTED
}
