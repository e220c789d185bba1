package io.plumbline.engine.step;

import io.plumbline.engine.quality.CompiledCheck;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;
import org.jspecify.annotations.Nullable;

/// What a step type makes of one step: a plan per output, over scans of the step's inputs
/// (`["step", id, port]`), of datasets (`["dataset", name]`), or of the step's own materialized
/// outputs; never another step's plan.
///
/// @param outputs the plans by port, in the order they must be computed; a sink's rows to write are
///   under `out`
/// @param materialized the outputs that must be computed once and kept, because others of them scan
///   them
/// @param checks the checks whose flags stand in the output `flagged`, in order
/// @param sink where the rows of a write step go
/// @param keepsRows whether each row of `out` is one row of the first input, and no row of that is
///   twice in `out`: those missing were then filtered, and rows of other inputs were only looked
///   at. Where not, the plan's shape tells
public record StepPlan(
        Map<String, RelNode> outputs,
        Set<String> materialized,
        List<CompiledCheck> checks,
        @Nullable SinkTarget sink,
        boolean keepsRows) {

    /// Copies the collections and keeps their order.
    public StepPlan {
        outputs = Collections.unmodifiableMap(new LinkedHashMap<>(outputs));
        materialized = Set.copyOf(materialized);
        checks = List.copyOf(checks);
    }

    /// Makes the plan of a step whose rows the plan's shape accounts for.
    public StepPlan(
            Map<String, RelNode> outputs,
            Set<String> materialized,
            List<CompiledCheck> checks,
            @Nullable SinkTarget sink) {
        this(outputs, materialized, checks, sink, false);
    }

    /// Returns the plan of a step with the one output `out`.
    public static StepPlan of(RelNode out) {
        return new StepPlan(Map.of("out", out), Set.of(), List.of(), null);
    }

    /// Returns the same plan of a step that only keeps or leaves out rows of its first input.
    public StepPlan keepingRows() {
        return new StepPlan(outputs, materialized, checks, sink, true);
    }
}
