package io.plumbline.engine.exec;

/// Rows that a source handed over in a run.
///
/// @param relation what they are rows of: a step, a part of one, or a dataset
/// @param rows rows that crossed
/// @param bytes bytes of their values, roughly
/// @param whole whether the source left out no rows by keys that it was told
public record Crossing(String connection, String relation, long rows, long bytes, boolean whole) {}
