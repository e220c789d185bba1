package io.plumbline.engine.metadata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is known about the data class of a column: what was found, or what a person decided. Holds
/// counts and words, never values of rows.
///
/// @param dataClass a key of the taxonomy; null for nothing personal
/// @param kind what decided it, such as `IBAN`; null for nothing
/// @param confidence from 0 to 1
/// @param state SUGGESTED, CONFIRMED or REJECTED
/// @param reasons in words
/// @param actor who looked or decided
public record ClassRecord(
        String dataset,
        String column,
        @Nullable String dataClass,
        @Nullable String kind,
        double confidence,
        String state,
        List<String> reasons,
        String actor,
        Instant decided) {

    /// Copies the list.
    public ClassRecord {
        reasons = List.copyOf(reasons);
    }
}
