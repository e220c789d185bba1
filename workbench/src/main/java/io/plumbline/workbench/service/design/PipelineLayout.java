package io.plumbline.workbench.service.design;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.Position;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Wire;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Gives steps that have no place on the canvas one: right of what feeds them, below what stands
/// there. Steps that have a place keep it.
public final class PipelineLayout {
    /// From one column of boxes to the next.
    public static final double ACROSS = 216;

    /// From one box to the next below it.
    public static final double DOWN = 92;

    private static final double START = 40;

    private PipelineLayout() {}

    /// Returns the pipeline with a place for every step; the pipeline itself when all have one.
    public static Pipeline complete(Pipeline pipeline) {
        if (pipeline.layout()
                .keySet()
                .containsAll(pipeline.steps().stream().map(StepSpec::id).toList())) {
            return pipeline;
        }
        Map<String, Position> layout = new LinkedHashMap<>(pipeline.layout());
        Map<String, Integer> ranks = ranks(pipeline);
        for (StepSpec step : pipeline.steps()) {
            if (!layout.containsKey(step.id())) {
                layout.put(step.id(), free(layout, x(pipeline, step, layout, ranks)));
            }
        }
        return pipeline.drawn(pipeline.drawing().withLayout(layout));
    }

    private static double x(
            Pipeline pipeline,
            StepSpec step,
            Map<String, Position> layout,
            Map<String, Integer> ranks) {
        double right =
                pipeline.inputsOf(step.id()).stream()
                        .map(w -> layout.get(w.from().step()))
                        .filter(p -> p != null)
                        .mapToDouble(p -> p.x() + ACROSS)
                        .max()
                        .orElse(-1);
        return right >= 0 ? right : START + ranks.getOrDefault(step.id(), 0) * ACROSS;
    }

    /// The first place in a column that no box is near.
    private static Position free(Map<String, Position> layout, double x) {
        double y = START;
        boolean taken = true;
        while (taken) {
            double at = y;
            taken =
                    layout.values().stream()
                            .anyMatch(p ->
                                    Math.abs(p.x() - x) < ACROSS - 40
                                            && Math.abs(p.y() - at) < DOWN - 10);
            if (taken) {
                y += DOWN;
            }
        }
        return new Position(x, y);
    }

    /// The longest way to each step from one without inputs; steps of a cycle stay where it is met.
    private static Map<String, Integer> ranks(Pipeline pipeline) {
        Map<String, Integer> ranks = new HashMap<>();
        Set<String> ids = new java.util.HashSet<>();
        pipeline.steps()
                .forEach(s -> {
                    ids.add(s.id());
                    ranks.put(s.id(), 0);
                });
        boolean changed = true;
        for (int round = 0; changed && round < ids.size(); round++) {
            changed = false;
            for (Wire w : pipeline.wires()) {
                if (ids.contains(w.from().step()) && ids.contains(w.to().step())) {
                    int wanted = ranks.getOrDefault(w.from().step(), 0) + 1;
                    if (ranks.getOrDefault(w.to().step(), 0) < wanted && wanted <= ids.size()) {
                        ranks.put(w.to().step(), wanted);
                        changed = true;
                    }
                }
            }
        }
        return ranks;
    }
}
