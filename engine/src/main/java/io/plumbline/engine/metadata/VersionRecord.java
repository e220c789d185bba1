package io.plumbline.engine.metadata;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A version of a dataset that was committed.
///
/// @param run the run that committed it; null when no run did
public record VersionRecord(
        String dataset, String version, @Nullable String run, long rows, Instant committed) {}
