package io.plumbline.engine.plan;

import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.Schema;
import io.plumbline.engine.step.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rex.RexUtil;

/// One plan that others scan under its path: the output port of a step, or a query.
///
/// @param path `["step", id, port]`, or `["query"]`
/// @param movable whether a source may run it: it is no check and no sink
public record Unit(List<String> path, RelNode plan, Schema schema, boolean movable) {

    /// Copies the path.
    public Unit {
        path = List.copyOf(path);
    }

    /// Returns the plans of a pipeline's ports, each after those that it scans.
    public static List<Unit> of(CompiledPipeline pipeline) {
        List<Unit> out = new ArrayList<>();
        for (CompiledStep step : pipeline.steps().values()) {
            boolean movable = step.role() == Role.SOURCE || step.role() == Role.TRANSFORM;
            step.outputs()
                    .forEach((port, plan) ->
                            out.add(
                                    new Unit(
                                            path(new PortRef(step.id(), port)),
                                            plan,
                                            Objects.requireNonNull(step.schemas().get(port)),
                                            movable && !step.materialized().contains(port))));
        }
        return out;
    }

    /// Returns the path under which a port is scanned.
    public static List<String> path(PortRef port) {
        return List.of("step", port.step(), port.port());
    }

    /// Returns whether computing it again costs more than reading, filtering and renaming what it
    /// scans.
    public boolean isCostly() {
        return costly(plan);
    }

    private static boolean costly(RelNode plan) {
        return switch (plan) {
            case TableScan _ -> false;
            case Project project ->
                    RexUtil.SubQueryFinder.containsSubQuery(project) || costly(project.getInput());
            case Filter filter ->
                    RexUtil.SubQueryFinder.containsSubQuery(filter) || costly(filter.getInput());
            default -> true;
        };
    }

    /// Returns the relation whose rows and columns are its own, unchanged; empty when there is
    /// none.
    Optional<List<String>> same() {
        return plan instanceof TableScan scan
                ? Optional.of(scan.getTable().getQualifiedName())
                : Optional.empty();
    }

    /// Returns the relations that a plan scans, in its sub-queries too, in the order of their first
    /// mention.
    public static List<List<String>> scanned(RelNode plan) {
        int columns = plan.getRowType().getFieldCount();
        return List.copyOf(ColumnUse.of(plan, ColumnUse.all(columns)).keySet());
    }
}
