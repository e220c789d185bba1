package io.plumbline.engine.metadata;

/// Rows that a source handed over in a run.
///
/// @param relation what they are rows of: a step, a part of one such as `joined/1`, or a dataset
/// @param bytes bytes of their values, roughly
/// @param whole whether the source left out no rows by keys that it was told
public record ShipmentAccount(
        String connection, String relation, long rows, long bytes, boolean whole) {}
