package io.plumbline.engine.plan;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pipeline as far as it could be compiled. Broken and blocked steps are left out of the steps.
///
/// @param steps the compiled steps by id, each after those that feed it; ties in the order of the
///   file
/// @param broken ids of the steps that have errors of their own
/// @param blocked ids of the steps without errors of their own that depend on a broken one
/// @param unset the pipeline's parameters that have neither value nor default: null in the plans,
///   so that columns have types, but nothing to run with
/// @param problems everything found, in the order of the file
public record CompiledPipeline(
        Pipeline pipeline,
        Map<String, CompiledStep> steps,
        Set<String> broken,
        Set<String> blocked,
        Set<String> unset,
        List<Problem> problems) {

    /// Copies the collections and keeps their order.
    public CompiledPipeline {
        steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
        broken = Collections.unmodifiableSet(new LinkedHashSet<>(broken));
        blocked = Collections.unmodifiableSet(new LinkedHashSet<>(blocked));
        unset = Collections.unmodifiableSet(new LinkedHashSet<>(unset));
        problems = List.copyOf(problems);
    }

    /// Returns this with its parameters and problems.
    CompiledPipeline with(Set<String> newUnset, List<Problem> newProblems) {
        return new CompiledPipeline(pipeline, steps, broken, blocked, newUnset, newProblems);
    }

    /// Returns whether it can run.
    public boolean runnable() {
        return unset.isEmpty() && problems.stream().noneMatch(Problem::isError);
    }

    /// Returns a compiled step; empty when there is none of that id, or it is broken or blocked.
    public Optional<CompiledStep> step(String id) {
        return Optional.ofNullable(steps.get(id));
    }

    /// Returns the columns of an output port; empty when they are not known.
    public Optional<Schema> schema(PortRef port) {
        return step(port.step()).map(s -> s.schemas().get(port.port()));
    }
}
