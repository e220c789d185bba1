package io.plumbline.engine.exec;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// What the embedded engine may use of the machine.
///
/// @param memoryBytes the limit of its own memory, without Java's heap; 0 takes four fifths of the
///   machine's
/// @param threads 0 takes one for each processor
/// @param temporaryFolder where it spills what does not fit into memory; null takes a folder of its
///   own that is removed when the engine closes
public record EngineSettings(long memoryBytes, int threads, @Nullable Path temporaryFolder) {

    /// Refuses negative limits.
    public EngineSettings {
        if (memoryBytes < 0 || threads < 0) {
            throw new IllegalArgumentException("limits are positive, or 0 for the default");
        }
    }

    /// Returns settings that leave everything to the engine.
    public static EngineSettings defaults() {
        return new EngineSettings(0, 0, null);
    }
}
