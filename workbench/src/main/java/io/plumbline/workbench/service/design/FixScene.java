package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.Field;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What cures are looked for in: a pipeline, what the compiler says of it, and the datasets there
/// are.
record FixScene(Pipeline pipeline, CompiledPipeline compiled, Set<String> datasets) {

    /// Returns the columns that come in by a wire; empty while they are not known.
    Optional<Schema> schema(Wire wire) {
        return compiled.schema(wire.from());
    }

    /// Returns all columns that come into a step.
    List<Field> inputColumns(String step) {
        List<Field> fields = new ArrayList<>();
        for (Wire wire : pipeline.inputsOf(step)) {
            schema(wire).ifPresent(s -> fields.addAll(s.fields()));
        }
        return fields;
    }
}
