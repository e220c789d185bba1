package io.plumbline.workbench.service.design;

import io.plumbline.engine.error.Problem;
import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Leaves out a column that no step behind uses: where it is made or kept, and where steps behind
/// keep or drop it by name.
final class UnusedFixes {
    private UnusedFixes() {}

    static List<QuickFix> find(Problem problem, Pipeline pipeline) {
        String step = problem.place().step();
        int from = problem.message().indexOf('\'');
        int to = problem.message().indexOf('\'', from + 1);
        if (step == null || to < 0 || pipeline.step(step).isEmpty()) {
            return List.of();
        }
        String column = problem.message().substring(from + 1, to);
        return List.of(
                new QuickFix(
                        "Leave out '" + column + "'",
                        p -> {
                            Pipeline left = without(p, step, column);
                            for (String later : behind(p, step)) {
                                left = withoutMention(left, later, column);
                            }
                            return left;
                        }));
    }

    private static Set<String> behind(Pipeline pipeline, String step) {
        Set<String> reached = new HashSet<>(Set.of(step));
        boolean more = true;
        while (more) {
            more = false;
            for (Wire w : pipeline.wires()) {
                more |= reached.contains(w.from().step()) && reached.add(w.to().step());
            }
        }
        reached.remove(step);
        return reached;
    }

    private static Pipeline withoutMention(Pipeline pipeline, String step, String column) {
        boolean lists =
                pipeline.step(step)
                        .filter(s -> s.type().equals("select") || s.type().equals("drop"))
                        .isPresent();
        return lists ? without(pipeline, step, column) : pipeline;
    }

    /// Takes a column out of the list or map that names it; a step that would be left with none
    /// goes.
    private static Pipeline without(Pipeline pipeline, String step, String column) {
        StepSpec spec = pipeline.step(step).orElse(null);
        String parameter =
                spec != null && spec.type().equals("aggregate") ? "aggregates" : "columns";
        Value named = spec == null ? null : spec.parameters().get(parameter);
        Value left =
                switch (named) {
                    case Value.Entries(Map<String, Value> entries) -> {
                        Map<String, Value> kept = new LinkedHashMap<>(entries);
                        kept.keySet().removeIf(column::equalsIgnoreCase);
                        yield new Value.Entries(kept);
                    }
                    case Value.Items(List<Value> items) -> {
                        List<Value> kept = new ArrayList<>(items);
                        kept.removeIf(v ->
                                v instanceof Value.Text(String t)
                                        && t.strip().equalsIgnoreCase(column));
                        yield new Value.Items(kept);
                    }
                    case null, default -> null;
                };
        boolean none =
                left instanceof Value.Entries e && e.entries().isEmpty()
                        || left instanceof Value.Items i && i.items().isEmpty();
        if (left == null) {
            return pipeline;
        }
        return none && spec != null && !spec.type().equals("aggregate")
                ? PipelineEdits.bypass(pipeline, step)
                : PipelineEdits.set(pipeline, step, parameter, left);
    }
}
