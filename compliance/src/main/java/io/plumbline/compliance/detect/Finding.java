package io.plumbline.compliance.detect;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a column seems to be. A machine's word: it stands until a person confirms or rejects it.
///
/// @param dataClass a category of the taxonomy; null when nothing personal was found
/// @param kind what decided it; null when nothing did
/// @param confidence from 0 to 1: that of the class, or of there being nothing
/// @param reasons in words, the weightiest first; no value of a row is in them
public record Finding(
        String column,
        @Nullable String dataClass,
        @Nullable String kind,
        double confidence,
        List<String> reasons) {

    /// Copies the list.
    public Finding {
        reasons = List.copyOf(reasons);
    }
}
