package io.plumbline.engine.model;

import io.plumbline.engine.error.Place;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A test of a pipeline as its file in `tests` says it: rows given to the datasets that it reads,
/// and what must come of them.
///
/// @param pipeline the pipeline's name
/// @param params texts of the pipeline's parameters
/// @param given rows by the dataset read
/// @param expected rows by dataset written, by step, or by step and port
/// @param checks how many rows fail, by `step.check`
/// @param error the code of the failure expected of the run; null when it must complete
/// @param place the file
public record TestCase(
        String name,
        @Nullable String description,
        TestCell pipeline,
        Map<String, TestCell> params,
        Map<String, TestRows> given,
        Map<String, TestRows> expected,
        Map<String, TestCell> checks,
        @Nullable TestCell error,
        Place place) {

    /// Copies the collections and keeps their order.
    public TestCase {
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
        given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
        expected = Collections.unmodifiableMap(new LinkedHashMap<>(expected));
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
    }

    /// Returns the pipeline's name as the file writes it, empty when it does not.
    public String pipelineName() {
        return pipeline.text() == null ? "" : pipeline.text();
    }
}
