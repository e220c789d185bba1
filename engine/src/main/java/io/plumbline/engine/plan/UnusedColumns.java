package io.plumbline.engine.plan;

import io.plumbline.engine.error.ErrorCode;
import io.plumbline.engine.error.Place;
import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rel.RelNode;

/// Finds the columns that a step makes or keeps by name and that no step behind it uses. Only where
/// all that is behind it is known: an output that nothing takes is not finished yet, and all of its
/// columns count as used.
public final class UnusedColumns {
    /// The step types that name the columns they give, and the parameter in which they do.
    private static final Map<String, String> NAMING =
            Map.of(
                    "select", "columns",
                    "derive", "columns",
                    "window", "columns",
                    "aggregate", "aggregates");

    private final CompiledPipeline compiled;
    private final Map<PortRef, BitSet> needed = new HashMap<>();
    private final Set<PortRef> taken = new HashSet<>();

    private UnusedColumns(CompiledPipeline compiled) {
        this.compiled = compiled;
        compiled.pipeline().wires().forEach(w -> taken.add(w.from()));
    }

    /// Returns a warning for each such column, in the order of the file; none while a step is
    /// broken or blocked, for it might use any.
    public static List<Problem> of(CompiledPipeline compiled) {
        boolean whole = compiled.broken().isEmpty() && compiled.blocked().isEmpty();
        return whole ? new UnusedColumns(compiled).find() : List.of();
    }

    private List<Problem> find() {
        Map<String, List<Problem>> byStep = new LinkedHashMap<>();
        for (CompiledStep step : List.copyOf(compiled.steps().values()).reversed()) {
            take(step);
            byStep.put(step.id(), unused(step));
        }
        List<Problem> all = new ArrayList<>();
        compiled.pipeline()
                .steps()
                .forEach(s -> all.addAll(byStep.getOrDefault(s.id(), List.of())));
        return all;
    }

    /// Notes what a step needs of those that feed it, and of its own outputs.
    private void take(CompiledStep step) {
        Set<PortRef> seen = new HashSet<>();
        for (String port : List.copyOf(step.outputs().keySet()).reversed()) {
            RelNode plan = step.outputs().get(port);
            if (plan == null) {
                continue;
            }
            PortRef out = new PortRef(step.id(), port);
            BitSet all = ColumnUse.all(plan.getRowType().getFieldCount());
            boolean everything =
                    step.sink() != null || step.materialized().contains(port) || !isTaken(step);
            BitSet required = everything ? all : needed.getOrDefault(out, new BitSet());
            needed.put(out, required);
            ColumnUse.of(plan, required)
                    .forEach((path, positions) -> {
                        if (path.size() == 3 && path.getFirst().equals("step")) {
                            PortRef from = new PortRef(path.get(1), path.get(2));
                            seen.add(from);
                            needed.computeIfAbsent(from, _ -> new BitSet()).or(positions);
                        }
                    });
        }
        // what a plan does not scan, a program behind it may read
        step.inputs().values().stream()
                .filter(from -> !seen.contains(from))
                .forEach(from ->
                        compiled.schema(from)
                                .ifPresent(s ->
                                        needed.computeIfAbsent(from, _ -> new BitSet())
                                                .set(0, s.fields().size())));
    }

    private boolean isTaken(CompiledStep step) {
        return step.outputs().keySet().stream()
                .anyMatch(p -> taken.contains(new PortRef(step.id(), p)));
    }

    private List<Problem> unused(CompiledStep step) {
        PortRef out = new PortRef(step.id(), PortRef.OUT);
        BitSet used = needed.get(out);
        Map<String, String> named = named(step.spec());
        List<Problem> found = new ArrayList<>();
        if (used != null && !named.isEmpty()) {
            List<String> names = compiled.schema(out).map(s -> s.names()).orElse(List.of());
            for (int i = used.nextClearBit(0); i < names.size(); i = used.nextClearBit(i + 1)) {
                String field = named.get(names.get(i).toLowerCase(Locale.ROOT));
                if (field != null) {
                    found.add(problem(step, names.get(i), field));
                }
            }
        }
        return found;
    }

    /// Returns where a step names its columns, by their names in small letters.
    private static Map<String, String> named(StepSpec step) {
        String parameter = NAMING.get(step.type());
        Map<String, String> named = new HashMap<>();
        if (parameter != null) {
            switch (step.parameters().get(parameter)) {
                case Value.Entries(Map<String, Value> entries) ->
                        entries.keySet()
                                .forEach(k ->
                                        named.put(k.toLowerCase(Locale.ROOT), parameter + "." + k));
                case Value.Items(List<Value> items) ->
                        items.forEach(v -> {
                            if (v instanceof Value.Text(String text)) {
                                named.put(text.strip().toLowerCase(Locale.ROOT), parameter);
                            }
                        });
                case null, default -> {}
            }
        }
        return named;
    }

    private Problem problem(CompiledStep step, String column, String field) {
        return Problem.warning(
                ErrorCode.COLUMN_UNUSED,
                "Unused column: '" + column + "' (no step behind '" + step.id() + "' uses it)",
                Place.inStep(compiled.pipeline().name(), step.id(), field),
                "Leave it out, or use it");
    }
}
