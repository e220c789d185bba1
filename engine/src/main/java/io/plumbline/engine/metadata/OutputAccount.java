package io.plumbline.engine.metadata;

import org.jspecify.annotations.Nullable;

/// What a run wrote.
///
/// @param version the version that it committed; null for a target without versions
/// @param mode `REPLACE` or `APPEND`
public record OutputAccount(
        String step, String dataset, @Nullable String version, long rows, String mode) {}
