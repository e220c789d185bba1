package io.plumbline.engine.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step as designed: its id, the name of its type, and its parameters in the order of the file.
///
/// @param id unique in the pipeline; letters, digits, `_` and `-`, no dot
/// @param note what a person wrote beside it
public record StepSpec(
        String id, String type, Map<String, Value> parameters, @Nullable String note) {

    /// Copies the parameters and keeps their order.
    public StepSpec {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
}
