package io.plumbline.engine.metadata;

/// What a check of a run found.
///
/// @param action what it does with failing rows: `warn`, `quarantine` or `stop`
/// @param rows how many rows it looked at
public record CheckAccount(String step, String name, String action, long rows, long failingRows) {}
