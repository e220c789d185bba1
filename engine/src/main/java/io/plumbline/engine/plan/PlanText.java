package io.plumbline.engine.plan;

import io.plumbline.engine.sql.ExternalCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.sql.SqlExplainFormat;
import org.apache.calcite.sql.SqlExplainLevel;
import org.jspecify.annotations.Nullable;

/// A pipeline's plan as people read it: what each step means, where it runs, and what each source
/// is asked.
///
/// @param steps in the order of the plan
/// @param shipments what source systems hand over
/// @param lastRun the run that true rows and bytes are of, empty for none
public record PlanText(
        String pipeline, List<StepText> steps, List<ShipmentText> shipments, String lastRun) {

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
    /// @param runs [#ENGINE], the name of a connection, or a program
    /// @param reason why a step over a system's rows does not run there, null where it does or has
    ///   none
    /// @param plans the logical plan of each output port, indented, one operator a line
    /// @param operators what runs for each output port, top first
    /// @param lastRows rows that it gave in the last run, -1 when not known
    public record StepText(
            String id,
            String type,
            List<String> inputs,
            String runs,
            @Nullable String reason,
            Map<String, String> plans,
            Map<String, List<Operator>> operators,
            long lastRows) {}

    /// An operator as it runs.
    ///
    /// @param depth how far below the top
    /// @param runs [#ENGINE] or the name of a connection
    /// @param rows estimated rows that it gives, -1 when not known
    public record Operator(int depth, String text, String runs, long rows) {}

    /// Rows that a source hands over.
    ///
    /// @param steps the outputs and datasets that they stand for
    /// @param region where the source stands
    /// @param columns the columns shipped
    /// @param keys what the source is told to leave out rows by, such as `id in visits.customer`
    /// @param whole why it is told none, null where it is
    /// @param last what crossed in the last run, null when not known
    public record ShipmentText(
            String connection,
            String dialect,
            String region,
            List<String> steps,
            List<String> columns,
            List<String> keys,
            @Nullable String whole,
            PlanFacts.@Nullable Crossed last,
            String sql) {}

    /// Describes a pipeline that was cut.
    public static PlanText of(CompiledPipeline pipeline, Cut cut, PlanFacts facts) {
        List<StepText> steps = new ArrayList<>();
        PlanTree tree = new PlanTree(cut, facts);
        pipeline.steps().values().forEach(s -> steps.add(step(s, cut, tree, facts)));
        List<ShipmentText> shipments =
                cut.shipments().stream().map(s -> shipment(s, facts)).toList();
        return new PlanText(pipeline.pipeline().name(), steps, shipments, facts.lastRun());
    }

    private static ShipmentText shipment(Shipment s, PlanFacts facts) {
        String connection = s.system().connectionName();
        return new ShipmentText(
                connection,
                s.system().dialect(),
                facts.region(connection),
                s.relations().stream().map(PlanText::shown).toList(),
                s.columns().names(),
                s.keys().stream()
                        .map(k -> k.column() + " in " + shown(k.source()) + "." + k.sourceColumn())
                        .toList(),
                s.whole(),
                facts.crossed().get(PlanFacts.key(connection, shown(s.relations().getFirst()))),
                s.sql());
    }

    private static StepText step(CompiledStep step, Cut cut, PlanTree tree, PlanFacts facts) {
        Map<String, String> plans = new LinkedHashMap<>();
        Map<String, List<Operator>> operators = new LinkedHashMap<>();
        String runs = ENGINE;
        String reason = null;
        for (Map.Entry<String, org.apache.calcite.rel.RelNode> e : step.outputs().entrySet()) {
            List<String> path = List.of("step", step.id(), e.getKey());
            runs =
                    e.getValue() instanceof ExternalCall call
                            ? runs(call)
                            : cut.pushed().getOrDefault(path, runs);
            reason = reason == null ? cut.reasons().get(path) : reason;
            operators.put(e.getKey(), tree.of(path));
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
        return new StepText(
                step.id(),
                step.spec().type(),
                inputs,
                runs,
                reason,
                plans,
                operators,
                facts.stepRows().getOrDefault(step.id(), -1L));
    }

    /// Returns where a program runs, in words.
    static String runs(ExternalCall call) {
        return "program " + call.name() + " on this machine";
    }

    /// Returns a relation's path as people read it: a step, an output of one, a dataset, or a part
    /// of a step such as `joined/1`.
    public static String shown(List<String> path) {
        if (Parts.isPart(path)) {
            return path.get(1) + "/" + path.getLast();
        }
        return path.size() == 3 && path.getLast().equals("out")
                ? path.get(1)
                : String.join(".", path.subList(1, path.size()));
    }

    /// Returns the description as text, the same for the same plan.
    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("pipeline ").append(pipeline).append('\n');
        out.append(lastRun.isEmpty() ? "" : "last run: " + lastRun + "\n");
        steps.forEach(s -> write(s, out));
        shipments.forEach(s -> write(s, out));
        return out.toString();
    }

    private static void write(StepText s, StringBuilder out) {
        out.append("\nstep ").append(s.id()).append(" (").append(s.type()).append(')');
        out.append(s.inputs().isEmpty() ? "" : " from " + String.join(", ", s.inputs()));
        out.append("\n  runs in: ").append(s.runs());
        out.append(s.reason() == null ? "" : "\n  not pushed: " + s.reason());
        out.append(s.lastRows() < 0 ? "" : "\n  last run: " + rows(s.lastRows()));
        s.plans()
                .forEach((port, plan) -> {
                    List<Operator> operators = s.operators().getOrDefault(port, List.of());
                    String runs =
                            operators.stream()
                                    .map(o -> "  ".repeat(o.depth()) + o.text())
                                    .collect(Collectors.joining("\n"));
                    if (!runs.equals(plan)) {
                        out.append("\n  ").append(port).append(" as designed:\n");
                        out.append(plan.indent(4).stripTrailing());
                    }
                    out.append("\n  ")
                            .append(port)
                            .append(runs.equals(plan) ? ":" : " as it runs:");
                    operators.forEach(o -> write(o, out));
                });
        out.append('\n');
    }

    private static void write(Operator o, StringBuilder out) {
        out.append("\n    ").append("  ".repeat(o.depth())).append(o.text());
        out.append("  [").append(o.runs());
        out.append(o.rows() < 0 ? "" : ", about " + rows(o.rows())).append(']');
    }

    private static void write(ShipmentText s, StringBuilder out) {
        out.append("\nfrom ").append(s.connection()).append(" (").append(s.dialect());
        out.append("): ").append(String.join(", ", s.steps())).append('\n');
        out.append("  border: ").append(s.region()).append(" to this machine\n");
        for (String key : s.keys()) {
            out.append("  only rows with ").append(key);
            out.append(String.format(Locale.ROOT, ", up to %,d keys\n", KeyFilter.MOST_KEYS));
        }
        out.append(s.whole() == null ? "" : "  not told keys: " + s.whole() + "\n");
        if (s.last() != null) {
            out.append("  last run: ").append(rows(s.last().rows()));
            out.append(String.format(Locale.ROOT, ", %,d bytes\n", s.last().bytes()));
        }
        out.append(s.sql().indent(2).stripTrailing()).append('\n');
    }

    private static String rows(long rows) {
        return String.format(Locale.ROOT, "%,d rows", rows);
    }
}
