package io.plumbline.engine.metadata;

/// What a step of a run did: `rowsIn + rowsCombined = rowsOut + rowsFiltered + rowsRejected` where
/// all are known; -1 stands for what was not counted.
///
/// @param type the step's type, such as `filter`
/// @param rowsCombined rows that the step made more than it took, as a join does, or fewer, as an
///   aggregate does; negative then
/// @param bytes read, shipped or written, 0 when none
/// @param millis wall-clock time, 0 for a step that ran inside another's statement
public record StepAccount(
        String step,
        String type,
        long rowsIn,
        long rowsOut,
        long rowsFiltered,
        long rowsRejected,
        long rowsCombined,
        long bytes,
        long millis) {}
