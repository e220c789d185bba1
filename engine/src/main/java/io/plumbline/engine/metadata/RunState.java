package io.plumbline.engine.metadata;

/// How far a run has come, in OpenLineage's words where it has them.
public enum RunState {
    /// Started, and nothing else is known.
    RUNNING,
    /// Ended; every output is visible.
    COMPLETE,
    /// Ended by a failure; nothing became visible, unless its outputs say otherwise.
    FAIL,
    /// Ended by a person; nothing became visible, unless its outputs say otherwise.
    ABORT,
    /// Its process was killed, or the power cut, before it could say how it ended.
    INTERRUPTED
}
