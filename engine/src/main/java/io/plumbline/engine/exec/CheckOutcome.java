package io.plumbline.engine.exec;

import io.plumbline.engine.quality.CompiledCheck;

/// What a check found.
///
/// @param rows the rows looked at
/// @param failing the rows that failed
public record CheckOutcome(String step, CompiledCheck check, long rows, long failing) {

    /// Returns whether no row failed.
    public boolean passed() {
        return failing == 0;
    }
}
