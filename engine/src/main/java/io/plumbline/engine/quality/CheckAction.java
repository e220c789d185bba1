package io.plumbline.engine.quality;

/// What happens when a check finds failing rows.
public enum CheckAction {
    /// The run ends as failed and nothing becomes visible.
    STOP,
    /// Failing rows leave by the port `rejected` and are kept with their keys; the others go on.
    QUARANTINE,
    /// All rows go on; the run reports how many failed.
    WARN
}
