package io.plumbline.engine.metadata;

/// What a step of a run did: `rowsIn = rowsOut + rowsFiltered + rowsRejected` where the step only
/// lets rows pass.
///
/// @param type the step's type, such as `filter`
/// @param state a word such as `COMPLETE`, `FAILED` or `SKIPPED`
/// @param bytes written or shipped, 0 when not known
/// @param millis wall-clock time
public record StepAccount(
        String step,
        String type,
        String state,
        long rowsIn,
        long rowsOut,
        long rowsFiltered,
        long rowsRejected,
        long bytes,
        long millis) {}
