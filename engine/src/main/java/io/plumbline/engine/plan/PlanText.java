package io.plumbline.engine.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.jspecify.annotations.Nullable;

/// A pipeline's plan as people read it: what each step means, where it runs, and what each source
/// is asked.
///
/// @param steps in the order of the plan
/// @param shipments what source systems hand over
public record PlanText(String pipeline, List<StepText> steps, List<ShipmentText> shipments) {

    /// The system that runs what no source does.
    public static final String ENGINE = "embedded engine";

    /// Copies the lists.
    public PlanText {
        steps = List.copyOf(steps);
        shipments = List.copyOf(shipments);
    }

    /// A step.
    ///
    /// @param inputs the outputs that feed it, as wires name them
    /// @param runs [#ENGINE] or the name of a connection
    /// @param reason why a step over a system's rows does not run there, null where it does or has
    ///   none
    /// @param plans the logical plan of each output port, indented, one operator a line
    public record StepText(
            String id,
            String type,
            List<String> inputs,
            String runs,
            @Nullable String reason,
            Map<String, String> plans) {}

    /// Rows that a source hands over.
    ///
    /// @param steps the outputs and datasets that they stand for
    /// @param columns the columns shipped
    public record ShipmentText(
            String connection,
            String dialect,
            List<String> steps,
            List<String> columns,
            String sql) {}

    /// Describes a pipeline that was cut.
    public static PlanText of(CompiledPipeline pipeline, Cut cut) {
        List<StepText> steps = new ArrayList<>();
        pipeline.steps().values().forEach(s -> steps.add(step(s, cut)));
        List<ShipmentText> shipments =
                cut.shipments().stream()
                        .map(s ->
                                new ShipmentText(
                                        s.system().connectionName(),
                                        s.system().dialect(),
                                        s.relations().stream().map(PlanText::shown).toList(),
                                        s.columns().names(),
                                        s.sql()))
                        .toList();
        return new PlanText(pipeline.pipeline().name(), steps, shipments);
    }

    private static StepText step(CompiledStep step, Cut cut) {
        Map<String, String> plans = new LinkedHashMap<>();
        String runs = ENGINE;
        String reason = null;
        for (Map.Entry<String, org.apache.calcite.rel.RelNode> e : step.outputs().entrySet()) {
            List<String> path = List.of("step", step.id(), e.getKey());
            runs = cut.pushed().getOrDefault(path, runs);
            reason = reason == null ? cut.reasons().get(path) : reason;
            plans.put(
                    e.getKey(),
                    RelOptUtil.dumpPlan(
                                    "",
                                    e.getValue(),
                                    SqlExplainFormat.TEXT,
                                    SqlExplainLevel.EXPPLAN_ATTRIBUTES)
                            .stripTrailing());
        }
        List<String> inputs = step.inputs().values().stream().map(Object::toString).toList();
        return new StepText(step.id(), step.spec().type(), inputs, runs, reason, plans);
    }

    private static String shown(List<String> path) {
        return path.size() == 3 && path.getLast().equals("out")
                ? path.get(1)
                : String.join(".", path.subList(1, path.size()));
    }

    /// Returns the description as text, the same for the same plan.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("pipeline ").append(pipeline).append('\n');
        for (StepText s : steps) {
            out.append("\nstep ").append(s.id()).append(" (").append(s.type()).append(')');
            out.append(s.inputs().isEmpty() ? "" : " from " + String.join(", ", s.inputs()));
            out.append("\n  runs in: ").append(s.runs());
            out.append(s.reason() == null ? "" : "\n  not pushed: " + s.reason());
            s.plans()
                    .forEach((port, plan) ->
                            out.append("\n  ")
                                    .append(port)
                                    .append(":\n")
                                    .append(plan.indent(4).stripTrailing()));
            out.append('\n');
        }
        for (ShipmentText s : shipments) {
            out.append("\nfrom ").append(s.connection()).append(" (").append(s.dialect());
            out.append("): ").append(String.join(", ", s.steps())).append('\n');
            out.append(s.sql().indent(2).stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
