package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.Place;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A text within a step: a parameter, or one entry of a parameter that is a map.
///
/// @param key the entry; null for the parameter itself
record FieldText(String step, String parameter, @Nullable String key) {

    /// Returns the text that a problem's place names; empty when that is no text.
    static Optional<FieldText> of(Pipeline pipeline, Place place) {
        String field = place.field();
        StepSpec step = place.step() == null ? null : pipeline.step(place.step()).orElse(null);
        if (field == null || step == null) {
            return Optional.empty();
        }
        FieldText found = new FieldText(step.id(), field, null);
        if (!step.parameters().containsKey(field)) {
            found =
                    step.parameters().keySet().stream()
                            .filter(p -> field.startsWith(p + "."))
                            .findFirst()
                            .map(p -> new FieldText(step.id(), p, field.substring(p.length() + 1)))
                            .orElse(found);
        }
        return found.read(pipeline).isPresent() ? Optional.of(found) : Optional.empty();
    }

    /// Returns the text as it stands in a pipeline.
    Optional<String> read(Pipeline pipeline) {
        Value value = pipeline.step(step).map(s -> s.parameters().get(parameter)).orElse(null);
        if (key != null) {
            value = value instanceof Value.Entries entries ? entries.entries().get(key) : null;
        }
        return value instanceof Value.Text(String text) ? Optional.of(text) : Optional.empty();
    }

    /// Puts another text in its place, unless it is no longer the one expected.
    Pipeline replace(Pipeline pipeline, String expected, String text) {
        if (!read(pipeline).equals(Optional.of(expected))) {
            return pipeline;
        }
        Value now = pipeline.step(step).map(s -> s.parameters().get(parameter)).orElse(null);
        Value changed = Value.text(text);
        if (key != null && now instanceof Value.Entries(Map<String, Value> entries)) {
            Map<String, Value> all = new LinkedHashMap<>(entries);
            all.put(key, changed);
            changed = new Value.Entries(all);
        }
        return PipelineEdits.set(pipeline, step, parameter, changed);
    }

    /// Returns the place of a line and column in a text, 0 when it is not known.
    static int offset(String text, Place place) {
        int at = 0;
        for (int line = 1; line < place.line(); line++) {
            int end = text.indexOf('\n', at);
            at = end < 0 ? text.length() : end + 1;
        }
        return Math.min(text.length(), at + Math.max(0, place.column() - 1));
    }
}
