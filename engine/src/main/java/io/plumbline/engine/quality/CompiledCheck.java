package io.plumbline.engine.quality;

import java.util.List;

/// A check of a check step, ready to be counted.
///
/// @param name unique in the step: as given, else made of type and columns
/// @param type the name of the [QualityCheck]
/// @param flag the BOOLEAN column of the port `flagged` that is TRUE for a failing row, else FALSE
/// @param severity how much a failure weighs for people: `low`, `medium`, `high`
/// @param columns the columns looked at, empty for an expression
/// @param keys the columns that name a failing row, in order; empty when none were given
/// @param description what must hold, as a sentence without final period
public record CompiledCheck(
        String name,
        String type,
        String flag,
        CheckAction action,
        String severity,
        List<String> columns,
        List<String> keys,
        String description) {

    /// The start of the name of each flag column; `__check_0` is the first.
    public static final String FLAG_PREFIX = "__check_";

    /// Copies the lists.
    public CompiledCheck {
        columns = List.copyOf(columns);
        keys = List.copyOf(keys);
    }
}
