package io.plumbline.engine.exec.proof;

import io.plumbline.engine.model.Pipeline;
import io.plumbline.engine.model.PortRef;
import io.plumbline.engine.model.StepSpec;
import io.plumbline.engine.model.Value;
import io.plumbline.engine.model.Wire;
import io.plumbline.engine.plan.CompiledPipeline;
import io.plumbline.engine.testing.Smallest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/// Makes a pipeline smaller for as long as it keeps what is wrong with it.
final class Shrinking {
    private final Predicate<CompiledPipeline> wrong;

    Shrinking(Predicate<CompiledPipeline> wrong) {
        this.wrong = wrong;
    }

    CompiledPipeline shrink(CompiledPipeline pipeline) {
        return Smallest.of(
                pipeline,
                p ->
                        smaller(p.pipeline()).stream()
                                .map(DrawnPipeline::compile)
                                .filter(c -> c.problems().stream().noneMatch(x -> x.isError())),
                wrong);
    }

    private static List<Pipeline> smaller(Pipeline pipeline) {
        List<Pipeline> out = new ArrayList<>();
        for (StepSpec step : pipeline.steps()) {
            List<Wire> to = pipeline.inputsOf(step.id());
            boolean isRead =
                    pipeline.wires().stream().anyMatch(w -> w.from().step().equals(step.id()));
            if (!isRead) {
                out.add(without(pipeline, step, null));
            }
            to.forEach(w -> out.add(without(pipeline, step, w.from())));
        }
        for (StepSpec step : pipeline.steps()) {
            step.parameters()
                    .forEach((name, value) -> {
                        if (value instanceof Value.Items(List<Value> items) && items.size() > 1) {
                            items.forEach(i -> {
                                List<Value> fewer = new ArrayList<>(items);
                                fewer.remove(i);
                                out.add(with(pipeline, step, name, new Value.Items(fewer)));
                            });
                        } else if (value instanceof Value.Entries(Map<String, Value> entries)
                                && entries.size() > 1) {
                            entries.keySet()
                                    .forEach(k -> {
                                        Map<String, Value> fewer = new LinkedHashMap<>(entries);
                                        fewer.remove(k);
                                        out.add(
                                                with(
                                                        pipeline,
                                                        step,
                                                        name,
                                                        new Value.Entries(fewer)));
                                    });
                        }
                    });
        }
        return out;
    }

    /// Returns the pipeline without a step; what it fed is fed by another port, or gone too.
    private static Pipeline without(Pipeline pipeline, StepSpec step, PortRef instead) {
        List<StepSpec> steps = new ArrayList<>(pipeline.steps());
        steps.remove(step);
        List<Wire> wires = new ArrayList<>();
        for (Wire wire : pipeline.wires()) {
            if (wire.to().step().equals(step.id())) {
                continue;
            }
            boolean fed = wire.from().step().equals(step.id());
            if (fed && instead == null) {
                return pipeline;
            }
            wires.add(fed ? new Wire(instead, wire.to()) : wire);
        }
        return DrawnPipeline.pipeline(steps, wires);
    }

    private static Pipeline with(Pipeline pipeline, StepSpec step, String name, Value value) {
        List<StepSpec> steps = new ArrayList<>();
        for (StepSpec s : pipeline.steps()) {
            Map<String, Value> parameters = new LinkedHashMap<>(s.parameters());
            if (s.id().equals(step.id())) {
                parameters.put(name, value);
            }
            steps.add(new StepSpec(s.id(), s.type(), parameters, s.note()));
        }
        return DrawnPipeline.pipeline(steps, pipeline.wires());
    }
}
