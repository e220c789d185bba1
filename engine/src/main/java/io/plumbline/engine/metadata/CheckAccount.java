package io.plumbline.engine.metadata;

/// What a check of a run found.
///
/// @param action what it does with failing rows: `warn`, `quarantine` or `stop`
public record CheckAccount(String step, String name, String action, long failingRows) {}
