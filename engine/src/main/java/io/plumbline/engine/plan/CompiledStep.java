package io.plumbline.engine.plan;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.quality.CompiledCheck;
import io.plumbline.engine.step.Role;
import io.plumbline.engine.step.SinkTarget;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// A step without mistakes: its plans and their columns.
///
/// A check step has three outputs: `flagged` (the input's columns and one BOOLEAN
/// [CompiledCheck#flag()] per check, TRUE for a failing row; materialized), `out` (the rows that
/// fail no quarantine check) and `rejected` (those that do), both over the scan of `["step", id,
/// "flagged"]` and with the input's columns. A write step has the rows to write under `out`.
///
/// @param inputs the output that feeds each input port, in the order of the wires
/// @param outputs the plan of each output port, over scans of `["dataset", name]` and `["step", id,
///   port]`, in the order they must be computed
/// @param schemas the columns of each output port
/// @param materialized outputs that must be computed once and kept
/// @param datasets the datasets read
/// @param checks what a check step checks, in order
/// @param sink where a write step's rows go, else null
/// @param keepsRows whether `out` holds rows of the first input, each at most once, and nothing
///   else
public record CompiledStep(
        StepSpec spec,
        Role role,
        Map<String, PortRef> inputs,
        Map<String, RelNode> outputs,
        Map<String, Schema> schemas,
        Set<String> materialized,
        Set<String> datasets,
        List<CompiledCheck> checks,
        @Nullable SinkTarget sink,
        boolean keepsRows) {

    /// Copies the collections and keeps their order.
    public CompiledStep {
        inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
        materialized = Set.copyOf(materialized);
        datasets = Set.copyOf(datasets);
        checks = List.copyOf(checks);
    }

    /// Returns the same plans for a step that differs in what plans do not depend on.
    CompiledStep as(StepSpec newSpec) {
        return new CompiledStep(
                newSpec,
                role,
                inputs,
                outputs,
                schemas,
                materialized,
                datasets,
                checks,
                sink,
                keepsRows);
    }

    /// Returns the step's id.
    public String id() {
        return spec.id();
    }
}
